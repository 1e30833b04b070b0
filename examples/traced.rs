//! Exports the spans of a call to OpenTelemetry, which shows them on the console.
//!
//! ```text
//! cargo run --example traced --features traced
//! cargo run --example traced --features traced -- --fault commit-then-reset
//! ```

mod support;

use std::process::ExitCode;

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use support::{Arguments, Datadog, Result, ended, say};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

const USAGE: &str = "traced [OPTION]...\n";

#[tokio::main]
async fn main() -> ExitCode {
    ended("traced", run().await)
}

async fn run() -> Result<ExitCode> {
    let Some(mut arguments) = Arguments::read(USAGE, &[])? else {
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(value) = arguments.values.first() {
        return Err(format!("what is {value:?}? See --help").into());
    }
    arguments.fault_unless_told_otherwise("503:Retry-After=1")?;
    // A program would export to a collector here, by opentelemetry-otlp.
    let exporter = opentelemetry_stdout::SpanExporter::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(exporter)
        .build();
    let layer = tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("traced"))
        .with_location(false)
        .with_threads(false)
        .with_tracked_inactivity(false)
        .with_target(false);
    // Ours; reqwest and others have spans of their own.
    let ours = Targets::new().with_target("datadog_statuspage", tracing::Level::INFO);
    tracing_subscriber::registry().with(layer).with(ours).init();

    let datadog = Datadog::of(&arguments).await?;
    let key = datadog.statuspage_key("STATUSPAGE_API_KEY")?;
    let created = datadog.client.create_account(key).await;
    provider.shutdown()?;
    Ok(match created {
        Ok(_) => {
            say("account      created");
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(format_args!("failed       {error}"));
            ExitCode::FAILURE
        }
    })
}
