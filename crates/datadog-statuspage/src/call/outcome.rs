//! The outcome of a call of several requests.

use crate::error::{Attempt, Outcome};

/// What a call of several requests is meant to achieve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// One change, which must not be made twice.
    Change,
    /// A state that is reached by the first successful change. Repeating the call reaches it
    /// again.
    State,
    /// A state that takes several changes, so that one success doesn't mean it is reached.
    States,
}

impl Goal {
    /// Returns whether the call is safe to repeat, whatever its outcome.
    pub(super) fn is_repeatable(self) -> bool {
        self != Self::Change
    }

    /// Returns the outcome of a failed call from the outcome of its last request, `last`, and the
    /// attempts of all its requests.
    pub(super) fn outcome(self, last: Outcome, attempts: &[Attempt]) -> Outcome {
        let acted = |attempt: &Attempt| attempt.outcome > Outcome::NotApplied;
        if last == Outcome::Applied && self != Self::States {
            Outcome::Applied
        } else if attempts.iter().any(acted) {
            // Only a part of the call succeeded.
            Outcome::Unknown
        } else {
            Outcome::NotApplied
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use Outcome::*;

    #[test]
    fn a_part_is_never_reported_as_the_whole() {
        for (goal, last, attempts, outcome) in [
            (Goal::Change, NotApplied, &[NotApplied][..], NotApplied),
            (Goal::Change, Unknown, &[Unknown], Unknown),
            (Goal::Change, Applied, &[Unknown, Applied], Applied),
            // An earlier request may have been applied, even if the last one wasn't.
            (Goal::State, NotApplied, &[Unknown, NotApplied], Unknown),
            (Goal::State, NotApplied, &[Applied, NotApplied], Unknown),
            (Goal::State, Applied, &[NotApplied, Applied], Applied),
            // One of several changes was made.
            (Goal::States, Applied, &[Applied], Unknown),
            (Goal::States, NotApplied, &[Applied, NotApplied], Unknown),
            (
                Goal::States,
                NotApplied,
                &[NotApplied, NotApplied],
                NotApplied,
            ),
            (Goal::States, Unknown, &[Unknown], Unknown),
        ] {
            let attempts: Vec<_> = attempts
                .iter()
                .map(|outcome| Attempt {
                    status: None,
                    failure: None,
                    outcome: *outcome,
                    elapsed: Duration::ZERO,
                    wait: None,
                })
                .collect();
            let found = goal.outcome(last, &attempts);
            assert_eq!(found, outcome, "{goal:?} {last:?} {attempts:?}");
        }
        assert!(!Goal::Change.is_repeatable() && Goal::States.is_repeatable());
    }
}
