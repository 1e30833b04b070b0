//! The documents name files and tests: they are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use crate::support::root;

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// All Rust files in a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let mut found = Vec::new();
    paths.try_for_each(|path| {
        match path.extension() {
            None if path.is_dir() => found.extend(rust_files(&path)),
            Some(extension) if extension == "rs" => found.push(path),
            _ => {}
        }
        Some(())
    });
    found
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The rooms of ARCHITECTURE.md: a folder, and its description in one line.
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

/// Of a room's description, each item of a list that is one word is a file of the room.
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
    let folders = ["", "crates/datadog-statuspage/src"].map(|folder| root().join(folder));
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

/// Each `module::test` stands for a function with `#[test]` in the module's file or folder.
#[test]
fn the_tests_that_the_security_page_names_are_there() {
    let text = document("SECURITY.md");
    let named = Regex::new(r"`((?:\w+::)+)(\w+)`").unwrap();
    let files: Vec<_> = ["crates", "tests/it"]
        .iter()
        .flat_map(|folder| rust_files(&root().join(folder)))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect();
    let (mut count, mut missing) = (0, Vec::new());
    for found in named.captures_iter(&text) {
        let (modules, test) = (&found[1], &found[2]);
        // Other paths are of items.
        if !modules.starts_with(char::is_lowercase) || modules.starts_with("reqwest") {
            continue;
        }
        count += 1;
        let module = modules.trim_end_matches(':').rsplit("::").next().unwrap();
        let is_of = |path: &Path| path.iter().any(|part| part == module) || stem(path) == module;
        let line = Regex::new(&format!(
            r"#\[(?:tokio::)?test\b[^\n]*\n(?:\s*#\[[^\n]*\n)*\s*(?:async )?fn {test}\("
        ));
        let line = line.unwrap();
        let there = files
            .iter()
            .any(|(path, text)| is_of(path) && line.is_match(text));
        if !there {
            missing.push(format!("{modules}{test}"));
        }
    }
    assert!(count >= 30, "{count}");
    assert!(missing.is_empty(), "{missing:#?}");
}
