//! Rules that every run must satisfy.

use std::time::Duration;

use reqwest::StatusCode;

use super::run::Run;
use crate::error::{Attempt, Outcome, StopReason, WaitSource};

/// Tokio's clock ticks in milliseconds.
const TICK: Duration = Duration::from_millis(2);

fn rule(holds: bool, text: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(text.to_owned()) }
}

/// Returns the first rule that the run breaks.
pub(super) fn broken_rule(run: &Run) -> Result<(), String> {
    claims(run)?;
    limits(run)?;
    let attempts = &run.report.attempts;
    let (last, before) = attempts.split_last().ok_or("no attempt at all")?;
    waits(run, last, before)?;
    times(run, before)?;
    stop_reason(run, last)?;
    let unknown_before = before
        .iter()
        .any(|attempt| attempt.outcome() == Outcome::Unknown);
    rule(
        run.policy.retry_unknown_outcomes || !unknown_before,
        "went on after an unknown outcome",
    )
}

/// Checks that claims about the server are true.
fn claims(run: &Run) -> Result<(), String> {
    let report = &run.report;
    let commits = run.model.commits.get();
    // More than once only if an account was deleted in between.
    let made = commits == 1 || (commits > 1 && run.model.lost_again.get());
    let ok = report.stop_reason.is_none();
    rule(
        !ok || (made && report.end.status() == Some(StatusCode::CREATED)),
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
        report.outcome != Outcome::Applied || made,
        "Applied, and this call did not create it",
    )?;
    let fates = run.model.fates.borrow();
    let harmless = fates
        .iter()
        .zip(&report.attempts)
        .all(|(fate, attempt)| fate.is_harmless(attempt.status()));
    rule(
        !harmless || report.outcome == Outcome::NotApplied,
        "not NotApplied, though nothing was ambiguous",
    )
}

/// Checks that no limit is exceeded.
fn limits(run: &Run) -> Result<(), String> {
    let report = &run.report;
    let count = report.attempts.len();
    rule(
        count == run.model.fates.borrow().len(),
        "the attempts reported are not those made",
    )?;
    rule(
        count <= run.policy.max_attempts as usize,
        "more attempts than allowed",
    )?;
    rule(
        run.took <= run.limits.call + TICK + run.model.jumped.get(),
        "longer than the timeout",
    )?;
    let longest = report
        .attempts
        .iter()
        .map(|attempt| attempt.elapsed())
        .max();
    rule(
        longest.unwrap_or_default() <= run.limits.attempt + TICK + run.model.jumped.get(),
        "an attempt longer than its limit",
    )?;
    run.model.broken.borrow().clone().map_or(Ok(()), Err)
}

/// Checks that there is a wait of the right length between two attempts.
fn waits(run: &Run, last: &Attempt, before: &[Attempt]) -> Result<(), String> {
    rule(last.wait().is_none(), "a wait after the last attempt")?;
    let all_asked = run.model.asked.borrow();
    for (attempt, asked) in before.iter().zip(all_asked.iter()) {
        let wait = attempt.wait().ok_or("no wait between two attempts")?;
        let ours = wait.source() == WaitSource::Backoff;
        rule(
            ours == asked.is_none(),
            "the reported source of a wait is wrong",
        )?;
        let most = asked.map_or(Duration::from_secs(8), |asked| {
            asked + Duration::from_secs(5)
        });
        rule(wait.duration() <= most, "a wait longer than it should be")?;
    }
    let last_asked = all_asked.last().copied().flatten();
    rule(
        run.report.retry_after == last_asked,
        "the reported wait of the last answer is wrong",
    )
}

/// Checks that attempts and waits don't add up to more than the time that passed.
fn times(run: &Run, before: &[Attempt]) -> Result<(), String> {
    let waits = before.iter().filter_map(Attempt::wait);
    let waits: Duration = waits.map(|wait| wait.duration()).sum();
    let attempts = run.report.attempts.iter();
    let attempts: Duration = attempts.map(Attempt::elapsed).sum();
    rule(
        waits + attempts <= run.report.elapsed + TICK,
        "more time reported than passed",
    )
}

/// Checks that the loop ends for the stated reason, and never continues despite one.
fn stop_reason(run: &Run, last: &Attempt) -> Result<(), String> {
    let report = &run.report;
    let fates = run.model.fates.borrow();
    let last_fate = fates.last().copied().ok_or("no attempt at all")?;
    let worth = last_fate.is_worth_another(last.status());
    let reason = report.stop_reason;
    rule(
        reason.is_none() || worth != (reason == Some(StopReason::NotRetryable)),
        "NotRetryable is reported wrongly",
    )?;
    match reason {
        Some(StopReason::AttemptsExhausted) => rule(
            report.attempts.len() == run.policy.max_attempts as usize,
            "attempts are left",
        ),
        Some(StopReason::RetryDisabled) => rule(run.policy.max_attempts == 1, "retry is on"),
        Some(StopReason::UnknownOutcome) => rule(
            !run.policy.retry_unknown_outcomes && last.outcome() == Outcome::Unknown,
            "the outcome is known",
        ),
        Some(StopReason::BudgetExhausted) => rule(!run.budget_left, "the budget is not used up"),
        Some(StopReason::TimeoutReached) => {
            rule(run.took >= run.limits.call, "the timeout is not reached")
        }
        Some(StopReason::WaitExceedsTimeout) => {
            let left = run.limits.call.saturating_sub(report.elapsed);
            let most = report.retry_after.unwrap_or(Duration::from_secs(8));
            rule(most >= left, "the wait would have fit")
        }
        Some(StopReason::NotRetryable) | None => Ok(()),
    }
}
