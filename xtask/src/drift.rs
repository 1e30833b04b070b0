//! `cargo xtask drift`: compares the fragment with what Datadog publishes.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use datadog_statuspage_drift::{
    Accepted, Extent, Facts, Options as Comparing, Problem, SourceKind, Spoken, Unreadable,
    check_examples, compare, names, read_fragment, read_page, read_upstream,
    render::{self, Compared},
    sources,
};

use crate::codegen::{short, workspace};
use crate::fetch;
use crate::say::{note, say};

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
        Ok(found) => found.exit_code(),
        Err(why) => {
            note(why);
            ExitCode::from(UNREADABLE)
        }
    }
}

/// A source that was read.
struct Source {
    name: String,
    kind: SourceKind,
    facts: Facts,
}

/// Why a source is not read.
struct Failure {
    name: String,
    /// With the name.
    line: String,
    /// Otherwise it may be down, or gone. If it is, its form is new, or it isn't what it should be.
    is_loaded: bool,
}

/// The result of the command.
struct Found {
    has_drift: bool,
    /// One for each source that can't be read.
    failures: Vec<Failure>,
}

impl Found {
    fn exit_code(&self) -> ExitCode {
        if self.failures.iter().any(|failure| failure.is_loaded) {
            note("xtask: a source was not understood, so its drift is unknown");
        } else if !self.failures.is_empty() {
            note("xtask: a source could not be loaded, so its drift is unknown");
        }
        match (self.has_drift, self.failures.is_empty()) {
            (true, _) => ExitCode::from(DRIFT),
            (false, false) => ExitCode::from(UNREADABLE),
            (false, true) => ExitCode::SUCCESS,
        }
    }
}

/// Compares all sources that can be read. Fails if ours can't be.
fn drift(options: Options) -> Result<Found, String> {
    let spec = short(&options.spec);
    let accepted_file = short(&options.accepted);
    let text = load(&options.spec.display().to_string())?;
    let ours = read_fragment(&text).map_err(|error| at(&spec, &error))?;
    let accepted = load(&options.accepted.display().to_string())?;
    let accepted = Accepted::parse(&accepted).map_err(|error| at(&accepted_file, &error))?;

    let mut sources = vec![Source {
        name: spec.clone(),
        kind: SourceKind::Fragment,
        facts: ours.clone(),
    }];
    let mut failures = Vec::new();
    for (kind, addresses) in wanted(&options, &text).map_err(|error| at(&spec, &error))? {
        let (read, failed) = first_readable(kind, &addresses, &ours);
        for failure in &failed {
            note(&failure.line);
        }
        match read {
            Some(source) => sources.push(source),
            None => failures.extend(failed),
        }
    }
    let comparing = Comparing {
        all_operations: options.all_operations,
    };
    let (problems, spoken) = problems(&sources, &ours, comparing);
    let (problems, accepted) = accepted.filter(problems, &spoken, &accepted_file);
    if options.json {
        let unreadable: Vec<&str> = failures.iter().map(|it| &*it.line).collect();
        say(render::json(&problems, &unreadable));
    } else if sources.len() > 1 || !problems.is_empty() {
        let mut text = String::new();
        // Writing to a text doesn't fail.
        let _ = render::text(
            &problems,
            accepted,
            &compared(&sources, &failures),
            &mut text,
        );
        say(text);
    }
    Ok(Found {
        has_drift: !problems.is_empty(),
        failures,
    })
}

fn compared<'a>(sources: &'a [Source], failures: &'a [Failure]) -> Compared<'a> {
    let theirs = sources.iter().filter(|it| it.kind != SourceKind::Fragment);
    let ours = sources.iter().find(|it| it.kind == SourceKind::Fragment);
    Compared {
        ours: ours.map_or("", |it| &it.name),
        theirs: theirs.map(|it| (it.kind, &*it.name)).collect(),
        unreadable: failures.iter().map(|it| &*it.name).collect(),
    }
}

type Wanted = Vec<(SourceKind, Vec<String>)>;

/// Returns each source, with the addresses to read it from: those in the arguments, or else those
/// that the fragment names.
fn wanted(options: &Options, fragment: &str) -> Result<Wanted, Unreadable> {
    if options.pages.is_empty() && options.upstream.is_none() {
        let sources = sources(fragment)?;
        return Ok(vec![
            (SourceKind::Page, sources.page),
            (SourceKind::Upstream, sources.upstream),
        ]);
    }
    let pages = options.pages.iter().map(|page| (SourceKind::Page, page));
    let upstream = options.upstream.iter();
    let upstream = upstream.map(|upstream| (SourceKind::Upstream, upstream));
    let all = pages.chain(upstream);
    Ok(all.map(|(kind, name)| (kind, vec![name.clone()])).collect())
}

/// Returns the source from the first address that can be read, and the failures before it.
fn first_readable(
    kind: SourceKind,
    addresses: &[String],
    ours: &Facts,
) -> (Option<Source>, Vec<Failure>) {
    let mut failed = Vec::new();
    for name in addresses {
        let failure = |line, is_loaded| Failure {
            name: name.clone(),
            line,
            is_loaded,
        };
        let loaded = load(name).map_err(|line| failure(line, false));
        let read = loaded.and_then(|text| {
            let facts = match kind {
                SourceKind::Upstream => read_upstream(&text, ours),
                _ => read_page(&text, ours),
            };
            facts.map_err(|error| failure(at(name, &error), true))
        });
        match read {
            Ok(facts) => {
                let name = name.clone();
                return (Some(Source { name, kind, facts }), failed);
            }
            Err(failure) => failed.push(failure),
        }
    }
    (None, failed)
}

/// Returns the differences, and the operations that each source covers.
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
            operations: (source.facts.extent == Extent::Operations)
                .then(|| names(&source.facts, ours)),
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

/// Formats `FILE:LINE: why`.
fn at(source: &str, error: &Unreadable) -> String {
    match error.line {
        Some(_) => format!("{source}:{error}"),
        None => format!("{source}: {error}"),
    }
}
