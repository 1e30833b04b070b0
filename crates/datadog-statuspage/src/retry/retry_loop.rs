//! The one loop that makes attempts and waits.
//!
//! The sender is a parameter, so that the loop runs against a model of a server as well as
//! against the network.

#[cfg(test)]
mod tests;

use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;
use std::pin::pin;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::{Instant, Timeout, sleep, timeout, timeout_at};

use super::budget::Budget;
use super::cause::Cause;
use super::decide::{Decision, Situation, decide};
use super::policy::{Limits, RetryPolicy};
use super::wait;
use crate::error::{Attempt, Outcome, RateLimit, StopReason, Wait};
use crate::http::{Answer, End, Progress, SendAttempt};
use crate::telemetry::{Span, waiting};

/// How a call ended.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) end: End,
    pub(crate) outcome: Outcome,
    pub(crate) attempts: Vec<Attempt>,
    /// `None` after a success.
    pub(crate) stop_reason: Option<StopReason>,
    pub(crate) rate_limit: Option<Box<RateLimit>>,
    /// The wait that the last answer asked for.
    pub(crate) retry_after: Option<Duration>,
    pub(crate) elapsed: Duration,
}

impl Report {
    /// Returns the answer, if its status is a success.
    pub(crate) fn success(&self) -> Option<&Answer> {
        match &self.end {
            End::Answered(answer) if self.stop_reason.is_none() => Some(answer),
            _ => None,
        }
    }
}

/// What the decisions need to know about a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestTraits {
    /// Whether it can't change anything (RFC 9110, section 9.2.1).
    pub(crate) safe: bool,
    /// The documented status of its success.
    pub(crate) success: StatusCode,
}

/// Returns a number from 0 up to 1, random enough to keep clients from waiting in step.
///
/// The standard library seeds each of its hashers at random, against collision attacks.
pub(crate) fn random() -> f64 {
    #[cfg(test)]
    if let Ok(Some(jitter)) =
        crate::http::exchange::simulated::NETWORK.try_with(|network| network.jitter())
    {
        return jitter;
    }
    // As many bits as an f64's fraction has.
    const BITS: u32 = 53;
    let number = RandomState::new()
        .hash_one(())
        .unbounded_shr(u64::BITS.saturating_sub(BITS));
    number as f64 / 2_f64.powi(BITS as i32)
}

/// Limits a future to the time until `end`; `None` is later than the clock can represent.
fn until<F: Future>(end: Option<Instant>, future: F) -> Timeout<F> {
    match end {
        Some(end) => timeout_at(end, future),
        None => timeout(Duration::MAX, future),
    }
}

/// A call in progress: its rules, and its attempts so far.
#[derive(Debug)]
pub(crate) struct RetryLoop<'a> {
    request: RequestTraits,
    policy: &'a RetryPolicy,
    limits: &'a Limits,
    budget: &'a Budget,
    start: Instant,
    attempts: Vec<Attempt>,
    outcome: Outcome,
    rate_limit: Option<Box<RateLimit>>,
    /// Whether other credentials can still be obtained.
    renewable: bool,
    /// The number of retries taken from the budget.
    taken: u32,
    /// Whether one of them is still to be made.
    waiting: bool,
}

/// Returns the retry of a call that is dropped while it waits, because it makes no further
/// request.
impl Drop for RetryLoop<'_> {
    fn drop(&mut self) {
        if self.waiting {
            self.budget.put_back();
        }
    }
}

impl<'a> RetryLoop<'a> {
    /// Starts a call now.
    pub(crate) fn new(
        request: RequestTraits,
        policy: &'a RetryPolicy,
        limits: &'a Limits,
        budget: &'a Budget,
    ) -> Self {
        Self {
            request,
            policy,
            limits,
            budget,
            start: Instant::now(),
            attempts: Vec::new(),
            outcome: Outcome::NotApplied,
            rate_limit: None,
            renewable: false,
            taken: 0,
            waiting: false,
        }
    }

