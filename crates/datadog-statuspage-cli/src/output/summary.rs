//! The summary: failures, and a table.

use super::layout::{hanging, table, width};
use super::plan::{counted, organizations};
use super::say::{note, say};
use crate::arguments::Format;
use crate::report::{Entry, Outcome};

/// Returns each failure with its organization and advice, wrapped.
pub(crate) fn failures(entries: &[Entry]) -> String {
    let failed = entries.iter().filter_map(|entry| {
        let message = &entry.failure.as_ref()?.message;
        Some(hanging(&format!("{}: ", entry.name), message, 4, width()))
    });
    failed.collect::<Vec<_>>().join("\n")
}

/// Counts the organizations by result, and their changes.
pub(crate) fn summary(entries: &[Entry], words: [&str; 3]) -> String {
    let header = ["result", "organizations"].into_iter().chain(words);
    let mut rows = vec![header.map(str::to_owned).collect::<Vec<_>>()];
    for outcome in [
        Outcome::ToChange,
        Outcome::Changed,
        Outcome::Unchanged,
        Outcome::Failed,
        Outcome::NotBegun,
    ] {
        let of_outcome: Vec<_> = entries.iter().filter(|it| it.outcome == outcome).collect();
        if of_outcome.is_empty() {
            continue;
        }
        let mut row = vec![outcome.words().to_owned(), of_outcome.len().to_string()];
        if matches!(outcome, Outcome::ToChange | Outcome::Changed) {
            let changes: Vec<_> = of_outcome
                .iter()
                .flat_map(|it| it.changes.clone())
                .collect();
            row.extend(counted(&changes).map(|count| count.to_string()));
        }
        rows.push(row);
    }
    table(&rows)
}

/// Prints a line that nothing was sent to Datadog, used as the first and the last one.
pub(crate) fn simulated(is_simulated: bool, count: usize, format: Format) {
    if !is_simulated {
        return;
    }
    let count = organizations(count);
    let line = format!("SIMULATED: {count}, nothing was sent to Datadog");
    match format {
        Format::Text => say(&line),
        // stdout is reserved for the document.
        Format::Json => note(&line),
    }
}
