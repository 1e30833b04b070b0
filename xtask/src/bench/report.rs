//! BENCHMARKS.md: figures, their method, and the machine.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use super::runs::{CALLS, LONE_CALLS, PEAKS, ROUNDS, Ratio, STARTS};
use super::subject::{BUILDS, Subject};
use crate::codegen::workspace;

/// A figure for each subject, in order; `None` if it wasn't measured.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) unit: &'static str,
    pub(super) values: Vec<Option<f64>>,
    /// The ratios to the first subject, unless they are simply quotients of the values.
    pub(super) ratios: Vec<Ratio>,
}

/// Returns figures, and their ratios to the first subject's.
pub(super) fn table(subjects: &[Subject], rows: &[Row]) -> String {
    let mut text = "| figure | unit |".to_owned();
    for (index, subject) in subjects.iter().enumerate() {
        let _ = write!(text, " {} |", subject.name);
        if index > 0 {
            text.push_str(" ratio |");
        }
    }
    text.push_str("\n|---|---|");
    text.push_str(&"---:|".repeat(subjects.len() * 2 - 1));
    text.push('\n');
    for row in rows {
        line(row, &mut text);
        text.push('\n');
    }
    text
}

fn line(row: &Row, text: &mut String) {
    let _ = write!(text, "| {} | {} |", row.name, row.unit);
    let bare = row.values.first().copied().flatten();
    for (index, value) in row.values.iter().enumerate() {
        match value {
            Some(value) => {
                let _ = write!(text, " {} |", figure(*value));
            }
            None => text.push_str(" |"),
        }
        if index > 0 {
            let quotient = bare.zip(*value).map(|(bare, value)| value / bare);
            match (row.ratios.get(index), quotient) {
                (Some(Ratio { median, low, high }), _) => {
                    let _ = write!(text, " {median:.3} ({low:.3} to {high:.3}) |");
                }
                (None, Some(ratio)) if ratio.is_finite() => {
                    let _ = write!(text, " {ratio:.3} |");
                }
                _ => text.push_str(" |"),
            }
        }
    }
}

/// Formats three significant digits.
fn figure(value: f64) -> String {
    match value.abs() {
        large if large >= 1_000.0 => format!("{value:.0}"),
        large if large >= 100.0 => format!("{value:.1}"),
        large if large >= 10.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

pub(super) fn document(report: &str, notes: &str, peers: bool) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "# Benchmarks\n\n\
         What one call costs, beside the same call written by hand on the same reqwest and TLS\n\
         (`xtask/bench/bare`). Ratios are to that; every figure is of one run of this command:\n\n\
         ```console\n$ cargo xtask bench{}\n```\n\n{report}\n{notes}\n\n\
         Each program is built from an empty folder; of {BUILDS} builds (one, of the official client) the\n\
         least figures stand. Memory is the median of {PEAKS} runs. Instructions per call are the difference between\n\
         400 and 800 calls under callgrind, on a current-thread runtime, kept alive, over loopback. Times\n\
         are medians of {STARTS} starts, and of {ROUNDS} rounds of {CALLS} calls ({LONE_CALLS} with 1 in flight), in which the\n\
         programs take turns; their ratios are medians of the ratios within a round, since a shared machine has slow\n\
         minutes, with the bounds between which the true one is with a confidence of 95 %.\n\n\
         | | |\n|---|---|\n| date | {} |\n| processor | {} ({cores} cores) |\n| memory | {} |\n\
         | rustc | {} |\n| valgrind | {} |\n| reqwest | {} |\n| tokio | {} |\n",
        if peers { " --peers" } else { "" },
        first_line("date", &["-u", "+%Y-%m-%d"]),
        of_file("/proc/cpuinfo", "model name"),
        of_file("/proc/meminfo", "MemTotal"),
        first_line("rustc", &["--version"]),
        first_line("valgrind", &["--version"]),
        version("reqwest"),
        version("tokio"),
    )
}

fn first_line(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let text = text.unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}

fn of_file(path: &str, name: &str) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let found = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.split_once(':'));
    found.map_or(String::new(), |(_, value)| value.trim().to_owned())
}

/// Returns the version of a dependency of the programs.
fn version(name: &str) -> String {
    let lock =
        fs::read_to_string(workspace().join("xtask/bench/sdk/Cargo.lock")).unwrap_or_default();
    let rest = lock.split_once(&format!("name = \"{name}\"\nversion = \""));
    rest.and_then(|(_, rest)| rest.split('"').next())
        .unwrap_or("?")
        .to_owned()
}
