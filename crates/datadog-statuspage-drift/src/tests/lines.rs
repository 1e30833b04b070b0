//! Each line that contains a fact, in each form of a page, with something else in it.

use std::collections::BTreeMap;

use expect_test::expect_file;

use super::forms::{FORMS, problems};
use super::*;

/// Returns alternatives to a line that contains a fact, and their names.
fn changes_of_line(line: &str) -> Vec<(String, Option<String>)> {
    let mut changed = Vec::new();
    let mut replace = |from: &str, to: &str| {
        if line.contains(from) {
            changed.push((format!("{from} -> {to}"), Some(line.replacen(from, to, 1))));
        }
    };
    if line.starts_with('|') && !line.contains("---") && !line.contains("| Type") {
        for (from, to) in [
            ("| object", "| string"),
            ("| string", "| int64"),
            ("| [string]", "| string"),
            ("| [object]", "| object"),
            ("| enum", "| string"),
            (" [*required*]", ""),
            ("`statuspage-account`", "`statuspage-accounts`"),
            ("`statuspage-url-setting`", "`a`, `statuspage-url-setting`"),
            ("Default: `statuspage-url-setting`", "Default: `none`"),
            ("| api_key", "| api_token"),
            ("| url ", "| uri "),
            ("| errors", "| error"),
            ("GET https", "PUT https"),
            ("/statuspage/", "/status/"),
            ("https://api.", "https://api.v9."),
            ("us5.datadoghq.com ", "us6.datadoghq.com "),
        ] {
            replace(from, to);
        }
        if line.starts_with("|  ") && line.contains("| string") && !line.contains("[*") {
            replace(" |", " [*required*] |");
        }
        changed.push(("a row less".to_owned(), None));
    } else if line.starts_with("-H") || line.contains("permission.") {
        for (from, to) in [
            ("manage_integrations", "manage_pages"),
            ("integrations_read", "pages_read"),
            ("DD-API-KEY", "DD-OTHER-KEY"),
            ("DD-APPLICATION-KEY", "DD-OTHER-KEY"),
            ("Authorization", "X-Token"),
            ("application/json", "application/xml"),
        ] {
            replace(from, to);
        }
    } else if line.starts_with("{% tab") && line.contains(['2', '4']) && !line.contains("v2") {
        for (from, to) in [("4", "5"), ("20", "21")] {
            replace(from, to);
        }
    } else if line.starts_with("##") {
        replace(" (required)", "");
    }
    changed
}

/// Returns the operation to which a line of the page belongs, as named in problems.
fn operation_at(lines: &[&str], index: usize) -> String {
    let slug = |line: &&str| {
        let title = line.strip_prefix("## ").or(line.strip_prefix("# "))?;
        let title = title.split(['→', '{']).next()?.trim();
        Some(title.to_lowercase().replace(' ', "-"))
    };
    let mut above = lines[..index].iter().rev().filter_map(slug);
    let id = |slug: String| OURS.known(&Endpoint::default(), Some(&slug))?.id.clone();
    above.find_map(id).unwrap()
}

/// Returns kinds and severities, which are enough to test each line of the page.
fn reported(found: Result<Vec<Problem>, Unreadable>, operation: &str) -> String {
    let Ok(found) = found else {
        return "refused".to_owned();
    };
    for Problem { place, .. } in &found {
        let is_there = place.split('/').next() == Some(operation);
        assert!(
            is_there || place.starts_with("sites/"),
            "{place}, not {operation}"
        );
    }
    let name = |it: &Problem| format!("{} {}", it.severity.name(), it.kind.name());
    found.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[test]
fn each_change_of_a_line_is_reported_with_its_kind() {
    let mut counts = BTreeMap::<_, u32>::new();
    for (form, page) in FORMS {
        let lines: Vec<&str> = page.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            for (what, instead) in changes_of_line(line) {
                let mut changed = lines.clone();
                match &instead {
                    None => drop(changed.remove(index)),
                    Some(instead) => changed[index] = instead,
                }
                let found = problems(&changed.join("\n"), &OURS);
                let reported = reported(found, &operation_at(&lines, index));
                assert!(!reported.is_empty(), "{form}:{}: {line}", index + 1);
                *counts.entry((form, what, reported)).or_default() += 1;
            }
        }
    }
    let line = |((form, what, reported), count)| format!("{form}: {what}: {count} x {reported}\n");
    let report: String = counts.into_iter().map(line).collect();
    expect_file!["expected/lines.txt"].assert_eq(&report);
}
