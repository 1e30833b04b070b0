//! Brings the organization to a desired state: plans, applies the plan, and syncs.
//!
//! ```text
//! cargo run --example declarative
//! cargo run --example declarative -- --fault commit-then-reset
//! cargo run --example declarative -- --live
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::{Client, Desired, Error, Tags};
use support::{Arguments, Datadog, Result, ended, print_error, say};

const USAGE: &str = "declarative [OPTION]...\n";

#[tokio::main]
async fn main() -> ExitCode {
    ended("declarative", run().await)
}

async fn run() -> Result<ExitCode> {
    let Some(arguments) = Arguments::read(USAGE)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let datadog = Datadog::of(&arguments).await?;
    let desired = Desired::new()
        .account(datadog.statuspage_key("STATUSPAGE_API_KEY")?)
        .url_setting("https://example.statuspage.io", Tags::new(["team:web"])?)
        .url_setting("https://payments.statuspage.io", "team:payments".parse()?);
    if let Err(error) = sync(&datadog.client, &desired).await {
        print_error(&error);
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

async fn sync(client: &Client, desired: &Desired) -> std::result::Result<(), Error> {
    let plan = client.plan(desired).await?;
    say(format_args!("\nplanned:\n{plan}"));
    // `apply(plan)` makes only these changes; `sync` repeats until nothing is left to change.
    let report = client.sync(desired).await?;
    say(format_args!("\nmade:\n{report}"));
    let again = client.plan(desired).await?;
    say(format_args!("\nonce more:\n{again}"));
    Ok(())
}
