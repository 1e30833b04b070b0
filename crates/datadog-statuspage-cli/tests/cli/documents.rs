//! What the documents say of the command is so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn of(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_datadog-statuspage"))
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

fn document(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default()
}

#[test]
fn every_line_that_a_document_has_of_the_command_is_understood() {
    let mut checked = 0;
    // The packaged crate has the first one alone.
    let documents = [
        "README.md",
        "../../README.md",
        "../datadog-statuspage/src/guide.md",
    ]
    .map(document);
    for line in documents.iter().flat_map(|text| text.lines()) {
        let Some(line) = line.strip_prefix("$ datadog-statuspage ") else {
            continue;
        };
        let words = line
            .split_whitespace()
            .take_while(|word| !word.starts_with(['>', '|']));
        let words = words
            .map(|word| word.trim_end_matches(';'))
            .take_while(|word| *word != "echo");
        // An unknown option is an error before help is printed.
        let arguments: Vec<_> = words.chain(["--help"]).collect();
        let (understood, text) = of(&arguments);
        assert!(understood, "{line}: {text}");
        checked += 1;
    }
    assert!(checked >= 10, "{checked}");
}

#[test]
fn every_command_and_option_of_the_page_is_there_and_the_other_way_round() {
    let (_, help) = of(&["--help"]);
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands: BTreeSet<_> = commands
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    let helps: String = commands
        .iter()
        .map(|command| of(&[command, "--help"]).1)
        .collect();
    let options = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_ascii_lowercase() && c != '-')
            .filter(|word| word.starts_with("--") && !word.ends_with('-'))
            .map(str::to_owned)
            .collect()
    };
    let page = document("README.md");
    let (_, rest) = page.split_once("## Commands").unwrap();
    let named: BTreeSet<_> = rest
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split([' ', '`']).next())
        .take_while(|name| !name.starts_with('-'))
        .collect();
    assert_eq!(named, commands);
    let mut there = options(&helps);
    assert!(there.remove("--help") && there.len() > 5, "{there:?}");
    there.remove("--version");
    let mut of_page = options(rest);
    of_page.remove("--version");
    of_page.remove("--help");
    assert_eq!(of_page, there);
}
