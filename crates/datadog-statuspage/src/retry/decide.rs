//! The decision after an attempt: values in, one value out.

use std::time::Duration;

use reqwest::StatusCode;

use super::{RetryPolicy, wait};
use crate::attempt::{AttemptFailure, Wait};
use crate::error::{Outcome, StopReason};
use crate::exchange::End;

/// How an attempt ended, as far as the decision cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Success, with a whole body.
    Success,
    /// Success, with a body that is not to be read.
    Unusable,
    /// The server, or we, turned the request down for good.
    TurnedDown,
    /// The server turned the request down for now.
    RateLimited,
    /// No byte of the body left.
    NeverSent,
    /// The server may have acted, and another attempt may end better.
    Ambiguous,
    /// The server may have acted, and another attempt would end the same way.
    AmbiguousForGood,
}

impl Cause {
    pub(crate) fn of(end: &End) -> Self {
        match (end.status(), end.failure()) {
            (Some(status), failure) => Self::of_status(status, failure),
            (None, Some(AttemptFailure::NotConnected)) => Self::NeverSent,
            (None, Some(AttemptFailure::CertificateRefused | AttemptFailure::Unsendable)) => {
                Self::TurnedDown
            }
            (None, _) => Self::Ambiguous,
        }
    }

    fn of_status(status: StatusCode, failure: Option<AttemptFailure>) -> Self {
        match (status.as_u16(), failure) {
            (200..=299, None) => Self::Success,
            (200..=299, Some(AttemptFailure::TooLarge)) => Self::Unusable,
            (200..=299, Some(_)) => Self::Ambiguous,
            (429, _) => Self::RateLimited,
            (408 | 500 | 502 | 503 | 504, _) => Self::Ambiguous,
            (300..=499, _) => Self::TurnedDown,
            _ => Self::AmbiguousForGood,
        }
    }

    /// What the attempt by itself says of the server.
    pub(crate) fn outcome(self) -> Outcome {
        match self {
            Self::Success | Self::Unusable => Outcome::Applied,
            Self::TurnedDown | Self::RateLimited | Self::NeverSent => Outcome::NotApplied,
            Self::Ambiguous | Self::AmbiguousForGood => Outcome::Unknown,
        }
    }
}

/// All that the decision depends on.
#[derive(Debug)]
pub(super) struct Situation<'a> {
    pub(super) cause: Cause,
    /// Which attempt it was, from 1.
    pub(super) attempt: usize,
    pub(super) policy: &'a RetryPolicy,
    /// The least wait that the server asked for.
    pub(super) asked: Option<Wait>,
    /// What is left until the deadline.
    pub(super) left: Duration,
    /// From 0 up to 1.
    pub(super) random: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    Done,
    Retry(Wait),
    Stop(StopReason),
}

pub(super) fn decide(situation: &Situation<'_>) -> Decision {
    let Situation {
        cause,
        attempt,
        policy,
        asked,
        left,
        random,
    } = *situation;
    match cause {
        Cause::Success => return Decision::Done,
        Cause::Unusable | Cause::TurnedDown | Cause::AmbiguousForGood => {
            return Decision::Stop(StopReason::NotRetryable);
        }
        Cause::RateLimited | Cause::NeverSent | Cause::Ambiguous => {}
    }
    if policy.max_attempts <= 1 {
        return Decision::Stop(StopReason::RetryOff);
    }
    if cause == Cause::Ambiguous && !policy.unknown_outcomes {
        return Decision::Stop(StopReason::UnknownOutcome);
    }
    if attempt >= policy.max_attempts as usize {
        return Decision::Stop(StopReason::AttemptsExhausted);
    }
    if left.is_zero() {
        return Decision::Stop(StopReason::DeadlineReached);
    }
    let least = asked.map_or(Duration::ZERO, |wait| wait.duration);
    if least >= left {
        return Decision::Stop(StopReason::WaitTooLong);
    }
    let wait = match asked {
        // The server's wait fits; what is added to it must not be why it doesn't.
        Some(asked) => {
            let room = left.saturating_sub(least).mul_f64(0.5);
            let spread = wait::spread(least, random).min(room);
            Wait {
                duration: least.saturating_add(spread),
                source: asked.source,
            }
        }
        None => wait::backoff(attempt, random),
    };
    if wait.duration >= left {
        return Decision::Stop(StopReason::WaitTooLong);
    }
    Decision::Retry(wait)
}
