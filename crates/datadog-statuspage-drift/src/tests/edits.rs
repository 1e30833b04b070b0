//! Edits of Datadog's publications and of our fragment, and the exact problems of each.

mod documents;
mod pages;

use std::collections::BTreeSet;

use expect_test::expect_file;

use super::*;

/// The result of comparing an edit.
type Found = Result<Vec<Problem>, Unreadable>;

/// Replaces the first `from` after `after`, on one side or on both.
struct Edit {
    what: &'static str,
    after: &'static str,
    from: &'static str,
    /// `&` stands for `from`.
    ours: &'static str,
    theirs: &'static str,
}

/// Creates an edit of theirs.
const fn edit(
    what: &'static str,
    after: &'static str,
    from: &'static str,
    theirs: &'static str,
) -> Edit {
    Edit {
        what,
        after,
        from,
        ours: "&",
        theirs,
    }
}

fn edited(text: &str, edit: &Edit, to: &str) -> String {
    let lost = || panic!("{}: {:?} {:?}", edit.what, edit.after, edit.from);
    let (before, behind) = text.split_once(edit.after).unwrap_or_else(lost);
    let (between, rest) = behind.split_once(edit.from).unwrap_or_else(lost);
    let to = to.replace('&', edit.from);
    format!("{before}{}{between}{to}{rest}", edit.after)
}

fn problems(ours: &Facts, theirs: &Facts, all_operations: bool) -> Vec<Problem> {
    let options = Options { all_operations };
    let mut problems = compare(ours, theirs, "", options);
    problems.extend(check_examples(theirs, ours, ""));
    problems
}

fn shown(found: &Found) -> String {
    let problems = match found {
        Ok(problems) if problems.is_empty() => return "    nothing\n".to_owned(),
        Ok(problems) => problems,
        Err(error) => return format!("    refused: {error}\n"),
    };
    let line = |it: &Problem| {
        let said = |said: &Option<String>| said.clone().unwrap_or_else(|| "-".to_owned());
        let (severity, kind) = (it.severity.name(), it.kind.name());
        let (place, ours, theirs) = (&it.place, said(&it.ours), said(&it.theirs));
        format!("    {severity} {kind} at {place}: {ours} | {theirs}\n")
    };
    problems.iter().map(line).collect()
}

/// Lists each edit with its problems.
fn report(all: Vec<(String, Found)>) -> String {
    let lines = |(what, found)| format!("{what}\n{}", shown(&found));
    all.into_iter().map(lines).collect()
}

#[test]
fn each_edit_of_a_page_is_reported_as_what_it_is() {
    expect_file!["expected/pages.txt"].assert_eq(&report(pages::all()));
}

#[test]
fn each_edit_of_a_document_is_reported_as_what_it_is() {
    expect_file!["expected/documents.txt"].assert_eq(&report(documents::all()));
}

#[test]
fn the_edits_reach_every_kind_of_problem() {
    let pinned = [
        include_str!("expected/pages.txt"),
        include_str!("expected/documents.txt"),
    ];
    let words = pinned.iter().flat_map(|report| report.lines());
    let mut reached: BTreeSet<String> = words
        .filter_map(|line| line.strip_prefix("    ")?.split(' ').nth(1))
        .map(|kind| kind.replace('-', ""))
        .collect();
    // Accepted differences are not part of a source; `acceptance` tests them.
    reached.insert("acceptanceunused".to_owned());
    let (_, kinds) = include_str!("../problem.rs")
        .split_once("pub enum Kind {")
        .unwrap();
    let (kinds, _) = kinds.split_once('}').unwrap();
    for kind in kinds
        .lines()
        .filter_map(|line| line.trim().strip_suffix(','))
    {
        assert!(reached.contains(&kind.to_lowercase()), "{kind}");
    }
}
