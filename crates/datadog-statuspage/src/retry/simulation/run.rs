//! One run: all that its seed decides, and the loop in it.

use std::time::Duration;

use fastrand::Rng;
use reqwest::StatusCode;
use tokio::time::Instant;

use super::model::{Holder, Model};
use crate::retry::budget::Budget;
use crate::retry::policy::{Limits, RetryPolicy};
use crate::retry::retry_loop::{Report, RequestTraits, RetryLoop};

/// A run of the loop, and what is known of it.
pub(super) struct Run {
    pub(super) model: Model,
    pub(super) policy: RetryPolicy,
    pub(super) limits: Limits,
    pub(super) report: Report,
    pub(super) took: Duration,
    pub(super) budget_left: bool,
}

pub(super) async fn simulate(seed: u64) -> Run {
    let mut rng = Rng::with_seed(seed);
    let policy = RetryPolicy::default()
        .max_attempts(rng.u32(1..10))
        .retry_unknown_outcomes(rng.u8(..5) > 0);
    let limits = Limits {
        attempt: Duration::from_millis(rng.u64(500..40_000)),
        call: Duration::from_millis(rng.u64(100..120_000)),
    };
    let budget = Budget::default();
    if rng.u8(..6) == 0 {
        let spent = rng.usize(45..=50);
        (0..spent).for_each(|_| assert!(budget.take()));
    }
    let holder = if rng.u8(..4) == 0 {
        Holder::Another
    } else {
        Holder::Nobody
    };
    let mut jitter = rng.fork();
    let model = Model::new(rng, holder, limits.attempt);
    model.note(format!(
        "{policy:?} {limits:?}, the account held by {holder:?}"
    ));
    let start = Instant::now();
    let create = RequestTraits {
        safe: false,
        success: StatusCode::CREATED,
    };
    let mut calls = RetryLoop::new(create, &policy, &limits, &budget);
    let report = calls.run(&model, || jitter.f64()).await;
    drop(calls);
    let took = start.elapsed();
    // What is still under way takes effect after the end of the call.
    model.others_act();
    model.note(format!(
        "{:?}, {:?}, {:?}",
        report.end.status(),
        report.outcome,
        report.stop_reason
    ));
    Run {
        model,
        policy,
        limits,
        report,
        took,
        budget_left: budget.take(),
    }
}
