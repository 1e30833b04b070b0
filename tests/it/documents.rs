//! What the documents of the repository point to is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use crate::support::{root, rust_files, xtask};

/// Where hand-written documents may name files.
const FOLDERS: [&str; 8] = [
    ".ci", ".github", "crates", "examples", "fuzz", "spec", "tests", "xtask",
];

/// Those that are written by hand, in the order of their paths.
fn documents() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<_> = fs::read_dir(root().join("crates"))
        .unwrap()
        .flat_map(|entry| {
            let folder = entry.unwrap().path();
            [
                folder.join("README.md"),
                folder.join("src/guide.md"),
                folder.join("src/mocks.md"),
            ]
        })
        .filter(|path| path.exists())
        .collect();
    let of_root = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .extend(of_root.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    paths.sort();
    assert!(paths.len() >= 9, "{paths:?}");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// The anchors of a document's headings, as GitHub and rustdoc make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter_map(|line| {
        let title = line.trim_start_matches('#');
        (title.len() < line.len()).then_some(title)
    });
    let anchor = |title: &str| -> String {
        let kept = title.trim().to_lowercase();
        let kept = kept
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let link = Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    let mut broken = Vec::new();
    for (document, text) in documents() {
        for found in link.captures_iter(&text) {
            let target = &found[1];
            // Paths of items are rustdoc's to check, which it does.
            if target.contains("://") || target.contains("::") || !target.contains(['/', '.', '#'])
            {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let there = match file {
                "" => anchors(&text).contains(anchor),
                file => document.with_file_name(file).exists(),
            };
            if !there {
                broken.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_file_that_a_document_names_is_there() {
    let path = Regex::new(r"`([a-z.][\w.-]*(?:/[\w.-]+)+)`").unwrap();
    let (mut checked, mut missing) = (0, Vec::new());
    for (document, text) in documents() {
        for found in path.captures_iter(&text) {
            let named = Path::new(&found[1]);
            let folder = named.iter().next().unwrap().to_str().unwrap();
            if !FOLDERS.contains(&folder) {
                continue;
            }
            checked += 1;
            if !root().join(named).exists() {
                missing.push(format!("{}: {}", document.display(), named.display()));
            }
        }
    }
    assert!(checked >= 10, "{checked}");
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Each line of a console that begins with a program's name, without comments and what follows a pipe.
fn commands(text: &str) -> Vec<Vec<String>> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("$ "));
    let inline = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| code.starts_with("cargo "));
    lines
        .chain(inline)
        .map(|line| {
            let words = line
                .split_whitespace()
                .take_while(|word| !word.starts_with(['#', '|', ';', '>']));
            // Variables that are set before the program.
            let words = words.skip_while(|word| {
                word.contains('=') || word.starts_with('"') || word.ends_with('"')
            });
            words.map(str::to_owned).collect()
        })
        .collect()
}

/// What Cargo would not find, of what the arguments of one of its own commands name.
fn unknown_to_cargo(arguments: &[String]) -> Vec<String> {
    static SOURCES: LazyLock<String> = LazyLock::new(|| {
        let files = rust_files(root());
        files
            .iter()
            .map(|path| fs::read_to_string(path).unwrap())
            .collect()
    });
    let manifests = manifests();
    let mut unknown = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let there = match &**word {
            "-p" | "--package" => {
                let package = words.next().unwrap();
                manifests.contains(&format!("\nname = \"{package}\""))
            }
            "--example" => {
                let name = words.next().unwrap();
                ["examples", "crates/datadog-statuspage-testing/examples"]
                    .iter()
                    .any(|folder| root().join(folder).join(format!("{name}.rs")).exists())
            }
            "--path" | "--manifest-path" => root().join(words.next().unwrap()).exists(),
            "--test" => root().join("tests").join(words.next().unwrap()).exists(),
            "--features" => {
                let mut features = words.next().unwrap().split(',');
                features.all(|feature| manifests.contains(&format!("\n{feature} = [")))
            }
            // Of Cargo and of its test programs.
            "--workspace" | "--all-targets" | "--lib" | "--open" | "--no-deps" | "--release"
            | "--no-fail-fast" | "--" | "--ignored" | "--nocapture" => true,
            // What tests are chosen by, and options of examples.
            other => SOURCES.contains(other.trim_start_matches('-')),
        };
        if !there {
            unknown.push(word.clone());
        }
    }
    unknown
}

/// Those of all packages, one after the other.
fn manifests() -> String {
    let crates = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let private = ["examples", "tests", "xtask"].map(|name| root().join(name));
    crates
        .chain(private)
        .map(|folder| fs::read_to_string(folder.join("Cargo.toml")).unwrap())
        .collect()
}

#[test]
fn every_command_that_a_document_names_is_there() {
    let (mut checked, mut wrong) = (0, Vec::new());
    for (document, text) in documents() {
        for command in commands(&text) {
            let words: Vec<_> = command.iter().map(String::as_str).collect();
            let fault = match *words {
                ["cargo", "xtask", ref arguments @ ..] => {
                    // An unknown option is an error before help is printed.
                    let (code, _, errors) = xtask(&[arguments, &["--help"]].concat());
                    (code != 0).then_some(errors)
                }
                [
                    "cargo",
                    "test" | "run" | "doc" | "clippy" | "install" | "publish",
                    ..,
                ] => {
                    let unknown = unknown_to_cargo(&command[2..]);
                    (!unknown.is_empty()).then(|| format!("{unknown:?}"))
                }
                ["bash", script, ..] => (!root().join(script).exists()).then(|| script.to_owned()),
                // The command's own tests try its commands, and other programs are not ours.
                _ => continue,
            };
            checked += 1;
            wrong
                .extend(fault.map(|fault| format!("{}: {command:?}: {fault}", document.display())));
        }
    }
    assert!(checked >= 15, "{checked}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Returns the sentences and the rows of tables of a document, without its code.
fn sentences(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2);
    let paragraphs = prose.flat_map(|prose| prose.split("\n\n"));
    let units = paragraphs.flat_map(|paragraph| {
        if paragraph.trim_start().starts_with('|') {
            paragraph.lines().map(str::to_owned).collect()
        } else {
            let words: Vec<_> = paragraph.split_whitespace().collect();
            words
                .join(" ")
                .split(". ")
                .map(str::to_owned)
                .collect::<Vec<_>>()
        }
    });
    units.filter(|unit| unit.len() > 50).collect()
}

#[test]
fn no_sentence_is_in_two_documents() {
    let mut seen = BTreeMap::new();
    let mut twice = Vec::new();
    for (document, text) in documents() {
        for sentence in sentences(&text) {
            if let Some(other) = seen.insert(sentence.clone(), document.clone()) {
                twice.push(format!(
                    "{} and {}: {sentence}",
                    other.display(),
                    document.display()
                ));
            }
        }
    }
    assert!(seen.len() > 300, "{}", seen.len());
    assert!(twice.is_empty(), "{twice:#?}");
}
