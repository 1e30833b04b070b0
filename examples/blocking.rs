//! Creates the organization's Statuspage account from code that isn't async.
//!
//! ```text
//! cargo run --example blocking
//! cargo run --example blocking -- --live
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::{Client, Credentials, Secret, secret_from_env};
use datadog_statuspage_testing::Simulator;
use support::{Result, ended, print_attempts, print_error, say};

const USAGE: &str = "\
blocking [--live]

Calls a simulator in this process, or with --live Datadog. Then it reads DD_BEARER_TOKEN,
or DD_API_KEY and DD_APP_KEY, DD_SITE and STATUSPAGE_API_KEY.
";

fn main() -> ExitCode {
    ended("blocking", run())
}

fn run() -> Result<ExitCode> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let live = match arguments.as_slice() {
        [] => false,
        [live] if live == "--live" => true,
        [help] if help == "--help" => {
            say(USAGE);
            return Ok(ExitCode::SUCCESS);
        }
        _ => return Err("unexpected arguments; see --help".into()),
    };
    if live {
        let client = Client::from_env()?;
        return create(&client, secret_from_env("STATUSPAGE_API_KEY")?);
    }
    let simulator = Simulator::start_blocking()?;
    let credentials = Credentials::keys("an-api-key", "an-application-key")?;
    let client = Client::builder(credentials)
        .base_url(simulator.base_url())
        .build()?;
    create(&client, "a-statuspage-key".into())
}

fn create(client: &Client, statuspage_key: Secret) -> Result<ExitCode> {
    say(format_args!("site         {}", client.base_url()));
    let call = client.create_account(statuspage_key).with_response();
    Ok(match call.send_blocking() {
        Ok(response) => {
            let key = response.value().masked_api_key().unwrap_or("(not shown)");
            say(format_args!("account      created, with the key {key}"));
            print_attempts(response.attempts());
            ExitCode::SUCCESS
        }
        Err(error) => {
            print_error(&error);
            ExitCode::FAILURE
        }
    })
}
