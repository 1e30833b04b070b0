//! A `tracing` subscriber that keeps the spans and events of our crate.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY};

/// The spans in the order in which they began, with their events.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Vec<Seen>>>);

struct Seen {
    id: Option<u64>,
    depth: usize,
    name: String,
    fields: BTreeMap<String, String>,
    closed: bool,
}

impl Visit for Seen {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.fields
            .insert(field.name().to_owned(), format!("{value:?}"));
    }

    /// The only kind of numbers that OpenTelemetry has too.
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.fields
            .insert(field.name().to_owned(), format!("{value} (i64)"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields
            .insert(field.name().to_owned(), value.to_owned());
    }
}

/// Returns whether it belongs to our crate.
fn ours(metadata: &tracing::Metadata<'_>) -> bool {
    metadata.target() == "datadog_statuspage"
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if !ours(attributes.metadata()) {
            return;
        }
        let depth = context.span_scope(id).unwrap().count() - 1;
        let level = attributes.metadata().level();
        let mut seen = Seen {
            id: Some(id.into_u64()),
            depth,
            name: format!("{level} {}", attributes.metadata().name()),
            fields: BTreeMap::new(),
            closed: false,
        };
        attributes.record(&mut seen);
        self.0.lock().unwrap().push(seen);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut seen = self.0.lock().unwrap();
        if let Some(span) = seen.iter_mut().rfind(|seen| seen.id == Some(id.into_u64())) {
            values.record(span);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if !ours(event.metadata()) {
            return;
        }
        let mut seen = Seen {
            id: None,
            depth: context.event_scope(event).map_or(0, |scope| scope.count()),
            name: format!("{} event", event.metadata().level()),
            fields: BTreeMap::new(),
            closed: true,
        };
        event.record(&mut seen);
        self.0.lock().unwrap().push(seen);
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        let mut seen = self.0.lock().unwrap();
        if let Some(span) = seen.iter_mut().rfind(|seen| seen.id == Some(id.into_u64())) {
            span.closed = true;
            // The registry reuses it for another span.
            span.id = None;
        }
    }
}

impl Recorder {
    /// Returns everything recorded, without what differs from run to run.
    pub(super) fn shown(&self, base_url: &str) -> String {
        let port = base_url.rsplit(':').next().unwrap_or_default();
        let mut out = String::new();
        for seen in self.0.lock().unwrap().iter() {
            assert!(seen.closed, "{} is still open", seen.name);
            let indent = "    ".repeat(seen.depth);
            writeln!(out, "{indent}{}", seen.name).unwrap();
            for (name, value) in &seen.fields {
                let value = match name.as_str() {
                    "message" => value.split(" after ").next().unwrap_or_default(),
                    "wait_ms" => {
                        let (wait, _) = value.split_once(' ').unwrap();
                        assert!(wait.parse::<u64>().unwrap() <= 1_200, "{value}");
                        "MS"
                    }
                    _ => value,
                };
                let value = value.replace(port, "PORT");
                writeln!(out, "{indent}  {name}: {value}").unwrap();
            }
        }
        for key in [API_KEY, APP_KEY, STATUSPAGE_KEY] {
            assert!(!out.contains(key), "{out}");
        }
        out
    }
}
