//! Every history of a call that creates the account, within bounds.
//!
//! Up to four attempts, each of which ends in each class of endings; nothing there at first, an
//! account of ours or another's; and in each gap, another actor who does nothing, creates or
//! deletes, and a late request that takes effect there or later.

use std::time::{Duration, Instant};

use super::choices::{Choices, Path};
use super::fate::{EACH, Fate, LIES, Lie};
use super::model::Holder;
use super::paused;
use super::rules::broken_rule;
use super::run::{Given, Run, simulate};
use crate::retry::policy::{Limits, RetryPolicy};

const HOLDERS: [Holder; 3] = [Holder::Nobody, Holder::Us, Holder::Another];

fn given(holder: Holder, retries_unknown: bool) -> Given {
    // An attempt may take as long as the call: what takes as long as it may meets the timeout.
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

/// Makes a run for each way from `path` on, and returns how many there were.
fn each_way(
    mut path: Path,
    run: impl Fn(Choices) -> Run,
    check: &mut dyn FnMut(&Run, &Path),
) -> u32 {
    let mut count = 0;
    loop {
        let before = path.clone();
        let run = run(Choices::Each(path));
        count += 1;
        check(&run, &before);
        path = run.model.into_choices().into_path();
        if !path.advance() {
            return count;
        }
    }
}

#[test]
fn no_history_of_a_call_makes_it_lie() {
    let (runtime, start) = (paused(), Instant::now());
    let mut count = 0;
    for holder in HOLDERS {
        for unknown in [true, false] {
            let run = |choices, told| {
                let run = simulate(given(holder, unknown), choices, &EACH, told);
                runtime.block_on(run)
            };
            let mut check = |made: &Run, path: &Path| {
                if let Err(rule) = broken_rule(made) {
                    // Once more, to be told.
                    let told = run(Choices::Each(path.clone()), true);
                    let story = told.model.story.borrow().join("\n");
                    panic!("{rule}\n{story}\n{:#?}", made.report.attempts);
                }
            };
            let quiet = |choices| run(choices, false);
            count += each_way(Path::default(), quiet, &mut check);
        }
    }
    let took = start.elapsed();
    println!("{count} histories of one call, 0 lies, {took:?}");
    assert!(count > 250_000, "only {count} histories");
}

#[test]
fn what_is_certain_needs_its_conditions() {
    let all: &[Fate] = [&EACH[..], &LIES].concat().leak();
    let runtime = paused();
    let mut lied = Vec::new();
    let mut check = |run: &Run, _: &Path| {
        let fates = run.model.fates.borrow();
        let lies = fates.iter().filter_map(|fate| match fate {
            Fate::Lie(lie) => Some(*lie),
            _ => None,
        });
        let Err(rule) = broken_rule(run) else { return };
        assert_eq!(rule, "NotApplied, and this call created it", "{fates:?}");
        let lies: Vec<_> = lies.collect();
        assert!(!lies.is_empty(), "{fates:?}");
        lied.extend(lies);
    };
    let run = |choices| {
        let run = simulate(given(Holder::Nobody, true), choices, all, false);
        runtime.block_on(run)
    };
    each_way(Path::within(3), run, &mut check);
    for lie in [Lie::DeniedThough, Lie::DeniedAndLate, Lie::Repeated] {
        assert!(lied.contains(&lie), "{lie:?} is noticed, or not tried");
    }
}
