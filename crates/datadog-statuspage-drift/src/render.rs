//! Renders reports.

use std::fmt::{self, Write};

use serde_json::json;

use crate::accepted::SourceKind;
use crate::problem::Problem;

/// What a report is about: the files or addresses that facts were read from.
#[derive(Debug, Clone, Default)]
pub struct Compared<'a> {
    /// Our fragment's.
    pub ours: &'a str,
    /// That of each source, and what kind of source it is.
    pub theirs: Vec<(SourceKind, &'a str)>,
    /// That of each source that can't be read.
    pub unreadable: Vec<&'a str>,
}

/// The report as text, a few lines for each problem. It ends with what was compared. Why a source
/// can't be read is not in it.
///
/// # Errors
/// Writing to `out` fails.
pub fn text(
    problems: &[Problem],
    accepted: usize,
    compared: &Compared<'_>,
    out: &mut dyn Write,
) -> fmt::Result {
    for problem in problems {
        let place = match problem.place.as_str() {
            "" => "the root",
            place => place,
        };
        writeln!(
            out,
            "{}: {} at {place}",
            problem.severity.name(),
            problem.kind.name()
        )?;
        writeln!(out, "  source  {}", problem.source)?;
        for (side, said) in [("ours", &problem.ours), ("theirs", &problem.theirs)] {
            if let Some(said) = said {
                writeln!(out, "  {side:<7} {}", one_line(said))?;
            }
        }
        writeln!(out, "  repair  {}\n", one_line(&problem.repair))?;
    }
    if !compared.theirs.is_empty() {
        writeln!(out, "{} was compared with", compared.ours)?;
    }
    for (kind, name) in &compared.theirs {
        writeln!(out, "  {:<8}  {name}", kind.name())?;
    }
    let accepted = match accepted {
        0 => String::new(),
        count => format!(" ({count} accepted)"),
    };
    match problems.len() {
        0 => write!(out, "no drift{accepted}"),
        1 => write!(out, "1 problem{accepted}"),
        count => write!(out, "{count} problems{accepted}"),
    }?;
    match compared.unreadable.as_slice() {
        [] => writeln!(out),
        names => writeln!(
            out,
            " in what could be read; {} could not be: {}",
            names.len(),
            names.join(", ")
        ),
    }
}

/// Returns the report as JSON, with a line for each source that can't be read.
pub fn json(problems: &[Problem], unreadable: &[&str]) -> String {
    let report = json!({ "problems": problems, "unreadable": unreadable });
    format!("{report:#}\n")
}

/// Returns text from others as one line, fit for a terminal.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match line.char_indices().nth(300) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line,
    }
}
