//! Has the organization's account hold a key, whatever there is so far.
//!
//! ```text
//! cargo run --example ensure_account
//! cargo run --example ensure_account -- --fault commit-then-502
//! cargo run --example ensure_account -- --live
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::EnsuredAccount;
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
        let ensured = match datadog.client.account().ensure(key.clone()).await {
            Ok(ensured) => ensured,
            Err(error) => {
                tell_error(&error);
                return Ok(ExitCode::FAILURE);
            }
        };
        let word = match ensured {
            EnsuredAccount::Created(_) => "created with the key",
            EnsuredAccount::Updated(_) => "there already, and given the key",
            _ => "as asked for",
        };
        say(format_args!("account      {word}"));
        tell_attempts(ensured.account().attempts());
    }
    Ok(ExitCode::SUCCESS)
}
