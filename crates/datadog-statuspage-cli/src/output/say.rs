//! Printing.

use std::io::{IsTerminal, Write};

use serde::Serialize;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::layout::{hanging, width};
use crate::ending::Result;

/// Prints lines to stdout, in colour if the terminal supports it. A closed pipe, as from `head`,
/// must not stop changes in progress.
pub(crate) fn say(lines: &str) {
    let _ = writeln!(anstream::stdout(), "{lines}");
}

/// Prints a line to stderr.
pub(crate) fn note(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints a JSON document.
pub(crate) fn say_json(document: &impl Serialize) -> Result<()> {
    say(&serde_json::to_string_pretty(document)?);
    Ok(())
}

/// Prints paragraphs with an empty line between them; empty ones are left out.
pub(crate) fn blocks(texts: impl IntoIterator<Item = String>) {
    let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    if !texts.is_empty() {
        say(&texts.join("\n\n"));
    }
}

/// Returns the text wrapped, each line with its own indent and a deeper one for its continuation.
pub(crate) fn wrapped(text: &str) -> String {
    let width = width();
    let line = |line: &str| {
        let text = line.trim_start_matches(' ');
        let indent = line.len().saturating_sub(text.len());
        hanging(&" ".repeat(indent), text, indent.saturating_add(2), width)
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Logs the SDK's spans and events, which contain no keys.
pub(crate) fn log(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => Level::INFO,
        _ => Level::TRACE,
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_span_events(FmtSpan::CLOSE);
    let ours = Targets::new().with_target("datadog_statuspage", level);
    tracing_subscriber::registry().with(lines).with(ours).init();
}
