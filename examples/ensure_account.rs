//! Creates the organization's account, or puts the key into the one that is there.
//!
//! ```text
//! cargo run --example ensure_account
//! cargo run --example ensure_account -- --fault commit-then-502
//! cargo run --example ensure_account -- --live
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::Ensured;
use support::{Arguments, Datadog, Result, ended, say, tell_attempts, tell_error};

const USAGE: &str = "ensure_account [OPTION]...\n";

#[tokio::main]
async fn main() -> ExitCode {
    ended("ensure_account", run().await)
}

async fn run() -> Result<ExitCode> {
    let Some(arguments) = Arguments::read(USAGE, &[])? else {
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(value) = arguments.values.first() {
        return Err(format!("what is {value:?}? See --help").into());
    }
    let datadog = Datadog::of(&arguments).await?;
    let key = datadog.statuspage_key("STATUSPAGE_API_KEY")?;
    // In a simulator that is gone afterwards, the second run is shown too.
    let runs = if datadog.simulator.is_some() { 2 } else { 1 };
    for run in 0..runs {
        if run > 0 {
            say("\nonce more:");
        }
        let call = datadog.client.account().ensure(key.clone());
        let response = match call.with_response().await {
            Ok(response) => response,
            Err(error) => {
                tell_error(&error);
                return Ok(ExitCode::FAILURE);
            }
        };
        let word = match response.value() {
            Ensured::Created(_) => "created with the key",
            Ensured::Updated(_) => "there already, and given the key",
            _ => "as asked for",
        };
        say(format_args!("account      {word}"));
        tell_attempts(response.attempts());
    }
    Ok(ExitCode::SUCCESS)
}
