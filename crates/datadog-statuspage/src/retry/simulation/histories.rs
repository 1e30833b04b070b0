//! Every history of a call that creates the account, within bounds.
//!
//! Up to four attempts, each of which ends in each class of endings; at first nothing, our
//! account or another's; and in each gap, another actor who does nothing, creates or deletes, and
//! a late request that takes effect there or later.

use std::time::{Duration, Instant};

use super::choices::{Choices, Path, each_way};
use super::fate::{EACH, Fate, LIES, Lie};
use super::model::Holder;
use super::rules::broken_rule;
use super::run::{Given, simulate};
use super::{paused, tried};
use crate::retry::policy::{Limits, RetryPolicy};

const HOLDERS: [Holder; 3] = [Holder::Nobody, Holder::Us, Holder::Another];

fn given(holder: Holder, retries_unknown: bool) -> Given {
    // An attempt may take as long as the call, so that the longest ones meet the timeout.
    let minute = Duration::from_secs(60);
    Given {
        policy: RetryPolicy::default().retry_unknown_outcomes(retries_unknown),
        limits: Limits {
            attempt: minute,
            call: minute,
        },
        spent: 0,
        holder,
    }
}

#[test]
fn no_history_of_a_call_makes_it_lie() {
    let (runtime, start) = (paused(), Instant::now());
    let mut count = 0;
    for holder in HOLDERS {
        for unknown in [true, false] {
            let run = |choices, logged| {
                let run = simulate(given(holder, unknown), choices, &EACH, logged);
                runtime.block_on(run)
            };
            count += each_way(Path::default(), |path| {
                let made = run(Choices::Each(path.clone()), false);
                if let Err(rule) = broken_rule(&made) {
                    // Once more, to record its log.
                    let logged = run(Choices::Each(path), true);
                    let story = logged.model.story.borrow().join("\n");
                    panic!("{rule}\n{story}\n{:#?}", made.report.attempts);
                }
                made.model.into_choices().into_path()
            });
        }
    }
    tried(count, "of one call", start);
    assert!(count > 250_000, "only {count} histories");
}

#[test]
fn what_is_certain_needs_its_conditions() {
    let all: &[Fate] = [&EACH[..], &LIES].concat().leak();
    let runtime = paused();
    let mut lied = Vec::new();
    each_way(Path::within(3), |path| {
        let choices = Choices::Each(path);
        let run = simulate(given(Holder::Nobody, true), choices, all, false);
        let run = runtime.block_on(run);
        if let Err(rule) = broken_rule(&run) {
            let fates = run.model.fates.borrow();
            assert_eq!(rule, "NotApplied, and this call created it", "{fates:?}");
            let before = lied.len();
            lied.extend(fates.iter().filter_map(|fate| match fate {
                Fate::Lie(lie) => Some(*lie),
                _ => None,
            }));
            assert!(lied.len() > before, "{fates:?}");
        }
        run.model.into_choices().into_path()
    });
    for lie in [Lie::DeniedThough, Lie::DeniedAndLate, Lie::Repeated] {
        assert!(lied.contains(&lie), "{lie:?} is noticed, or not tried");
    }
}
