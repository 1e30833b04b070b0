//! Retry: what the policy says, and the one loop that follows it.
//!
//! Nothing else in this crate waits. The loop takes what it talks to as a
//! parameter, so that it runs against a model of a server as well as against
//! the network.

mod budget;
mod decide;
mod progress;
pub(crate) mod wait;

#[cfg(test)]
pub(crate) mod simulation;

use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;
use std::pin::pin;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use tokio::time::{Instant, Timeout, sleep, timeout, timeout_at};

use crate::attempt::{Attempt, Wait};
use crate::error::{Outcome, StopReason};
use crate::exchange::{Answer, End};
use crate::rate_limit::RateLimit;
use crate::telemetry::{Span, waiting};

pub(crate) use budget::Budget;
pub(crate) use decide::Cause;
use decide::{Decision, Situation, decide};
pub(crate) use progress::{Progress, Sent};

/// When a call is attempted again.
///
/// | an attempt ended with | it may have been carried out | another one |
/// |---|---|---|
/// | no connection | no | yes |
/// | certificate refused, unsendable request | no | no |
/// | 429 | no | yes, when the server says |
/// | 408, 500, 502, 503, 504 | unknown | yes |
/// | connection lost, no answer in time, body cut short | unknown | yes |
/// | the documented success with an unusable body | yes | no |
/// | another success with an unusable body | unknown | no |
/// | any other status | no (unknown above 500) | no |
///
/// Repeating a create whose outcome is unknown is safe: an organization holds
/// one account, and watches a page once, so a second create can't make a second
/// one. It may meet what the first one made, though, and then the call ends in
/// [`Conflict`](crate::ErrorKind::Conflict) with [`Outcome::Unknown`]. Updates
/// and deletions end in the same state however often they are made.
///
/// What was never sent is known of a request with a body, whose leaving is
/// watched. A deletion has none: one that runs out of time before there is a
/// connection counts as one without an answer in time.
///
/// # Waits
///
/// What the server asks for is the least wait: `Retry-After` in either form
/// of RFC 9110 on any answer that is worth another attempt, or else, on a 429,
/// Datadog's `X-RateLimit-Reset`. A little is added at random (up to a tenth,
/// at least a quarter of a second, at most five), so that clients that were
/// turned away together don't return together. Where the server asks for
/// nothing, or for something absurd (over 24 hours), the wait is random between
/// zero and a bound that doubles from 0.5 s to 8 s: exponential backoff with
/// full jitter. A wait that would outlast the deadline ends the call at once.
///
/// # The retry budget
///
/// All clones of a client share a bucket of 50 retries. A retry takes one out;
/// a call that succeeds puts a tenth of one back. In a total outage a client
/// so makes at most 50 more requests than calls, however many calls those are,
/// and in a partial one its retries stay under a tenth of its successes. 50 is
/// enough for a dozen calls that meet a restart with all their attempts, and
/// next to nothing for a server that is down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    unknown_outcomes: bool,
}

impl Default for RetryPolicy {
    /// Four attempts, unknown outcomes among what is retried.
    ///
    /// Four, since with waits that double from half a second they ride out a
    /// restart of a few seconds, and the fourth seldom changes what three
    /// could not.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            unknown_outcomes: true,
        }
    }
}

impl RetryPolicy {
    /// One attempt, whatever happens.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// At most this many attempts, the first one counted. 0 means 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Whether to try again after an attempt that may have been carried out.
    /// Default: yes.
    ///
    /// With `false` such a call stops there, with [`Outcome::Unknown`].
    #[must_use]
    pub fn unknown_outcomes(mut self, retry: bool) -> Self {
        self.unknown_outcomes = retry;
        self
    }
}

/// How long things may take.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) attempt: Duration,
    pub(crate) call: Duration,
}

/// What one attempt talks to.
pub(crate) trait Wire {
    /// Makes one attempt, and notes how far it gets.
    async fn attempt(&self, progress: &Progress) -> End;

    /// The span of an attempt, after so many others.
    fn span(&self, _resends: usize) -> Span {
        Span::default()
    }
}

/// What a call came to.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) end: End,
    pub(crate) outcome: Outcome,
    pub(crate) attempts: Vec<Attempt>,
    /// `None` after a success.
    pub(crate) stop_reason: Option<StopReason>,
    pub(crate) rate_limit: Option<Box<RateLimit>>,
    /// What the last answer asked for.
    pub(crate) retry_after: Option<Duration>,
    pub(crate) elapsed: Duration,
}

