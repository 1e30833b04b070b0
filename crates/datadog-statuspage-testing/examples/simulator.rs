//! Runs a simulation of Datadog's Statuspage integration until stopped.
//!
//! ```text
//! cargo run -p datadog-statuspage-testing --example simulator -- --listen 127.0.0.1:8126
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;

use datadog_statuspage_testing::{Fault, Simulator};

const HELP: &str = "\
simulator [--listen ADDRESS] [--fault NAME]... [--api-key KEY --app-key KEY]

    --listen ADDRESS   listen on this address (default: a free port of 127.0.0.1)
    --fault NAME       inject a fault into the next request; repeat it for later
                       ones: reset, stall, cut, garbage, a status such as 503 or
                       429:Retry-After=2, each with an optional prefix commit-then-
    --api-key KEY      accept only this API key (default: any)
    --app-key KEY      accept only this application key (default: any)
";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    use lexopt::prelude::*;

    let mut builder = Simulator::builder();
    let (mut api_key, mut app_key, mut listen) = (None, None, None);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("listen") => {
                let value = arguments.value()?;
                let Some(address) = value
                    .to_str()
                    .and_then(|text| text.parse::<SocketAddr>().ok())
                else {
                    return Err(format!(
                        "--listen needs an address such as 127.0.0.1:8126, not {value:?}"
                    )
                    .into());
                };
                if !address.ip().is_loopback() {
                    return Err(
                        "--listen must be a loopback address; over a network, keys would be sent unencrypted"
                            .into(),
                    );
                }
                builder = builder.listen(address);
                listen = Some(address);
            }
            Long("fault") => builder = builder.faults([arguments.value()?.parse::<Fault>()?]),
            Long("api-key") => api_key = Some(arguments.value()?.string()?),
            Long("app-key") => app_key = Some(arguments.value()?.string()?),
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    builder = match (api_key, app_key) {
        (Some(api_key), Some(app_key)) => builder.keys(api_key, app_key),
        (None, None) => builder,
        _ => return Err("--api-key and --app-key must be used together".into()),
    };
    let simulator = builder.start().await.map_err(|error| match listen {
        Some(address) => format!("can't listen on {address}: {error}"),
        None => error.to_string(),
    })?;
    println!("{}", simulator.base_url());
    tokio::signal::ctrl_c().await?;
    Ok(())
}
