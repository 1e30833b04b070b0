//! The problems that a comparison has found so far.

use std::fmt::Display;

use crate::problem::{Kind, Problem, Severity};

pub(super) struct Comparison<'a> {
    pub(super) problems: Vec<Problem>,
    pub(super) source: &'a str,
}

/// Which side says what.
pub(super) enum Said<'a> {
    Ours(&'a dyn Display),
    Theirs(&'a dyn Display),
    Both(&'a dyn Display, &'a dyn Display),
}

impl Comparison<'_> {
    pub(super) fn note(
        &mut self,
        kind: Kind,
        severity: Severity,
        place: impl Into<String>,
        said: Said<'_>,
        repair: impl Into<String>,
    ) {
        let (ours, theirs) = match said {
            Said::Ours(ours) => (Some(ours.to_string()), None),
            Said::Theirs(theirs) => (None, Some(theirs.to_string())),
            Said::Both(ours, theirs) => (Some(ours.to_string()), Some(theirs.to_string())),
        };
        self.problems.push(Problem {
            kind,
            severity,
            place: place.into(),
            ours,
            theirs,
            repair: repair.into(),
            source: self.source.to_owned(),
        });
    }
}
