//! The run-time costs of the programs.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::measure::cost;
use super::server::{Server, Weather};
use super::subject::Subject;

/// How many calls are counted, with as many uncounted before.
const COUNTED: u64 = 400;
/// How many starts of a program are measured.
pub(super) const STARTS: usize = 300;
/// How many calls one throughput is measured over, and how often.
pub(super) const CALLS: usize = 10_000;
/// The same with 1 in flight, so that a round takes no longer than others.
pub(super) const LONE_CALLS: usize = 2_500;
pub(super) const ROUNDS: usize = 100;

/// How many runs the memory is measured in.
pub(super) const PEAKS: usize = 15;

pub(super) const IN_FLIGHT: [usize; 4] = [1, 16, 256, 1_024];

pub(super) fn has_valgrind() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// Returns the instructions that callgrind counts in a run.
fn instructions(command: &[&str]) -> Result<f64, String> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(command)
        .output()
        .map_err(|error| error.to_string())?;
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    log.lines()
        .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
        .ok_or_else(|| format!("callgrind counted nothing:\n{log}"))
}

/// Returns the instructions of one call: the difference between N and 2 N calls.
pub(super) fn instructions_per_call(subject: Subject, server: &Server) -> Result<f64, String> {
    let program = text(&subject.program("load"));
    let url = server.base_url();
    let of = |calls: u64| instructions(&[&program, &url, &calls.to_string(), "1"]);
    Ok((of(2 * COUNTED)? - of(COUNTED)?) / COUNTED as f64)
}

/// Returns the instructions from the start of the process to a ready client, and to the first
/// answer.
pub(super) fn instructions_of_start(subject: Subject, server: &Server) -> Result<[f64; 2], String> {
    let program = text(&subject.program("one"));
    let url = server.base_url();
    Ok([
        instructions(&[&program, &url, "ready"])?,
        instructions(&[&program, &url])?,
    ])
}

/// A figure that was measured many times for each subject, in turn.
pub(super) struct Rounds {
    /// For each subject, in order of time.
    values: Vec<Vec<f64>>,
}

impl Rounds {
    /// Extracts one figure from each subject's measurements with `of`.
    fn of<T>(subjects: &[Vec<T>], of: impl Fn(&T) -> f64) -> Self {
        let values = subjects.iter().map(|all| all.iter().map(&of).collect());
        Self {
            values: values.collect(),
        }
    }

    pub(super) fn medians(&self) -> Vec<f64> {
        self.values.iter().cloned().map(median).collect()
    }

    /// Returns each subject's ratio to the first one in the same round: a machine that is slow
    /// for a while is slow for all of them.
    pub(super) fn ratios(&self) -> Vec<Ratio> {
        let first = self.values.first().map_or(&[][..], Vec::as_slice);
        let ratio = |all: &Vec<f64>| Ratio::of(all.iter().zip(first).map(|(a, b)| a / b).collect());
        self.values.iter().map(ratio).collect()
    }
}

/// A median ratio, and its bounds with a confidence of 95 %.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    pub(super) median: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Ratio {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        // The number of n values below their true median is binomial, with a standard deviation
        // of half the root of n.
        let count = values.len() as f64;
        let outside = (count / 2.0 - 0.98 * count.sqrt()).max(0.0) as usize;
        let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
        Self {
            median: at(values.len() / 2),
            low: at(outside),
            high: at(values.len().saturating_sub(outside + 1)),
        }
    }
}

/// Returns the same in milliseconds.
pub(super) fn time_of_start(subjects: &[Subject], server: &Server) -> Result<[Rounds; 2], String> {
    let url = server.base_url();
    let once = |subject: Subject, arguments: &[&str]| {
        let start = Instant::now();
        let output = Command::new(subject.program("one"))
            .args(arguments)
            .output();
        let time = start.elapsed().as_secs_f64() * 1_000.0;
        output.map(|_| time).map_err(|error| error.to_string())
    };
    let times = in_turn(subjects, STARTS, |subject| {
        Ok([once(subject, &[&url, "ready"])?, once(subject, &[&url])?])
    })?;
    Ok([
        Rounds::of(&times, |both| both[0]),
        Rounds::of(&times, |both| both[1]),
    ])
}

/// Measures a figure for each subject repeatedly, forwards and backwards, so that none is always
/// the first.
fn in_turn<T>(
    subjects: &[Subject],
    rounds: usize,
    mut take: impl FnMut(Subject) -> Result<T, String>,
) -> Result<Vec<Vec<T>>, String> {
    let mut taken: Vec<Vec<T>> = subjects.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds {
        let mut order: Vec<usize> = (0..subjects.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for index in order {
            taken[index].push(take(subjects[index])?);
        }
    }
    Ok(taken)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[derive(Debug, Clone, Copy)]
struct Load {
    calls_per_second: f64,
    /// Milliseconds.
    p50: f64,
    p99: f64,
}

/// Returns calls per second, and milliseconds of the median call and of the 99th percentile.
pub(super) fn loads(
    subjects: &[Subject],
    server: &Server,
    in_flight: usize,
) -> Result<[Rounds; 3], String> {
    let calls = if in_flight == 1 { LONE_CALLS } else { CALLS };
    let loads = in_turn(subjects, ROUNDS, |subject| {
        load(subject, server, calls, in_flight).map(|(load, _)| load)
    })?;
    Ok([
        Rounds::of(&loads, |load| load.calls_per_second),
        Rounds::of(&loads, |load| load.p50),
        Rounds::of(&loads, |load| load.p99),
    ])
}

/// Makes one run. Returns how many of its calls failed, too.
fn load(
    subject: Subject,
    server: &Server,
    calls: usize,
    in_flight: usize,
) -> Result<(Load, u64), String> {
    let output = Command::new(subject.program("load"))
        .args([server.base_url(), calls.to_string(), in_flight.to_string()])
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = text
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [_, elapsed, p50, p99, failed] = numbers.as_slice() else {
        return Err(format!("{} printed {text:?}", subject.name));
    };
    let load = Load {
        calls_per_second: calls as f64 / (elapsed / 1e9),
        p50: p50 / 1e6,
        p99: p99 / 1e6,
    };
    Ok((load, *failed as u64))
}

/// Returns the kB that one more call in flight takes, between 1 and 1,024 of them.
///
/// A median, because in some runs any of the programs takes about twice as much. Probably its
/// pool opened twice the connections, because a request that waits for one takes another that
/// becomes free.
pub(super) fn memory_per_call(subject: Subject, server: &Server) -> Result<f64, String> {
    let program = text(&subject.program("load"));
    let url = server.base_url();
    let peak = |in_flight: &str| {
        let command = [&*program, &url, "4096", in_flight];
        let peaks: Result<Vec<f64>, String> = (0..PEAKS)
            .map(|_| cost(Path::new("."), &[], &command).map(|cost| cost.memory))
            .collect();
        peaks.map(median)
    };
    Ok((peak("1024")? - peak("1")?) / 1_023.0)
}

/// Returns the requests that each of 1,000 calls makes during an outage.
pub(super) fn requests_in_outage(subject: Subject) -> Result<f64, String> {
    let server = Server::start(Weather::Outage).map_err(|error| error.to_string())?;
    let (_, failed) = load(subject, &server, 1_000, 16)?;
    if failed != 1_000 {
        return Err(format!("{} calls of 1,000 failed in an outage", failed));
    }
    Ok(server.requests() as f64 / 1_000.0)
}
