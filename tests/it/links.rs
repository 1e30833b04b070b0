//! The links of the repository's documents point to existing files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use crate::support::root;

/// Folders that hand-written documents may name.
const FOLDERS: [&str; 8] = [
    ".ci", ".github", "crates", "examples", "fuzz", "spec", "tests", "xtask",
];

fn documents() -> Vec<PathBuf> {
    let guide = root().join("crates/datadog-statuspage/src/guide.md");
    let documents: Vec<_> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .chain([guide])
        .collect();
    assert!(documents.len() >= 6, "{documents:?}");
    documents
}

/// Returns the anchors of a document's headings, as GitHub and rustdoc create them.
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
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for found in link.captures_iter(&text) {
            let target = &found[1];
            // rustdoc checks the paths of items.
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
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
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
