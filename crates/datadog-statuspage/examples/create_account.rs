//! Creates the organization's Statuspage account: against a simulator unless told otherwise.
//!
//! ```text
//! cargo run --example create_account
//! cargo run --example create_account -- --fault commit-then-502
//! cargo run --example create_account -- --live
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error as StdError;
use std::process::ExitCode;

use datadog_statuspage::{Account, Attempt, Client, Credentials, Error, Secret, secret_from_env};
use datadog_statuspage_testing::{Fault, Simulator};

const HELP: &str = "\
create_account [--fault NAME]...   against a simulator, which misbehaves as told
create_account --base-url URL      against another address
create_account --live              against Datadog, on the site of DD_SITE

The latter two read DD_API_KEY, DD_APP_KEY and STATUSPAGE_API_KEY.
Faults: reset, stall, cut, garbage, a status such as 503 or 429:Retry-After=2,
and commit-then- before any of them.
";

enum Mode {
    Simulated(Vec<Fault>),
    BaseUrl(String),
    Live,
    Help,
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match mode() {
        Ok(Mode::Simulated(faults)) => simulated(faults).await.map(|()| ExitCode::SUCCESS),
        Ok(Mode::BaseUrl(url)) => real(Some(url)).await,
        Ok(Mode::Live) => real(None).await,
        Ok(Mode::Help) => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("create_account: {error}");
            ExitCode::FAILURE
        }
    }
}

fn mode() -> Result<Mode, lexopt::Error> {
    use lexopt::prelude::*;

    let (mut faults, mut base_url, mut live) = (Vec::new(), None, false);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("fault") => faults.push(arguments.value()?.parse()?),
            Long("base-url") => base_url = Some(arguments.value()?.string()?),
            Long("live") => live = true,
            Long("help") | Short('h') => return Ok(Mode::Help),
            other => return Err(other.unexpected()),
        }
    }
    match (live, base_url, faults) {
        (false, None, faults) => Ok(Mode::Simulated(faults)),
        (false, Some(url), faults) if faults.is_empty() => Ok(Mode::BaseUrl(url)),
        (true, None, faults) if faults.is_empty() => Ok(Mode::Live),
        _ => Err("--live, --base-url and --fault exclude each other".into()),
    }
}

/// Shows what success and conflict look like; a failure is part of the show.
async fn simulated(faults: Vec<Fault>) -> Result<(), Box<dyn StdError>> {
    let datadog = Simulator::builder().faults(faults).start().await?;
    let credentials = Credentials::new("a-simulated-api-key", "a-simulated-application-key")?;
    let client = Client::builder(credentials)
        .base_url(datadog.base_url())
        .build()?;
    println!("site         a simulator at {}", client.base_url());
    let statuspage_key = Secret::from("00000000-0000-0000-0000-000000000000");

    match client.create_account(statuspage_key.clone()).await {
        Ok(account) => print_account(&account),
        Err(error) => print_error(&error),
    }
    println!("\nonce more, with an account there already:");
    match client.create_account(statuspage_key).await {
        Ok(account) => print_account(&account),
        Err(error) => print_error(&error),
    }
    Ok(())
}

async fn real(base_url: Option<String>) -> Result<ExitCode, Box<dyn StdError>> {
    let client = match base_url {
        Some(url) => Client::builder(Credentials::from_env()?)
            .base_url(url)
            .build()?,
        None => Client::from_env()?,
    };
    let statuspage_key = secret_from_env("STATUSPAGE_API_KEY")?;
    match client.site() {
        Some(site) => println!("site         {} ({site})", site.name()),
        None => println!("site         {}", client.base_url()),
    }
    match client.create_account(statuspage_key).await {
        Ok(account) => {
            print_account(&account);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            print_error(&error);
            Ok(ExitCode::FAILURE)
        }
    }
}

fn print_account(account: &Account) {
    println!("status       {}", account.status());
    println!(
        "account      created, with the key {}",
        account.masked_api_key().unwrap_or("(not shown)")
    );
    print_attempts(account.attempts());
}

fn print_error(error: &Error) {
    println!("failed       {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        println!("  because    {error}");
        cause = error.source();
    }
    println!("kind         {:?}", error.kind());
    println!("outcome      {:?}", error.outcome());
    if let Some(reason) = error.stop_reason() {
        println!("stopped for  {reason:?}");
    }
    print_attempts(error.attempts());
}

fn print_attempts(attempts: &[Attempt]) {
    for (number, attempt) in (1..).zip(attempts) {
        println!("attempt {number:<4} {attempt}");
    }
}
