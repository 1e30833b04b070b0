//! `cargo xtask bench`: the costs of the crates, compared with a program written by hand.

mod generator;
mod measure;
mod notes;
mod report;
mod runs;
mod server;
mod subject;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::codegen::workspace;
use crate::say::{note, say};
use report::Row;
use runs::{IN_FLIGHT, Rounds};
use server::{Server, Weather};
use subject::{BUILDS, Built, OURS, PEER, Subject};

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
            note(format_args!("xtask: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn bench(options: &Options) -> Result<(), String> {
    let mut subjects = OURS.to_vec();
    if options.peers {
        subjects.push(PEER);
    }
    let mut rows = build_rows(&builds(&subjects)?);

    let server = Server::start(Weather::Created).map_err(|error| error.to_string())?;
    if runs::has_valgrind() {
        rows.extend(instruction_rows(&subjects, &server)?);
    } else {
        note(format_args!(
            "valgrind is not installed, so instructions are not counted (apt install valgrind)"
        ));
    }
    note("starting each program many times");
    let [ready, answer] = runs::time_of_start(&subjects, &server)?;
    rows.push(row_of("start: a client that is ready", "ms", &ready));
    rows.push(row_of("start: the first answer", "ms", &answer));
    for in_flight in IN_FLIGHT {
        note(format_args!("calls, {in_flight} in flight"));
        let [throughput, p50, p99] = runs::loads(&subjects, &server, in_flight)?;
        let name = |what: &str| format!("{what}, {in_flight} in flight");
        rows.push(row_of(name("throughput"), "calls/s", &throughput));
        rows.push(row_of(name("p50"), "ms", &p50));
        rows.push(row_of(name("p99"), "ms", &p99));
    }
    let memory = each(&subjects, |subject| runs::memory_per_call(subject, &server))?;
    rows.push(row("memory per call in flight", "kB", memory));
    note("an outage");
    let requests = each(&subjects, runs::requests_in_outage)?;
    rows.push(row("requests per call in an outage", "", requests));

    note("the generator");
    let mut report = report::table(&subjects, &rows);
    report.push_str(&generator_table()?);
    say(&report);
    // Where there is no report yet, there are no notes either.
    let before = fs::read_to_string(&options.out).unwrap_or_default();
    let document = report::document(&report, notes::of(&before), options.peers);
    fs::write(&options.out, document).map_err(|error| format!("{}: {error}", options.out.display()))
}

fn builds(subjects: &[Subject]) -> Result<Vec<Built>, String> {
    let mut built = Vec::new();
    for subject in subjects {
        note(format_args!(
            "building {} from nothing, in both profiles",
            subject.name
        ));
        built.push(subject.build()?);
    }
    // Interference makes a build take longer, never shorter.
    for _ in 1..BUILDS {
        for (subject, built) in subjects.iter().zip(&mut built) {
            if *subject != PEER {
                note(format_args!("building {} once more", subject.name));
                let again = subject.build()?;
                built.release = built.release.least(again.release);
                built.debug = built.debug.least(again.debug);
            }
        }
    }
    Ok(built)
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
    note("counting instructions");
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
