//! The outcome of a call of several requests.

use crate::error::{Attempt, Outcome};

/// What a call of several requests is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// One change, which must not be made twice.
    Change,
    /// A state, reached as soon as Datadog says yes to a change. Whoever asks
    /// for it again gets it again.
    State,
    /// A state which a single yes doesn't promise.
    States,
}

impl Goal {
    /// Whether it is safe to make the call again, whatever its outcome.
    pub(super) fn is_repeatable(self) -> bool {
        self != Self::Change
    }

    /// Returns the outcome of a call that failed: `last` is that of its last request, and
    /// `attempts` are those of all its requests.
    pub(super) fn outcome(self, last: Outcome, attempts: &[Attempt]) -> Outcome {
        let acted = |attempt: &Attempt| attempt.outcome > Outcome::NotApplied;
        if last == Outcome::Applied && self != Self::States {
            Outcome::Applied
        } else if attempts.iter().any(acted) {
            // What succeeded was only a part of what was asked for.
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
    fn a_part_is_never_told_as_the_whole() {
        for (goal, last, attempts, outcome) in [
            (Goal::Change, NotApplied, &[NotApplied][..], NotApplied),
            (Goal::Change, Unknown, &[Unknown], Unknown),
            (Goal::Change, Applied, &[Unknown, Applied], Applied),
            // An earlier request may have acted, whatever became of the last.
            (Goal::State, NotApplied, &[Unknown, NotApplied], Unknown),
            (Goal::State, NotApplied, &[Applied, NotApplied], Unknown),
            (Goal::State, Applied, &[NotApplied, Applied], Applied),
            // One change of several was made.
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
