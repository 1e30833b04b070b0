//! `cargo xtask bench`: what the crates cost, beside a program written by hand.

mod generator;
pub(crate) mod measure;
mod runs;
mod server;
mod subject;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::codegen::workspace;
use runs::{CALLS, IN_FLIGHT, LONE_CALLS, PEAKS, ROUNDS, Ratio, Rounds, STARTS};
use server::{Server, Weather};
use subject::{Built, OURS, PEER, Subject};

/// Builds of each program, but for the official client's, which is built once.
const BUILDS: usize = 3;

pub(crate) struct Options {
    pub(crate) peers: bool,
    pub(crate) out: PathBuf,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            peers: false,
            out: workspace().join("BENCHMARKS.md"),
        }
    }
}

pub(crate) fn run(options: &Options) -> ExitCode {
    match bench(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A figure of each subject, in their order; absent where it wasn't taken.
struct Row {
    name: String,
    unit: &'static str,
    values: Vec<Option<f64>>,
    /// To the first subject's, where they are more than the quotients of the values.
    ratios: Vec<Ratio>,
}

fn bench(options: &Options) -> Result<(), String> {
    let mut subjects = OURS.to_vec();
    if options.peers {
        subjects.push(PEER);
    }
    let mut rows = Vec::new();
    let mut built = Vec::new();
    for subject in &subjects {
        eprintln!("building {} from nothing, in both profiles", subject.name);
        built.push(subject.build()?);
    }
    // A build that was disturbed takes more, and none takes less.
    for _ in 1..BUILDS {
        for (subject, built) in subjects.iter().zip(&mut built) {
            if *subject != PEER {
                eprintln!("building {} once more", subject.name);
                let again = subject.build()?;
                built.release = built.release.least(again.release);
                built.debug = built.debug.least(again.debug);
            }
        }
    }
    rows.extend(build_rows(&built));

    let server = Server::start(Weather::Created).map_err(|error| error.to_string())?;
    if runs::has_valgrind() {
        rows.extend(instruction_rows(&subjects, &server)?);
    } else {
        eprintln!(
            "valgrind is not installed, so instructions are not counted (apt install valgrind)"
        );
    }
    eprintln!("starting each program many times");
    let [ready, answer] = runs::time_of_start(&subjects, &server)?;
    rows.push(row_of("start: a client that is ready", "ms", &ready));
    rows.push(row_of("start: the first answer", "ms", &answer));
    for in_flight in IN_FLIGHT {
        eprintln!("calls, {in_flight} in flight");
        let [throughput, p50, p99] = runs::loads(&subjects, &server, in_flight)?;
        let name = |what: &str| format!("{what}, {in_flight} in flight");
        rows.push(row_of(name("throughput"), "calls/s", &throughput));
        rows.push(row_of(name("p50"), "ms", &p50));
        rows.push(row_of(name("p99"), "ms", &p99));
    }
    let memory = each(&subjects, |subject| runs::memory_per_call(subject, &server))?;
    rows.push(row("memory per call in flight", "kB", memory));
    eprintln!("an outage");
    let requests = each(&subjects, runs::requests_in_outage)?;
    rows.push(row("requests per call in an outage", "", requests));

    eprintln!("the generator");
    let mut report = table(&subjects, &rows);
    report.push_str(&generator_table()?);
    print!("{report}");
    fs::write(&options.out, document(&report, options.peers))
        .map_err(|error| format!("{}: {error}", options.out.display()))
}

fn row(
    name: impl Into<String>,
    unit: &'static str,
    values: impl IntoIterator<Item = Option<f64>>,
) -> Row {
    Row {
        name: name.into(),
        unit,
        values: values.into_iter().collect(),
        ratios: Vec::new(),
    }
}

fn row_of(name: impl Into<String>, unit: &'static str, rounds: &Rounds) -> Row {
    Row {
        ratios: rounds.ratios(),
        ..row(name, unit, rounds.medians().into_iter().map(Some))
    }
}

fn each(
    subjects: &[Subject],
    measure: impl Fn(Subject) -> Result<f64, String>,
) -> Result<Vec<Option<f64>>, String> {
    subjects
        .iter()
        .map(|subject| measure(*subject).map(Some))
        .collect()
}

fn build_rows(built: &[Built]) -> Vec<Row> {
    let of = |name: &str, unit, value: fn(&Built) -> f64| {
        row(name, unit, built.iter().map(|built| Some(value(built))))
    };
    vec![
        of("release build, CPU", "s", |built| built.release.cpu),
        of("release build, wall", "s", |built| built.release.wall),
        of("release build, largest process", "MB", |built| {
            built.release.memory / 1_024.0
        }),
        of("debug build, CPU", "s", |built| built.debug.cpu),
        of("debug build, wall", "s", |built| built.debug.wall),
        of("debug build, largest process", "MB", |built| {
            built.debug.memory / 1_024.0
        }),
        of("crates", "", |built| built.crates as f64),
        of("size, stripped", "MB", |built| built.size as f64 / 1e6),
    ]
}

fn instruction_rows(subjects: &[Subject], server: &Server) -> Result<Vec<Row>, String> {
    eprintln!("counting instructions");
    let calls = each(subjects, |subject| {
        runs::instructions_per_call(subject, server).map(|count| count / 1e3)
    })?;
    let mut starts = [Vec::new(), Vec::new()];
    for subject in subjects {
        let counts = runs::instructions_of_start(*subject, server)?;
        for (list, count) in starts.iter_mut().zip(counts) {
            list.push(Some(count / 1e6));
        }
    }
    let [ready, answer] = starts;
    Ok(vec![
        row("instructions per call", "thousand", calls),
        row("instructions to a client that is ready", "million", ready),
        row("instructions to the first answer", "million", answer),
    ])
}

/// Figures, and their ratios to the first subject's.
fn table(subjects: &[Subject], rows: &[Row]) -> String {
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
        text.push('\n');
    }
    text
}

/// Three digits that count.
fn figure(value: f64) -> String {
    match value.abs() {
        large if large >= 1_000.0 => format!("{value:.0}"),
        large if large >= 100.0 => format!("{value:.1}"),
        large if large >= 10.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

fn generator_table() -> Result<String, String> {
    let mut text = format!(
        "\n| the generator (debug build) | seconds | per operation |\n|---|---:|---:|\n| this fragment | {:.3} | |\n",
        generator::check()?
    );
    for (count, seconds) in generator::growth()? {
        let each = seconds * 1e3 / count as f64;
        let _ = writeln!(text, "| {count} operations | {seconds:.3} | {each:.2} ms |");
    }
    Ok(text)
}

fn document(report: &str, peers: bool) -> String {
    let line = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        text.unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let of_file = |path: &str, name: &str| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let found = text
            .lines()
            .find_map(|line| line.strip_prefix(name)?.split_once(':'));
        found.map_or(String::new(), |(_, value)| value.trim().to_owned())
    };
    let lock =
        fs::read_to_string(workspace().join("xtask/bench/sdk/Cargo.lock")).unwrap_or_default();
    let version = |name: &str| {
        let rest = lock.split_once(&format!("name = \"{name}\"\nversion = \""));
        rest.and_then(|(_, rest)| rest.split('"').next())
            .unwrap_or("?")
            .to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "# Benchmarks\n\n\
         What one call costs, beside the same call written by hand on the same reqwest and TLS\n\
         (`xtask/bench/bare`). Ratios are to that; every figure is of one run of this command:\n\n\
         ```console\n$ cargo xtask bench{}\n```\n\n{report}\n\
         Each program is built from an empty folder; of {BUILDS} builds (one, of the official client) the\n\
         least figures stand. Memory is the median of {PEAKS} runs. Instructions per call are the difference between\n\
         400 and 800 calls under callgrind, on a current-thread runtime, kept alive, over loopback. Times\n\
         are medians of {STARTS} starts, and of {ROUNDS} rounds of {CALLS} calls ({LONE_CALLS} with 1 in flight), in which the\n\
         programs take turns; their ratios are medians of the ratios within a round, since a shared machine has slow\n\
         minutes, with the bounds between which the true one is with a confidence of 95 %.\n\n\
         | | |\n|---|---|\n| date | {} |\n| processor | {} ({cores} cores) |\n| memory | {} |\n\
         | rustc | {} |\n| valgrind | {} |\n| reqwest | {} |\n| tokio | {} |\n",
        if peers { " --peers" } else { "" },
        line("date", &["-u", "+%Y-%m-%d"]),
        of_file("/proc/cpuinfo", "model name"),
        of_file("/proc/meminfo", "MemTotal"),
        line("rustc", &["--version"]),
        line("valgrind", &["--version"]),
        version("reqwest"),
        version("tokio"),
    )
}
