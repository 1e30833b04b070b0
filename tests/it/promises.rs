//! The files and tests that the documents name exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;

use crate::support::{root, rust_files};

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// Returns the layers of ARCHITECTURE.md: a folder, and its description in one line.
fn rooms() -> Vec<(String, String)> {
    let text = document("ARCHITECTURE.md");
    let (_, rest) = text.split_once("<!-- layers -->\n```text\n").unwrap();
    let (block, _) = rest.split_once("\n```").unwrap();
    let mut rooms: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match line.split_once(' ') {
            Some(("", more)) => rooms.last_mut().unwrap().1.push_str(more),
            Some((room, text)) => rooms.push((room.to_owned(), text.to_owned())),
            None => panic!("{line}"),
        }
    }
    rooms
}

/// In a layer's description, each single-word item of a list is a file of the layer.
#[test]
fn the_map_of_rooms_names_files_that_are_there() {
    let src = root().join("crates/datadog-statuspage/src");
    let (mut named, mut missing) = (0, Vec::new());
    for (room, text) in rooms() {
        let Some(folder) = room.strip_suffix('/') else {
            assert!(src.join(&room).is_file(), "{room}");
            continue;
        };
        let there: BTreeSet<_> = rust_files(&src.join(folder))
            .iter()
            .map(|path| stem(path))
            .collect();
        let list = text.split_once(':').map_or(&*text, |(_, list)| list);
        let items = list.split([',', '(', ')']).map(str::trim);
        for item in items.filter(|item| !item.is_empty() && !item.contains(' ')) {
            named += 1;
            if !there.contains(item) {
                missing.push(format!("{room}: {item}"));
            }
        }
    }
    assert!(named >= 30, "{named}");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_files_that_the_architecture_names_by_their_ending_are_there() {
    let text = document("ARCHITECTURE.md");
    let file = Regex::new(r"`([\w/-]+\.(?:rs|md|yaml))`").unwrap();
    let sources = [
        "",
        "crates/datadog-statuspage/src",
        "crates/datadog-statuspage-cli/src",
    ];
    let folders = sources.map(|folder| root().join(folder));
    let named: Vec<_> = file
        .captures_iter(&text)
        .map(|found| found[1].to_owned())
        .collect();
    assert!(named.len() >= 5, "{named:?}");
    for name in named {
        assert!(
            folders.iter().any(|folder| folder.join(&name).is_file()),
            "{name}"
        );
    }
}

/// Returns the names of the functions that follow a test attribute.
fn tests_of(source: &str) -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    let mut marked = false;
    for line in source.lines().map(str::trim_start) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if !line.starts_with("#[") {
            let name = line.trim_start_matches("async ").strip_prefix("fn ");
            if let (true, Some(name)) = (marked, name.and_then(|name| name.split('(').next())) {
                tests.insert(name.to_owned());
            }
            marked = false;
        }
    }
    tests
}

/// Each `module::test` is a test in a file or a folder with that name.
#[test]
fn the_tests_that_the_security_page_names_are_there() {
    let text = document("SECURITY.md");
    let files = ["crates", "tests/it"].map(|folder| rust_files(&root().join(folder)));
    let there: Vec<_> = files
        .concat()
        .into_iter()
        .map(|path| {
            let tests = tests_of(&fs::read_to_string(&path).unwrap());
            (path.with_extension(""), tests)
        })
        .collect();
    // Other paths are those of items.
    let code = text.split('`').skip(1).step_by(2);
    let named: Vec<_> = code
        .filter_map(|code| code.split_once("::"))
        .filter(|(module, _)| module.starts_with(char::is_lowercase))
        .filter(|(_, test)| test.matches('_').count() > 1 && !test.contains([':', '(']))
        .collect();
    assert!(named.len() >= 30, "{named:?}");
    let is_there = |(module, test): &(&str, &str)| {
        let mut files = there.iter();
        files.any(|(path, tests)| tests.contains(*test) && path.iter().any(|part| part == *module))
    };
    let missing: Vec<_> = named.iter().filter(|named| !is_there(named)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
