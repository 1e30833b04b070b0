//! Compares two values of the same form, and returns problems.

mod comparison;
mod content;
mod limits;
mod operation;
mod security;
mod sites;

use std::collections::BTreeSet;

use crate::facts::{Endpoint, Extent, Facts, Operation};
use crate::problem::{Kind, Problem, Severity};

use Severity::{Additive, Breaking, Info};
use comparison::{Comparison, Said};

/// Options of a comparison.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether to report operations that only the source has, if it covers the whole API.
    pub all_operations: bool,
}

/// Returns every difference between `theirs` and `ours`. `source` is the name of the source in
/// problems.
pub fn compare(ours: &Facts, theirs: &Facts, source: &str, options: Options) -> Vec<Problem> {
    let mut comparison = Comparison {
        problems: Vec::new(),
        source,
    };
    comparison.sites(ours, theirs);
    comparison.operations(ours, theirs, options);
    for (place, what) in &theirs.duplicates {
        let repair = "nothing in the fragment: the duplicate is in the source";
        comparison.note(Kind::Duplicate, Info, place, Said::Theirs(what), repair);
    }
    for (keyword, place) in &theirs.unread {
        let repair =
            format!("extend the reader to compare {keyword}, or accept that it is not compared");
        comparison.note(Kind::Unread, Info, place, Said::Theirs(keyword), repair);
    }
    comparison.problems.sort_by(Problem::order);
    comparison.problems
}

impl Comparison<'_> {
    fn operations(&mut self, ours: &Facts, theirs: &Facts, options: Options) {
        let mut matched = BTreeSet::new();
        for (endpoint, operation) in &theirs.operations {
            let same = |(key, ours): &(&Endpoint, &Operation)| {
                *key == endpoint
                    || ours.id.is_some() && ours.id == operation.id
                    || ours.slug.is_some() && ours.slug == operation.slug
            };
            // The endpoint is decisive if it matches; ids and titles are only names.
            let found = ours
                .operations
                .get_key_value(endpoint)
                // An operation that is still at its endpoint didn't move.
                .or_else(|| {
                    let mut gone = ours.operations.iter();
                    gone.find(|it| same(it) && !theirs.operations.contains_key(it.0))
                });
            let Some((key, known)) = found else {
                if theirs.extent != Extent::Api || options.all_operations {
                    let name = operation.id.as_deref().or(operation.slug.as_deref());
                    let repair = "add its path to the fragment, and a method to the client";
                    let place = name.unwrap_or_default();
                    self.note(
                        Kind::OperationMissing,
                        Additive,
                        place,
                        Said::Theirs(endpoint),
                        repair,
                    );
                }
                continue;
            };
            matched.insert(key);
            let place = name(key, known);
            if key != endpoint {
                let repair = format!("move the operation to {endpoint}");
                self.note(
                    Kind::OperationMoved,
                    Breaking,
                    &place,
                    Said::Both(key, endpoint),
                    repair,
                );
            }
            self.operation(&place, known, operation, theirs.extent == Extent::Api);
        }
        if theirs.extent != Extent::Operations {
            for (endpoint, operation) in ours
                .operations
                .iter()
                .filter(|(key, _)| !matched.contains(key))
            {
                let repair = "remove the operation, with a new major version";
                self.note(
                    Kind::OperationGone,
                    Breaking,
                    name(endpoint, operation),
                    Said::Ours(endpoint),
                    repair,
                );
            }
        }
    }
}

/// Returns the name of an operation in problems.
pub(crate) fn name(endpoint: &Endpoint, operation: &Operation) -> String {
    operation.id.clone().unwrap_or_else(|| endpoint.to_string())
}
