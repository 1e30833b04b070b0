//! Exports the spans of a call to OpenTelemetry, which prints them to the console, and sends
//! W3C's `traceparent` with each attempt.
//!
//! ```text
//! cargo run --example traced --features traced
//! cargo run --example traced --features traced -- --fault commit-then-reset
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use opentelemetry::global;
use opentelemetry::propagation::Injector;
use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use support::{Arguments, Datadog, Result, ended, say};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

const USAGE: &str = "traced [OPTION]...\n";

/// Adds the context of the attempt's span to its headers.
fn propagate(headers: &mut HeaderMap) {
    let context = tracing::Span::current().context();
    global::get_text_map_propagator(|propagator| {
        propagator.inject_context(&context, &mut Headers(headers));
    });
}

struct Headers<'a>(&'a mut HeaderMap);

impl Injector for Headers<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(key), HeaderValue::try_from(value)) {
            self.0.insert(name, value);
        }
    }
}

/// Ends the program where the reader of its output, such as `head`, has left. The exporter
/// prints with `println!`, which panics there.
fn end_without_a_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let text = panic.payload().downcast_ref::<String>();
        match text.is_some_and(|text| text.starts_with("failed printing to stdout")) {
            true => std::process::exit(0),
            false => usual(panic),
        }
    }));
}

#[tokio::main]
async fn main() -> ExitCode {
    end_without_a_reader();
    ended("traced", run().await)
}

async fn run() -> Result<ExitCode> {
    let Some(mut arguments) = Arguments::read(USAGE)? else {
        return Ok(ExitCode::SUCCESS);
    };
    arguments.default_fault("503:Retry-After=1")?;
    // A program would export to a collector here, with opentelemetry-otlp.
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
    // Only ours; reqwest and others have their own spans.
    let ours = Targets::new().with_target("datadog_statuspage", tracing::Level::INFO);
    tracing_subscriber::registry().with(layer).with(ours).init();

    global::set_text_map_propagator(TraceContextPropagator::new());
    let datadog = Datadog::with(&arguments, |builder| builder.on_attempt(propagate)).await?;
    let key = datadog.statuspage_key("STATUSPAGE_API_KEY")?;
    let created = datadog.client.create_account(key).await;
    provider.shutdown()?;
    if let Some(simulator) = &datadog.simulator {
        for request in simulator.requests() {
            let parent = request.headers().get("traceparent");
            say(format_args!("traceparent  {parent:?}"));
        }
    }
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
