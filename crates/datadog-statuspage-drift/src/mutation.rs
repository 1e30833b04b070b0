//! The proof: every single-fact change of a source is reported, no change of its prose is.
//!
//! The sources are written here from our own fragment, in the forms that Datadog
//! publishes: a page of each operation in three forms, the page of all of them,
//! and one document of the whole API.

mod changes;
mod writer;

use std::collections::BTreeMap;

use crate::facts::{Endpoint, Facts, Unreadable};
use crate::problem::Problem;
use crate::{Options, check_examples, compare, read_fragment, read_page, read_upstream};

use changes::Form;
use writer::Style;

/// Prose-only variants of each source.
const VARIANTS: u64 = 60;

fn ours() -> Facts {
    let mut ours = read_fragment(crate::tests::FRAGMENT).unwrap();
    // Examples are written anew from the fields.
    for operation in ours.operations.values_mut() {
        let bodies = operation.body.iter_mut().map(|body| &mut body.content);
        for content in bodies.chain(operation.answers.values_mut()) {
            content.example = None;
        }
    }
    ours
}

fn written(form: Form, facts: &Facts, endpoint: &Endpoint, style: &mut Style) -> String {
    let mut one = facts.clone();
    if !matches!(form, Form::Tag | Form::Upstream) {
        one.operations.retain(|key, _| key == endpoint);
    }
    match form {
        Form::Tabs => writer::page(&one, writer::TABS, style),
        Form::Latest => writer::page(&one, writer::LATEST, style),
        Form::Bold => writer::page(&one, writer::BOLD, style),
        Form::Tag => writer::page(&one, writer::TAG, style),
        Form::Upstream => writer::upstream(&one, style),
    }
}

fn problems(form: Form, source: &str, ours: &Facts) -> Result<Vec<Problem>, Unreadable> {
    let theirs = match form {
        Form::Upstream => read_upstream(source, ours)?,
        _ => read_page(source, ours)?,
    };
    let options = Options {
        all_operations: true,
    };
    let mut problems = compare(ours, &theirs, "source", options);
    problems.extend(check_examples(&theirs, ours, "source"));
    Ok(problems)
}

#[test]
fn every_change_of_a_fact_is_reported_in_its_place() {
    let ours = ours();
    let mut scores = BTreeMap::<Form, (u32, u32)>::new();
    let mut missed = Vec::new();
    for (index, mutant) in changes::all(&ours).iter().enumerate() {
        for form in mutant.forms {
            // Plain for one half, so that both are seen.
            let mut style = Style::new(if index % 2 == 0 { 0 } else { index as u64 });
            style.sparse = false;
            let source = written(*form, &mutant.facts, &mutant.endpoint, &mut style);
            let found = problems(*form, &source, &ours);
            let is_it =
                |problem: &Problem| problem.kind == mutant.kind && problem.place == mutant.place;
            let score = scores.entry(*form).or_default();
            score.1 += 1;
            if found.as_ref().is_ok_and(|found| found.iter().any(is_it)) {
                score.0 += 1;
            } else {
                let found = found.map(|found| {
                    found
                        .iter()
                        .map(|problem| format!("{} {}", problem.kind.name(), problem.place))
                        .collect::<Vec<_>>()
                });
                missed.push(format!(
                    "{form:?} {}: {} {}, found {found:?}\n{source}",
                    mutant.what,
                    mutant.kind.name(),
                    mutant.place
                ));
            }
        }
    }
    let all: u32 = scores.values().map(|(_, all)| all).sum();
    let caught: u32 = scores.values().map(|(caught, _)| caught).sum();
    println!(
        "changes of a fact: {caught} of {all} reported in their place; by form (reported, all): {scores:?}"
    );
    assert!(
        missed.is_empty(),
        "{} missed; the first:\n{}",
        missed.len(),
        missed[0]
    );
    assert!(all > 3_000, "{all} are few");
}

#[test]
fn no_change_of_prose_is_reported() {
    let ours = ours();
    let mut count = 0;
    for endpoint in ours.operations.keys() {
        for form in changes::ALL.iter().copied() {
            for seed in 0..VARIANTS {
                let mut style = Style::new(seed);
                let source = written(form, &ours, endpoint, &mut style);
                let found = problems(form, &source, &ours);
                count += 1;
                assert_eq!(
                    found,
                    Ok(Vec::new()),
                    "{endpoint} {form:?} seed {seed}\n{source}"
                );
            }
        }
    }
    println!("changes of prose: 0 of {count} reported");
}