    /// Makes attempts until one succeeds or there is a reason to stop.
    ///
    /// `random` returns numbers from 0 up to 1.
    pub(crate) async fn run(
        &mut self,
        sender: &impl SendAttempt,
        mut random: impl FnMut() -> f64,
    ) -> Report {
        // The clock is read as rarely as possible: on some machines that is a system call.
        let mut began = self.start;
        self.renewable = sender.can_renew_credentials();
        loop {
            // A value in its own block takes no space in the future while it waits.
            let next = {
                let limit = began.checked_add(self.cap(began));
                let progress = Progress::until(limit);
                let span = sender.span(self.attempts.len());
                let end = {
                    let attempt = sender.attempt(&progress);
                    let timed = pin!(until(limit, attempt));
                    span.around(timed).await
                };
                let end = end.unwrap_or_else(|_| progress.out_of_time());
                self.after(end, began, span, &mut random)
            };
            match next {
                ControlFlow::Continue(Duration::ZERO) => {}
                ControlFlow::Continue(wait) => sleep(wait).await,
                ControlFlow::Break(report) => return report,
            }
            self.waiting = false;
            began = Instant::now();
        }
    }

    /// Returns how long an attempt that begins at this time may take.
    fn cap(&self, began: Instant) -> Duration {
        let left = self
            .limits
            .call
            .saturating_sub(began.duration_since(self.start));
        self.limits.attempt.min(left)
    }

    /// Decides what follows an attempt: a wait before another one, or the end.
    ///
    /// A separate function, because each value in the loop would take space in the call's future.
    fn after(
        &mut self,
        end: End,
        began: Instant,
        span: Span,
        random: &mut impl FnMut() -> f64,
    ) -> ControlFlow<Report, Duration> {
        let now = Instant::now();
        let elapsed = now.duration_since(self.start);
        let cause = Cause::of(&end, self.request.success);
        let this = if self.request.safe {
            Outcome::NotApplied
        } else {
            cause.outcome()
        };
        self.outcome = self.outcome.max(this);
        let mut attempt = Attempt {
            status: end.status(),
            failure: end.failure(),
            outcome: this,
            elapsed: now.duration_since(began),
            wait: None,
        };
        span.attempted(&attempt);
        let asked = match (end.status(), end.headers()) {
            (Some(status), Some(headers)) => self.read_limits(status, headers),
            _ => None,
        };
        let decision = decide(&Situation {
            cause,
            attempt: self.attempts.len().saturating_add(1),
            policy: self.policy,
            asked,
            left: self.limits.call.saturating_sub(elapsed),
            renewable: self.renewable,
            // A success needs no wait.
            random: if cause == Cause::Success {
                0.0
            } else {
                random()
            },
        });
        let stop_reason = match decision {
            // A server that counts requests is healthy: its wait is no sign of an outage.
            Decision::Retry(wait) if cause == Cause::RateLimited || self.take_from_budget() => {
                waiting(&attempt, wait, self.attempts.len().saturating_add(1));
                attempt.wait = Some(wait);
                self.attempts.push(attempt);
                return ControlFlow::Continue(wait.duration);
            }
            Decision::Renew(wait) => {
                self.renewable = false;
                waiting(&attempt, wait, self.attempts.len().saturating_add(1));
                attempt.wait = Some(wait);
                self.attempts.push(attempt);
                return ControlFlow::Continue(wait.duration);
            }
            Decision::Retry(_) => Some(StopReason::BudgetExhausted),
            Decision::Stop(reason) => Some(reason),
            Decision::Done => {
                self.budget.pay_back(self.taken);
                None
            }
        };
        self.attempts.push(attempt);
        let retry_after = asked.map(|wait| wait.duration);
        ControlFlow::Break(self.report(end, stop_reason, retry_after, elapsed))
    }

    fn report(
        &mut self,
        end: End,
        stop_reason: Option<StopReason>,
        retry_after: Option<Duration>,
        elapsed: Duration,
    ) -> Report {
        Report {
            end,
            outcome: self.outcome,
            attempts: std::mem::take(&mut self.attempts),
            stop_reason,
            rate_limit: self.rate_limit.take(),
            retry_after,
            elapsed,
        }
    }

    fn take_from_budget(&mut self) -> bool {
        let taken = self.budget.take();
        self.taken = self.taken.saturating_add(u32::from(taken));
        self.waiting = taken;
        taken
    }

    /// Reads the rate limit of an answer, and returns the least wait that it asks for.
    fn read_limits(&mut self, status: StatusCode, headers: &HeaderMap) -> Option<Wait> {
        let now = || wait::sent_at(headers).unwrap_or_else(SystemTime::now);
        let limit = RateLimit::read(headers, now);
        let asked = wait::asked(status, headers, limit.as_ref(), now);
        if let Some(limit) = limit {
            self.rate_limit = Some(Box::new(limit));
        }
        asked
    }
}
