//! `simulate`: a simulated Datadog that prints its requests.

use std::process::ExitCode;

use datadog_statuspage_testing::Simulator;

use crate::arguments::Simulate;
use crate::ending::Result;
use crate::output::say;

/// Runs until Ctrl-C.
pub(crate) async fn simulate(arguments: &Simulate) -> Result<ExitCode> {
    let address = arguments.listen;
    if !address.ip().is_loopback() {
        return Err("--listen must be an address of this machine, such as 127.0.0.1:8127; over a network, keys would be sent unencrypted".into());
    }
    let builder = Simulator::builder()
        .listen(address)
        .organization_per_key()
        .faults(arguments.faults.iter().cloned())
        // Headers and bodies contain keys, so they are not printed.
        .on_answer(|request, status| {
            let status =
                status.map_or("no answer".to_owned(), |status| status.as_u16().to_string());
            say(&format!("{} {} {status}", request.method(), request.path()));
        });
    let simulator = builder.start().await;
    let simulator = simulator.map_err(|error| {
        format!("can't listen on {address}: {error}; choose another address with --listen")
    })?;
    say(&format!(
        "{}  simulated Datadog with one organization per access token or pair of keys; press Ctrl-C to stop",
        simulator.base_url()
    ));
    tokio::signal::ctrl_c().await?;
    Ok(ExitCode::SUCCESS)
}
