//! One run of the loop in a world that a seed determines.

use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use reqwest::StatusCode;
use tokio::time::Instant;

use super::choices::Choices;
use super::fate::Fate;
use super::model::{Holder, Model};
use crate::retry::budget::Budget;
use crate::retry::policy::{Limits, RetryPolicy};
use crate::retry::retry_loop::{Report, RequestTraits, RetryLoop};

/// A run of the loop, and what is known about it.
pub(super) struct Run {
    pub(super) model: Model,
    pub(super) policy: RetryPolicy,
    pub(super) limits: Limits,
    pub(super) report: Report,
    pub(super) took: Duration,
    pub(super) budget_left: bool,
}

/// The settings of a run.
pub(super) struct Given {
    pub(super) policy: RetryPolicy,
    pub(super) limits: Limits,
    /// The number of retries already taken from the budget.
    pub(super) spent: usize,
    pub(super) holder: Holder,
}

impl Given {
    pub(super) fn random(rng: &mut Rng) -> Self {
        Self {
            policy: RetryPolicy::default()
                .max_attempts(rng.u32(1..10))
                .retry_unknown_outcomes(rng.u8(..5) > 0),
            limits: Limits {
                attempt: Duration::from_millis(rng.u64(500..40_000)),
                call: Duration::from_millis(rng.u64(100..120_000)),
            },
            spent: if rng.u8(..6) == 0 {
                rng.usize(45..=50)
            } else {
                0
            },
            holder: if rng.u8(..4) == 0 {
                Holder::Another
            } else {
                Holder::Nobody
            },
        }
    }
}

/// Runs the loop in a world that `choices` determine, and keeps a log if asked to.
pub(super) async fn simulate(
    given: Given,
    mut choices: Choices,
    each: &'static [Fate],
    logged: bool,
) -> Run {
    let Given {
        policy,
        limits,
        spent,
        holder,
    } = given;
    let budget = Arc::new(Budget::default());
    (0..spent).for_each(|_| assert!(budget.take()));
    let mut jitter = choices.fork();
    let model = Model::new(
        choices,
        each,
        holder,
        limits.attempt,
        Arc::clone(&budget),
        logged,
    );
    model.note(|| format!("{policy:?} {limits:?}, the account held by {holder:?}"));
    let start = Instant::now();
    let create = RequestTraits {
        safe: false,
        success: StatusCode::CREATED,
    };
    let mut calls = RetryLoop::new(create, &policy, &limits, &budget);
    let report = calls.run(&model, || jitter.jitter()).await;
    drop(calls);
    let took = start.elapsed();
    // Requests still in progress take effect after the end of the call.
    model.late_takes_effect();
    model.note(|| {
        let (status, outcome) = (report.end.status(), report.outcome);
        format!("{status:?}, {outcome:?}, {:?}", report.stop_reason)
    });
    Run {
        model,
        policy,
        limits,
        report,
        took,
        budget_left: budget.take(),
    }
}