impl Report {
    /// The answer, if the call succeeded as far as its status goes.
    pub(crate) fn success(&self) -> Option<&Answer> {
        match &self.end {
            End::Answered(answer) if self.stop_reason.is_none() => Some(answer),
            _ => None,
        }
    }
}

/// What the decisions need to know of a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nature {
    /// It can't change anything (RFC 9110, section 9.2.1).
    pub(crate) safe: bool,
    /// The status that Datadog documents for its success.
    pub(crate) success: StatusCode,
}

/// A number from 0 up to 1, good enough to keep clients from waiting in step.
///
/// The standard library seeds each of its hashers at random, against attacks by collisions.
pub(crate) fn random() -> f64 {
    // As many bits as the fraction of an f64 has.
    const BITS: u32 = 53;
    let number = RandomState::new()
        .hash_one(())
        .unbounded_shr(u64::BITS.saturating_sub(BITS));
    number as f64 / 2_f64.powi(BITS as i32)
}

/// The same future, for so long.
fn until<F: Future>(began: Instant, cap: Duration, future: F) -> Timeout<F> {
    match began.checked_add(cap) {
        Some(end) => timeout_at(end, future),
        // Later than the clock can tell, which Tokio has a way with.
        None => timeout(cap, future),
    }
}

/// A call on its way: what it goes by, and what it has come to so far.
#[derive(Debug)]
pub(crate) struct Course<'a> {
    request: Nature,
    policy: &'a RetryPolicy,
    limits: &'a Limits,
    budget: &'a Budget,
    start: Instant,
    attempts: Vec<Attempt>,
    outcome: Outcome,
    rate_limit: Option<Box<RateLimit>>,
}

impl<'a> Course<'a> {
    /// A call that begins now.
    pub(crate) fn new(
        request: Nature,
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
        }
    }

    /// Makes attempts until one succeeds or there is a reason to stop.
    ///
    /// `random` returns numbers from 0 up to 1.
    pub(crate) async fn run(
        &mut self,
        wire: &impl Wire,
        mut random: impl FnMut() -> f64,
    ) -> Report {
        // The clock is read as seldom as can be: on some machines that is a system call.
        let mut began = self.start;
        loop {
            // What is in a block of its own takes no place in the future while it waits.
            let next = {
                let progress = Progress::default();
                let span = wire.span(self.attempts.len());
                let end = {
                    let attempt = wire.attempt(&progress);
                    let timed = pin!(until(began, self.cap(began), attempt));
                    span.around(timed).await
                };
                let end = end.unwrap_or_else(|_| progress.out_of_time());
                self.after(end, began, span, &mut random)
            };
            match next {
                ControlFlow::Continue(wait) => sleep(wait).await,
                ControlFlow::Break(report) => return report,
            }
            began = Instant::now();
        }
    }

    /// How long an attempt may take that begins then.
    fn cap(&self, began: Instant) -> Duration {
        let left = self
            .limits
            .call
            .saturating_sub(began.duration_since(self.start));
        self.limits.attempt.min(left)
    }

    /// What follows an attempt: a wait before another one, or the end.
    ///
    /// Apart from the loop, where each value would have a place in the call's future.
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
        let headers = end.headers();
        let asked = headers
            .zip(end.status())
            .and_then(|(headers, status)| wait::asked(status, headers, SystemTime::now));
        if let Some(limit) = headers.and_then(RateLimit::read) {
            self.rate_limit = Some(Box::new(limit));
        }
        let decision = decide(&Situation {
            cause,
            attempt: self.attempts.len().saturating_add(1),
            policy: self.policy,
            asked,
            left: self.limits.call.saturating_sub(elapsed),
            // A success waits for nothing.
            random: if cause == Cause::Success {
                0.0
            } else {
                random()
            },
        });
        let stop_reason = match decision {
            Decision::Retry(wait) if self.budget.take() => {
                waiting(&attempt, wait, self.attempts.len().saturating_add(1));
                attempt.wait = Some(wait);
                self.attempts.push(attempt);
                return ControlFlow::Continue(wait.duration);
            }
            Decision::Retry(_) => Some(StopReason::BudgetExhausted),
            Decision::Stop(reason) => Some(reason),
            Decision::Done => {
                self.budget.pay_back();
                None
            }
        };
        self.attempts.push(attempt);
        ControlFlow::Break(Report {
            end,
            outcome: self.outcome,
            attempts: std::mem::take(&mut self.attempts),
            stop_reason,
            rate_limit: self.rate_limit.take(),
            retry_after: asked.map(|wait: Wait| wait.duration),
            elapsed,
        })
    }
}
