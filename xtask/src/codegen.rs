//! `cargo xtask codegen`: writes the generated files, or checks that they are up to date.

use std::fmt::Display;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use datadog_statuspage_codegen::{Artifact, Fragment, GUIDE, Problem};
use similar::TextDiff;

use crate::say::{note, say};

const STALE: u8 = 1;
const BROKEN: u8 = 2;

pub(crate) struct Options {
    pub(crate) check: bool,
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            check: false,
            spec: workspace().join("spec/statuspage.yaml"),
            out: workspace().to_owned(),
        }
    }
}

pub(crate) fn workspace() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

pub(crate) fn run(options: &Options) -> ExitCode {
    // The generator turns progenitor's panics into problems; they should not be printed twice.
    std::panic::set_hook(Box::new(|_| {}));
    let files = match generate(options) {
        Ok(files) => files,
        Err(lines) => {
            for line in &lines {
                note(line);
            }
            let count = lines.len();
            let problems = if count == 1 { "problem" } else { "problems" };
            note(format_args!(
                "xtask: {count} {problems} in {}; nothing was written",
                short(&options.spec)
            ));
            return ExitCode::from(BROKEN);
        }
    };
    let mut stale = false;
    for file in &files {
        let path = options.out.join(file.path);
        let done = if options.check {
            check(file, &path)
        } else {
            write(file, &path)
        };
        match done {
            Ok(fresh) => {
                let word = match (fresh, options.check) {
                    (true, _) => "unchanged",
                    (false, true) => "stale",
                    (false, false) => "updated",
                };
                say(format_args!(
                    "{} {word} {} ms\n",
                    file.path,
                    file.took.as_millis()
                ));
                stale |= !fresh;
            }
            Err(error) => return unusable(&path, error),
        }
    }
    if options.check && stale {
        let mut command = "cargo xtask codegen".to_owned();
        let usual = Options::default();
        for (flag, value, default) in [
            ("--spec", &options.spec, &usual.spec),
            ("--out", &options.out, &usual.out),
        ] {
            if value != default {
                command.push_str(&format!(" {flag} {}", value.display()));
            }
        }
        say(format_args!(
            "\nGenerated files are stale. To repair them: {command}\n"
        ));
        return ExitCode::from(STALE);
    }
    ExitCode::SUCCESS
}

struct File {
    path: &'static str,
    contents: String,
    took: Duration,
}

/// Returns all files, or all lines that explain why there are none.
fn generate(options: &Options) -> Result<Vec<File>, Vec<String>> {
    let name = short(&options.spec);
    let lines = |problems: Vec<Problem>| -> Vec<String> {
        problems
            .iter()
            .map(|problem| problem.render(&name))
            .collect()
    };
    let text =
        fs::read_to_string(&options.spec).map_err(|error| vec![format!("{name}: {error}")])?;
    let fragment = Fragment::parse(&text).map_err(lines)?;
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for artifact in Artifact::ALL {
        let start = Instant::now();
        match fragment.render(artifact) {
            Ok(contents) => files.push(File {
                path: artifact.path(),
                contents,
                took: start.elapsed(),
            }),
            Err(problem) => problems.push(problem),
        }
    }
    files.extend(guide(&fragment, &options.out));
    // Two artifacts come from progenitor, which may say the same of both.
    problems.dedup();
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(lines(problems))
    }
}

/// The guide, of which only the table of sites is generated, where there is one.
fn guide(fragment: &Fragment, out: &Path) -> Option<File> {
    let start = Instant::now();
    let current = read(&out.join(GUIDE)).ok()??;
    Some(File {
        path: GUIDE,
        contents: fragment.render_guide(&current)?,
        took: start.elapsed(),
    })
}

/// Returns whether the file is up to date, and prints the difference if it isn't.
fn check(file: &File, path: &Path) -> io::Result<bool> {
    let current = read(path)?.unwrap_or_default();
    if current == file.contents {
        return Ok(true);
    }
    let name = file.path;
    let diff = TextDiff::from_lines(&current, &file.contents);
    say(diff
        .unified_diff()
        .header(&format!("a/{name}"), &format!("b/{name}")));
    Ok(false)
}

/// Writes the file unless it is up to date. Returns whether it was.
fn write(file: &File, path: &Path) -> io::Result<bool> {
    if read(path)?.as_ref() == Some(&file.contents) {
        return Ok(true);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, &file.contents)?;
    Ok(false)
}

fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        // A file that isn't even text is stale, not unreadable.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn unusable(path: &Path, error: impl Display) -> ExitCode {
    note(format_args!("xtask: {}: {error}", path.display()));
    ExitCode::from(BROKEN)
}

/// Returns a path as a person would type it here.
pub(crate) fn short(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here)
        .unwrap_or(path)
        .display()
        .to_string()
}
