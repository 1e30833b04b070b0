//! The cost of a command: its own time, and the time and memory of its children.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::{ResUse, Wait4};

#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) wall: f64,
    pub(super) cpu: f64,
    /// Of the largest process, in kB.
    pub(super) memory: f64,
}

impl Cost {
    /// Returns the lesser of each figure.
    pub(super) fn least(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            cpu: self.cpu.min(other.cpu),
            memory: self.memory.min(other.memory),
        }
    }
}

/// Measures a command, run in `folder`.
pub(super) fn cost(
    folder: &Path,
    variables: &[(&str, &str)],
    command: &[&str],
) -> Result<Cost, String> {
    let [program, arguments @ ..] = command else {
        return Err("no command".to_owned());
    };
    let start = Instant::now();
    let mut command = Command::new(program);
    command
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(folder);
    let (ended, errors) = run(&mut command).map_err(|error| format!("{program}: {error}"))?;
    if !ended.status.success() {
        return Err(format!("{command:?} failed: {errors}"));
    }
    let usage = ended.rusage;
    Ok(Cost {
        wall: start.elapsed().as_secs_f64(),
        cpu: (usage.utime + usage.stime).as_secs_f64(),
        memory: usage.maxrss as f64 / 1024.0,
    })
}

/// Waits for its end, and returns what it wrote to stderr.
fn run(command: &mut Command) -> io::Result<(ResUse, String)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut errors = Vec::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_end(&mut errors)?;
    }
    let ended = child.wait4()?;
    Ok((ended, String::from_utf8_lossy(&errors).into_owned()))
}
