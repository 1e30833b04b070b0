//! The loop against a model of Datadog, on a paused clock, many thousand times.
//!
//! Each run is decided by its seed: what the organization holds, what befalls
//! each attempt, what another actor does in between, and the limits. After the
//! run, what the loop claims is compared with what the model knows. A failing
//! run prints its seed and its story; `SIMULATION_SEED=n` runs that one alone, and
//! `SIMULATION_RUNS=n` as many as that.

use std::ops::Range;
use std::time::{Duration, Instant as RealInstant};

use fastrand::Rng;
use reqwest::StatusCode;
use tokio::time::Instant;

use super::budget::Budget;
use super::policy::{Limits, RetryPolicy};
use super::retry_loop::{Report, RequestTraits, RetryLoop};
use crate::error::{Outcome, StopReason, WaitSource};

const RUNS: u64 = 120_000;

mod model;

pub(crate) use model::Fate;
use model::{Holder, Model};

struct Run {
    model: Model,
    policy: RetryPolicy,
    limits: Limits,
    report: Report,
    took: Duration,
    budget_left: bool,
}

async fn simulate(seed: u64) -> Run {
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
    model.tell(format!(
        "{policy:?} {limits:?}, the account held by {holder:?}"
    ));
    let start = Instant::now();
    let create = RequestTraits {
        safe: false,
        success: StatusCode::CREATED,
    };
    let mut calls = RetryLoop::new(create, &policy, &limits, &budget);
    let report = calls.run(&model, || jitter.f64()).await;
    let took = start.elapsed();
    // What is still under way takes effect when nobody waits for it any more.
    model.others_act();
    model.tell(format!(
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

impl Run {
    /// The first rule that the run breaks.
    fn broken_rule(&self) -> Result<(), String> {
        let report = &self.report;
        let commits = self.model.commits.get();
        let rule = |holds: bool, text: &str| if holds { Ok(()) } else { Err(text.to_owned()) };

        // What is claimed of the server.
        let ok = report.stop_reason.is_none();
        rule(
            !ok || (commits == 1 && report.end.status() == Some(StatusCode::CREATED)),
            "Ok, and this call did not create it",
        )?;
        rule(
            !ok || report.end.failure().is_none(),
            "Ok, without a whole answer",
        )?;
        rule(
            report.outcome != Outcome::NotApplied || commits == 0,
            "NotApplied, and this call created it",
        )?;
        rule(
            report.outcome != Outcome::Applied || commits == 1,
            "Applied, and this call did not create it",
        )?;
        let fates = self.model.fates.borrow();
        let harmless = fates
            .iter()
            .zip(&report.attempts)
            .all(|(fate, attempt)| fate.is_harmless(attempt.status()));
        rule(
            !harmless || report.outcome == Outcome::NotApplied,
            "not NotApplied, though nothing was ambiguous",
        )?;

        // Limits.
        let count = report.attempts.len();
        rule(count == fates.len(), "the attempts told are not those made")?;
        rule(
            count <= self.policy.max_attempts as usize,
            "more attempts than allowed",
        )?;
        // Tokio's clock ticks in milliseconds.
        let tick = Duration::from_millis(2);
        rule(
            self.took <= self.limits.call + tick,
            "longer than the timeout",
        )?;
        let longest = report
            .attempts
            .iter()
            .map(|attempt| attempt.elapsed())
            .max();
        rule(
            longest.unwrap_or_default() <= self.limits.attempt + tick,
            "an attempt longer than its limit",
        )?;
        if let Some(problem) = self.model.broken.borrow().clone() {
            return Err(problem);
        }

        // The account of it.
        let (last, before) = report.attempts.split_last().ok_or("no attempt at all")?;
        rule(last.wait().is_none(), "a wait after the last attempt")?;
        let all_asked = self.model.asked.borrow();
        for (attempt, asked) in before.iter().zip(all_asked.iter()) {
            let wait = attempt.wait().ok_or("no wait between two attempts")?;
            let ours = wait.source() == WaitSource::Backoff;
            rule(
                ours == asked.is_none(),
                "the source of a wait is told wrongly",
            )?;
            let most = asked.map_or(Duration::from_secs(8), |asked| {
                asked + Duration::from_secs(5)
            });
            rule(wait.duration() <= most, "a wait longer than it should be")?;
        }
        let last_asked = all_asked.last().copied().flatten();
        rule(
            report.retry_after == last_asked,
            "what the last answer asked for is told wrongly",
        )?;
        let waits: Duration = before
            .iter()
            .filter_map(|attempt| attempt.wait())
            .map(|wait| wait.duration())
            .sum();
        let attempts: Duration = report
            .attempts
            .iter()
            .map(|attempt| attempt.elapsed())
            .sum();
        rule(
            waits + attempts <= report.elapsed + tick,
            "more time told than passed",
        )?;

        // Nobody gives up without the reason that is told, or goes on in spite of one.
        let last_fate = fates.last().copied().ok_or("no attempt at all")?;
        let worth = last_fate.is_worth_another(last.status());
        let reason = report.stop_reason;
        rule(
            ok || worth != (reason == Some(StopReason::NotRetryable)),
            "NotRetryable is told wrongly",
        )?;
        match reason {
            Some(StopReason::AttemptsExhausted) => rule(
                count == self.policy.max_attempts as usize,
                "attempts are left",
            ),
            Some(StopReason::RetryDisabled) => rule(self.policy.max_attempts == 1, "retry is on"),
            Some(StopReason::UnknownOutcome) => rule(
                !self.policy.retry_unknown_outcomes && last.outcome() == Outcome::Unknown,
                "the outcome is known",
            ),
            Some(StopReason::BudgetExhausted) => {
                rule(!self.budget_left, "the budget is not used up")
            }
            Some(StopReason::TimeoutReached) => {
                rule(self.took >= self.limits.call, "the timeout is not reached")
            }
            Some(StopReason::WaitExceedsTimeout) => {
                let left = self.limits.call.saturating_sub(report.elapsed);
                let most = report.retry_after.unwrap_or(Duration::from_secs(8));
                rule(most >= left, "the wait would have fit")
            }
            Some(StopReason::NotRetryable) | None => Ok(()),
        }?;
        let unknown_before = before
            .iter()
            .any(|attempt| attempt.outcome() == Outcome::Unknown);
        rule(
            self.policy.retry_unknown_outcomes || !unknown_before,
            "went on after an unknown outcome",
        )
    }
}

/// A runtime whose clock goes on when there is nothing else to do.
pub(crate) fn paused() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap()
}

/// The runs to make: so many, unless the environment asks for others.
pub(crate) fn seeds(usual: u64) -> Range<u64> {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .map(|text| text.parse::<u64>().unwrap())
    };
    match number("SIMULATION_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("SIMULATION_RUNS").unwrap_or(usual),
    }
}

#[test]
fn the_loop_never_lies_about_the_account() {
    let (runtime, seeds) = (paused(), seeds(RUNS));
    let start = RealInstant::now();
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    runtime.block_on(async {
        for seed in seeds.clone() {
            let run = simulate(seed).await;
            if let Err(rule) = run.broken_rule() {
                let story = run.model.story.borrow().join("\n");
                panic!("seed {seed}: {rule}\n{story}\n{:#?}", run.report.attempts);
            }
            let outcome = run.report.outcome;
            let ending = match run.report.stop_reason {
                None => "Ok".to_owned(),
                Some(reason) => format!("{outcome:?} {reason:?}"),
            };
            *seen.entry(ending).or_default() += 1;
        }
    });
    println!("{} runs in {:?}", seeds.clone().count(), start.elapsed());
    for (ending, count) in &seen {
        println!("{count:>8} {ending}");
    }
    if seeds == (0..RUNS) {
        // A simulation that never gets somewhere says nothing about it.
        for reason in [
            "NotRetryable",
            "AttemptsExhausted",
            "TimeoutReached",
            "BudgetExhausted",
            "WaitExceedsTimeout",
            "RetryDisabled",
        ] {
            for outcome in ["NotApplied", "Unknown"] {
                let ending = format!("{outcome} {reason}");
                assert!(
                    seen.get(&ending).is_some_and(|count| *count > 20),
                    "{ending} is hardly ever seen"
                );
            }
        }
        for ending in ["Ok", "Applied NotRetryable", "Unknown UnknownOutcome"] {
            assert!(
                seen.get(ending).is_some_and(|count| *count > 100),
                "{ending} is hardly ever seen"
            );
        }
    }
}
