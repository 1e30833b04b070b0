//! What a command costs: its own time, and the time and memory of all it starts.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use crate::say::{note, say};

impl Cost {
    /// The lesser of each figure.
    pub(super) fn least(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            cpu: self.cpu.min(other.cpu),
            memory: self.memory.min(other.memory),
        }
    }
}

/// The hidden command that measures another one, in a process that has no other children.
pub(crate) const COMMAND: &str = "measure";

#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) wall: f64,
    pub(super) cpu: f64,
    /// Of the largest process, in kB.
    pub(super) memory: f64,
}

/// `xtask measure PROGRAM ARGUMENT...`: runs it, and prints what it cost.
pub(crate) fn run(command: &[String]) -> ExitCode {
    let Some((program, arguments)) = command.split_first() else {
        return ExitCode::FAILURE;
    };
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .status();
    let wall = start.elapsed().as_secs_f64();
    match (status, usage()) {
        (Ok(status), Some((cpu, memory))) if status.success() => {
            say(format_args!("{wall} {cpu} {memory}\n"));
            ExitCode::SUCCESS
        }
        (status, _) => {
            note(format_args!("{program}: {status:?}"));
            ExitCode::FAILURE
        }
    }
}

/// CPU seconds of all children, and kB of the largest; known on Unix.
#[cfg(unix)]
fn usage() -> Option<(f64, i64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1_000_000.0;
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    Some((cpu, usage.max_rss()))
}

#[cfg(not(unix))]
fn usage() -> Option<(f64, i64)> {
    None
}

/// Measures a command, run in `folder`.
pub(super) fn cost(
    folder: &Path,
    variables: &[(&str, &str)],
    command: &[&str],
) -> Result<Cost, String> {
    let xtask = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(xtask)
        .arg(COMMAND)
        .args(command)
        .envs(variables.iter().copied())
        .current_dir(folder)
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = text
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    match numbers.as_slice() {
        [wall, cpu, memory] => Ok(Cost {
            wall: *wall,
            cpu: *cpu,
            memory: *memory,
        }),
        _ => Err(format!(
            "{command:?} failed: {}",
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}
