//! Creates the organization's Statuspage account, against a simulator by default.
//!
//! ```text
//! cargo run --example create_account
//! cargo run --example create_account -- --fault commit-then-502
//! cargo run --example create_account -- --live
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::{Account, Error, Response};
use support::{Arguments, Datadog, Result, ended, print_attempts, print_error, say};

const USAGE: &str = "create_account [OPTION]...\n";

#[tokio::main]
async fn main() -> ExitCode {
    ended("create_account", run().await)
}

async fn run() -> Result<ExitCode> {
    let Some(arguments) = Arguments::read(USAGE)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let datadog = Datadog::of(&arguments).await?;
    let key = datadog.statuspage_key("STATUSPAGE_API_KEY")?;
    let created = print(
        datadog
            .client
            .create_account(key.clone())
            .with_response()
            .await,
    );
    if datadog.simulator.is_none() {
        return Ok(match created {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        });
    }
    // This example also shows failures.
    say("\nonce more, with an account there already:");
    print(datadog.client.create_account(key).with_response().await);
    Ok(ExitCode::SUCCESS)
}

/// Prints how the call ended. Returns whether it created the account.
fn print(result: std::result::Result<Response<Account>, Error>) -> bool {
    match &result {
        Ok(response) => {
            if let Some(status) = response.status() {
                say(format_args!("status       {status}"));
            }
            let key = response.value().masked_api_key().unwrap_or("(not shown)");
            say(format_args!("account      created, with the key {key}"));
            print_attempts(response.attempts());
        }
        Err(error) => print_error(error),
    }
    result.is_ok()
}
