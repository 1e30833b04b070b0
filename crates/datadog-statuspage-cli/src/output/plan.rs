//! Plans and changes, as a diff.

use anstyle::{AnsiColor, Style};
use console::measure_text_width;
use datadog_statuspage::Change;

use super::layout::{hanging, width};
use crate::report::Entry;

const BOLD: Style = Style::new().bold();

/// Counts the changes of each kind: created, updated, deleted.
pub(crate) fn counted(changes: &[Change]) -> [usize; 3] {
    let count = |sign: char| {
        let has_sign = |change: &&Change| change.to_string().starts_with(sign);
        changes.iter().filter(has_sign).count()
    };
    ['+', '~', '-'].map(count)
}

/// Returns a count of organizations in words.
pub(crate) fn organizations(count: usize) -> String {
    let word = if count == 1 {
        "organization"
    } else {
        "organizations"
    };
    format!("{count} {word}")
}

/// Returns the changes in words, such as `2 to create, 1 to delete`.
pub(crate) fn changes(changes: &[Change], words: [&str; 3]) -> String {
    let counts = counted(changes).into_iter().zip(words);
    let counts = counts.filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    match counts.is_empty() {
        true => "nothing to do".to_owned(),
        false => counts.join(", "),
    }
}

/// Returns an organization's changes, one per line.
pub(crate) fn plan(entry: &Entry) -> String {
    let Entry { name, site, .. } = entry;
    let mut out = format!("{BOLD}{name}{BOLD:#}  {site}");
    if entry.unreadable > 0 {
        let text = format!("{} unreadable, left unchanged", entry.unreadable);
        out.push_str(&format!("\n  ? {text}"));
    }
    let lines: Vec<_> = entry.changes.iter().map(ToString::to_string).collect();
    // Two spaces occur nowhere else in a line.
    let parts = lines
        .iter()
        .map(|line| line.split_once("  ").unwrap_or((line, "")));
    let parts: Vec<_> = parts.collect();
    let width = width();
    let widths = parts
        .iter()
        .filter(|(_, rest)| !rest.is_empty())
        .map(|(subject, _)| measure_text_width(subject));
    // Next to a long address there is no room for its tags.
    let column = widths
        .filter(|it| *it <= width / 2)
        .max()
        .unwrap_or_default();
    let indent = column.saturating_add(4).max(6);
    for (subject, rest) in parts {
        let colour = match subject.chars().next() {
            Some('+') => AnsiColor::Green,
            Some('~') => AnsiColor::Yellow,
            _ => AnsiColor::Red,
        };
        let style = colour.on_default();
        let mut start = format!("\n  {style}{subject}{style:#}");
        let gap = indent.checked_sub(measure_text_width(subject).saturating_add(2));
        match gap.filter(|gap| *gap >= 2) {
            _ if rest.is_empty() => {}
            Some(gap) => start.push_str(&" ".repeat(gap)),
            None => start.push_str(&format!("\n{}", " ".repeat(indent))),
        }
        out.push_str(&hanging(&start, rest, indent, width));
    }
    out
}
