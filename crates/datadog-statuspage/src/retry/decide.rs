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
    /// The documented success, with a whole body.
    Success,
    /// Another success, with a whole body: what it means is in the body.
    Accepted,
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
    pub(crate) fn of(end: &End, success: StatusCode) -> Self {
        match (end.status(), end.failure()) {
            (Some(status), failure) => Self::of_status(status, success, failure),
            (None, Some(AttemptFailure::NotConnected)) => Self::NeverSent,
            (None, Some(AttemptFailure::CertificateRefused | AttemptFailure::Unsendable)) => {
                Self::TurnedDown
            }
            (None, _) => Self::Ambiguous,
        }
    }

    fn of_status(status: StatusCode, success: StatusCode, failure: Option<AttemptFailure>) -> Self {
        match (status.as_u16(), failure) {
            (200..=299, None) if status == success => Self::Success,
            (200..=299, None) => Self::Accepted,
            (200..=299, Some(AttemptFailure::TooLarge)) if status == success => Self::Unusable,
            (200..=299, Some(AttemptFailure::TooLarge)) => Self::AmbiguousForGood,
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
            Self::Accepted | Self::Ambiguous | Self::AmbiguousForGood => Outcome::Unknown,
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
        Cause::Success | Cause::Accepted => return Decision::Done,
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
    let wait = match asked {
        // Where the server's wait fits, what is added to it must not be why it doesn't.
        Some(Wait {
            duration: least,
            source,
        }) => {
            let room = wait::fraction(left.saturating_sub(least), 0.5);
            let spread = wait::spread(least, random).min(room);
            Wait {
                duration: least.saturating_add(spread),
                source,
            }
        }
        None => wait::backoff(attempt, random),
    };
    if wait.duration >= left {
        return Decision::Stop(StopReason::WaitTooLong);
    }
    Decision::Retry(wait)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attempt::WaitSource;
    use crate::exchange::{Answer, Failure};

    fn failed(what: AttemptFailure) -> End {
        End::Failed(Failure::new(what))
    }

    fn answered(status: u16, fault: Option<AttemptFailure>) -> End {
        End::Answered(Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: Default::default(),
            body: Default::default(),
            fault: fault.map(Failure::new),
        })
    }

    const MINUTE: Duration = Duration::from_secs(60);

    fn situation(cause: Cause, policy: &RetryPolicy) -> Situation<'_> {
        Situation {
            cause,
            attempt: 1,
            policy,
            asked: None,
            left: MINUTE,
            random: 0.5,
        }
    }

    fn asked(seconds: u64) -> Option<Wait> {
        Some(Wait {
            duration: Duration::from_secs(seconds),
            source: WaitSource::RetryAfter,
        })
    }

    #[test]
    fn the_cause_decides() {
        use AttemptFailure::*;
        use Outcome::*;

        let retried = |cause| {
            matches!(
                decide(&situation(cause, &RetryPolicy::default())),
                Decision::Retry(_)
            )
        };
        for (end, outcome, retry) in [
            (failed(NotConnected), NotApplied, true),
            (failed(CertificateRefused), NotApplied, false),
            (failed(Unsendable), NotApplied, false),
            (failed(ConnectionLost), Unknown, true),
            (failed(TimedOut), Unknown, true),
            (answered(201, None), Applied, false),
            (answered(200, None), Unknown, false),
            (answered(200, Some(TooLarge)), Unknown, false),
            (answered(201, Some(BodyCutShort)), Unknown, true),
            (answered(201, Some(TooLarge)), Applied, false),
            (answered(429, None), NotApplied, true),
            (answered(429, Some(BodyCutShort)), NotApplied, true),
            (answered(408, None), Unknown, true),
            (answered(500, None), Unknown, true),
            (answered(502, None), Unknown, true),
            (answered(503, Some(TooLarge)), Unknown, true),
            (answered(504, None), Unknown, true),
            (answered(501, None), Unknown, false),
            (answered(520, None), Unknown, false),
            (answered(600, None), Unknown, false),
            (answered(400, None), NotApplied, false),
            (answered(401, None), NotApplied, false),
            (answered(403, Some(BodyCutShort)), NotApplied, false),
            (answered(404, None), NotApplied, false),
            (answered(409, None), NotApplied, false),
            (answered(422, None), NotApplied, false),
            (answered(301, None), NotApplied, false),
            (answered(307, None), NotApplied, false),
        ] {
            let cause = Cause::of(&end, StatusCode::CREATED);
            assert_eq!(
                (cause.outcome(), retried(cause)),
                (outcome, retry),
                "{end:?}"
            );
        }
        let done = decide(&situation(Cause::Success, &RetryPolicy::none()));
        assert_eq!(done, Decision::Done);
    }

    #[test]
    fn each_limit_has_its_reason() {
        use StopReason::*;

        let default = RetryPolicy::default();
        let careful = RetryPolicy::default().unknown_outcomes(false);
        let none = RetryPolicy::none();
        let base = |policy| situation(Cause::Ambiguous, policy);
        for (situation, reason) in [
            (situation(Cause::TurnedDown, &default), NotRetryable),
            (situation(Cause::TurnedDown, &none), NotRetryable),
            (base(&none), RetryOff),
            (base(&careful), UnknownOutcome),
            (
                Situation {
                    attempt: 4,
                    ..base(&default)
                },
                AttemptsExhausted,
            ),
            (
                Situation {
                    attempt: 9,
                    ..base(&default)
                },
                AttemptsExhausted,
            ),
            (
                Situation {
                    left: Duration::ZERO,
                    ..base(&default)
                },
                DeadlineReached,
            ),
            (
                Situation {
                    asked: asked(60),
                    ..base(&default)
                },
                WaitTooLong,
            ),
            (
                Situation {
                    asked: asked(3600),
                    ..base(&default)
                },
                WaitTooLong,
            ),
            // 250 ms of backoff, and 250 ms left.
            (
                Situation {
                    left: Duration::from_millis(250),
                    ..base(&default)
                },
                WaitTooLong,
            ),
        ] {
            let shown = format!("{situation:?}");
            assert_eq!(decide(&situation), Decision::Stop(reason), "{shown}");
        }
        for situation in [
            Situation {
                attempt: 3,
                ..base(&default)
            },
            Situation {
                asked: asked(59),
                ..base(&default)
            },
            Situation {
                left: Duration::from_millis(251),
                ..base(&default)
            },
            situation(Cause::RateLimited, &careful),
            situation(Cause::NeverSent, &careful),
        ] {
            let shown = format!("{situation:?}");
            assert!(matches!(decide(&situation), Decision::Retry(_)), "{shown}");
        }
    }

    #[test]
    fn what_the_server_asks_for_is_the_least_wait() {
        let policy = RetryPolicy::default();
        for random in [0.0, 0.5, 0.999_999, 1.0, -1.0, 7.0, f64::NAN] {
            for (seconds, most) in [(1, 1_250), (2, 2_250), (50, 55_000), (59, 59_500)] {
                let situation = Situation {
                    asked: asked(seconds),
                    random,
                    ..situation(Cause::RateLimited, &policy)
                };
                let Decision::Retry(wait) = decide(&situation) else {
                    panic!("{situation:?}")
                };
                assert!(
                    wait.duration >= Duration::from_secs(seconds),
                    "{situation:?}"
                );
                assert!(
                    wait.duration <= Duration::from_millis(most),
                    "{situation:?} {wait:?}"
                );
                assert_eq!(wait.source, WaitSource::RetryAfter);
            }
        }
    }
}
