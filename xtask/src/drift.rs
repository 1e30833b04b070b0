//! `cargo xtask drift`: compares the fragment with what Datadog publishes.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use datadog_statuspage_drift::{
    Accepted, Facts, Options as Comparing, Problem, SourceKind, Spoken, Unreadable, check_examples,
    compare, names, page_addresses, read_fragment, read_page, read_upstream, render,
};

use crate::codegen::{short, workspace};
use crate::fetch;

const DRIFT: u8 = 1;
const UNREADABLE: u8 = 2;

pub(crate) struct Options {
    pub(crate) pages: Vec<String>,
    pub(crate) upstream: Option<String>,
    pub(crate) all_operations: bool,
    pub(crate) json: bool,
    pub(crate) spec: PathBuf,
    pub(crate) accepted: PathBuf,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            pages: Vec::new(),
            upstream: None,
            all_operations: false,
            json: false,
            spec: workspace().join("spec/statuspage.yaml"),
            accepted: workspace().join("spec/accepted-drift.yaml"),
        }
    }
}

pub(crate) fn run(options: Options) -> ExitCode {
    match drift(options) {
        Ok(true) => ExitCode::from(DRIFT),
        Ok(false) => ExitCode::SUCCESS,
        Err(unreadable) => {
            for line in &unreadable {
                eprintln!("{line}");
            }
            eprintln!("xtask: what can't be read can't be compared; nothing is known of the drift");
            ExitCode::from(UNREADABLE)
        }
    }
}

/// A source, once it is read.
struct Source {
    name: String,
    kind: SourceKind,
    facts: Facts,
}

/// Whether there is any, or a line for each source that can't be read.
fn drift(options: Options) -> Result<bool, Vec<String>> {
    let spec = short(&options.spec);
    let accepted_file = short(&options.accepted);
    let text = load(&options.spec.display().to_string()).map_err(|why| vec![why])?;
    let ours = read_fragment(&text).map_err(|error| vec![at(&spec, &error)])?;
    let accepted = match fs::read_to_string(&options.accepted) {
        Ok(text) => Accepted::parse(&text).map_err(|error| vec![at(&accepted_file, &error)])?,
        Err(error) => return Err(vec![format!("{accepted_file}: {error}")]),
    };
    let mut pages = options.pages;
    if pages.is_empty() && options.upstream.is_none() {
        pages = page_addresses(&text).map_err(|error| vec![at(&spec, &error)])?;
    }
    let mut unreadable = Vec::new();
    let mut sources = vec![Source {
        name: spec,
        kind: SourceKind::Fragment,
        facts: ours.clone(),
    }];
    let wanted = pages.into_iter().map(|page| (SourceKind::Page, page));
    let upstream = options
        .upstream
        .map(|upstream| (SourceKind::Upstream, upstream));
    for (kind, name) in wanted.chain(upstream) {
        let read = load(&name).and_then(|text| {
            let facts = match kind {
                SourceKind::Upstream => read_upstream(&text, &ours),
                _ => read_page(&text, &ours),
            };
            facts.map_err(|error| at(&name, &error))
        });
        match read {
            Ok(facts) => sources.push(Source { name, kind, facts }),
            Err(why) => unreadable.push(why),
        }
    }
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let comparing = Comparing {
        all_operations: options.all_operations,
    };
    let (problems, spoken) = problems(&sources, &ours, comparing);
    let (problems, accepted) = accepted.filter(problems, &spoken, &accepted_file);
    if options.json {
        print!("{}", render::json(&problems));
    } else {
        let mut text = String::new();
        // Writing to a text doesn't fail.
        let _ = render::text(&problems, accepted, &mut text);
        print!("{text}");
    }
    Ok(!problems.is_empty())
}

/// What differs, and which operations each source speaks of.
fn problems(
    sources: &[Source],
    ours: &Facts,
    comparing: Comparing,
) -> (Vec<(SourceKind, Problem)>, Vec<Spoken>) {
    let mut problems = Vec::new();
    let mut spoken = Vec::new();
    for source in sources {
        let mut found = check_examples(&source.facts, ours, &source.name);
        if source.kind != SourceKind::Fragment {
            found.extend(compare(ours, &source.facts, &source.name, comparing));
        }
        problems.extend(found.into_iter().map(|problem| (source.kind, problem)));
        spoken.push(Spoken {
            kind: source.kind,
            operations: (!source.facts.complete).then(|| names(&source.facts, ours)),
        });
    }
    (problems, spoken)
}

fn load(source: &str) -> Result<String, String> {
    let text = if source.contains("://") {
        fetch::text(source)
    } else {
        fs::read(source)
            .map_err(|error| error.to_string())
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned()))
    };
    text.map_err(|why| format!("{source}: {why}"))
}

/// `FILE:LINE: why`.
fn at(source: &str, error: &Unreadable) -> String {
    match error.line {
        Some(_) => format!("{source}:{error}"),
        None => format!("{source}: {error}"),
    }
}
