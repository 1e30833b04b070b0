//! The decision after an attempt: values in, one value out.

use std::time::Duration;

use super::cause::Cause;
use super::policy::RetryPolicy;
use super::wait;
use crate::error::{StopReason, Wait, WaitSource};

/// Everything that the decision depends on.
#[derive(Debug)]
pub(super) struct Situation<'a> {
    pub(super) cause: Cause,
    /// The number of the attempt, from 1.
    pub(super) attempt: usize,
    pub(super) policy: &'a RetryPolicy,
    /// The least wait that the server asked for.
    pub(super) asked: Option<Wait>,
    /// The remaining time until the timeout.
    pub(super) left: Duration,
    /// Whether other credentials can still be obtained, once per call.
    pub(super) renewable: bool,
    /// A random number from 0 up to 1.
    pub(super) random: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    Done,
    Retry(Wait),
    /// Another attempt, with other credentials.
    Renew(Wait),
    Stop(StopReason),
}

pub(super) fn decide(situation: &Situation<'_>) -> Decision {
    let Situation {
        cause,
        attempt,
        policy,
        asked,
        left,
        renewable,
        random,
    } = *situation;
    match cause {
        Cause::Success | Cause::Accepted => return Decision::Done,
        // A 401 changes nothing, so it is repeated even if retries are disabled.
        Cause::Unauthorized if renewable && !left.is_zero() => {
            return Decision::Renew(Wait {
                duration: Duration::ZERO,
                source: WaitSource::NewCredentials,
            });
        }
        Cause::Unusable | Cause::TurnedDown | Cause::Unauthorized | Cause::AmbiguousForGood => {
            return Decision::Stop(StopReason::NotRetryable);
        }
        Cause::RateLimited | Cause::NeverSent | Cause::Ambiguous => {}
    }
    if policy.max_attempts <= 1 {
        return Decision::Stop(StopReason::RetryDisabled);
    }
    if cause == Cause::Ambiguous && !policy.retry_unknown_outcomes {
        return Decision::Stop(StopReason::UnknownOutcome);
    }
    if attempt >= policy.max_attempts as usize {
        return Decision::Stop(StopReason::AttemptsExhausted);
    }
    if left.is_zero() {
        return Decision::Stop(StopReason::TimeoutReached);
    }
    let wait = match asked {
        // If the server's wait fits into the timeout, the added jitter must not exceed it.
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
    if wait.duration >= left || wait.duration > wait::LONGEST {
        return Decision::Stop(StopReason::WaitExceedsTimeout);
    }
    Decision::Retry(wait)
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;
    use crate::error::{AttemptFailure, Outcome, WaitSource};
    use crate::http::{Answer, End, Failure};

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
            renewable: false,
            random: 0.5,
        }
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
            (failed(RequestRefused), NotApplied, true),
            (failed(CertificateRefused), NotApplied, false),
            (failed(ClientCertificateRefused), NotApplied, false),
            (failed(TlsIncompatible), NotApplied, false),
            (failed(ProxyUnusable), NotApplied, false),
            (failed(InvalidRequest), NotApplied, false),
            (failed(ConnectionLost), Unknown, true),
            (failed(TimedOut), Unknown, true),
            (answered(201, None), Applied, false),
            (answered(200, None), Unknown, false),
            (answered(200, Some(TooLarge)), Unknown, false),
            (answered(201, Some(BodyTruncated)), Unknown, true),
            (answered(201, Some(BodyTimedOut)), Unknown, true),
            (answered(201, Some(TooLarge)), Applied, false),
            (answered(429, None), NotApplied, true),
            (answered(429, Some(BodyTruncated)), NotApplied, true),
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
            (answered(403, Some(BodyTruncated)), NotApplied, false),
            (answered(404, None), NotApplied, false),
            (answered(409, None), NotApplied, false),
            (answered(422, None), NotApplied, false),
            (answered(301, None), Unknown, false),
            (answered(303, None), Unknown, false),
            (answered(308, None), NotApplied, false),
            (answered(307, None), NotApplied, false),
        ] {
            let cause = Cause::of(&end, StatusCode::CREATED);
            assert_eq!(
                (cause.outcome(), retried(cause)),
                (outcome, retry),
                "{end:?}"
            );
        }
        let done = decide(&situation(Cause::Success, &RetryPolicy::disabled()));
        assert_eq!(done, Decision::Done);
    }

    /// Creates the situation after an attempt of unknown outcome, counted from 1.
    fn after(attempt: usize, policy: &RetryPolicy) -> Situation<'_> {
        Situation {
            attempt,
            ..situation(Cause::Ambiguous, policy)
        }
    }

    /// Creates a situation in which the server asks for a wait, a minute before the timeout.
    fn asking(seconds: u64, policy: &RetryPolicy) -> Situation<'_> {
        Situation {
            asked: Some(Wait {
                duration: Duration::from_secs(seconds),
                source: WaitSource::RetryAfter,
            }),
            ..after(1, policy)
        }
    }

    /// Creates a situation this long before the timeout, with a backoff of 250 ms.
    fn with_left(milliseconds: u64, policy: &RetryPolicy) -> Situation<'_> {
        Situation {
            left: Duration::from_millis(milliseconds),
            ..after(1, policy)
        }
    }

    #[test]
    fn each_limit_has_its_reason() {
        use StopReason::*;

        let default = RetryPolicy::default();
        let careful = RetryPolicy::default().retry_unknown_outcomes(false);
        let none = RetryPolicy::disabled();
        for (situation, reason) in [
            (situation(Cause::TurnedDown, &default), NotRetryable),
            (situation(Cause::TurnedDown, &none), NotRetryable),
            (after(1, &none), RetryDisabled),
            (after(1, &careful), UnknownOutcome),
            (after(4, &default), AttemptsExhausted),
            (after(9, &default), AttemptsExhausted),
            (with_left(0, &default), TimeoutReached),
            (asking(60, &default), WaitExceedsTimeout),
            (asking(3600, &default), WaitExceedsTimeout),
            (with_left(250, &default), WaitExceedsTimeout),
        ] {
            let shown = format!("{situation:?}");
            assert_eq!(decide(&situation), Decision::Stop(reason), "{shown}");
        }
    }

    #[test]
    fn within_all_limits_there_is_another_attempt() {
        let default = RetryPolicy::default();
        let careful = RetryPolicy::default().retry_unknown_outcomes(false);
        for situation in [
            after(3, &default),
            asking(59, &default),
            with_left(251, &default),
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
                    cause: Cause::RateLimited,
                    random,
                    ..asking(seconds, &policy)
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

    #[test]
    fn no_call_stays_for_more_than_a_day() {
        const DAY: u64 = 24 * 60 * 60;
        let policy = RetryPolicy::default();
        let after = |seconds| {
            decide(&Situation {
                asked: Some(Wait {
                    duration: Duration::from_secs(seconds),
                    source: WaitSource::RetryAfter,
                }),
                left: Duration::MAX,
                random: 0.0,
                ..situation(Cause::RateLimited, &policy)
            })
        };
        assert!(matches!(after(DAY), Decision::Retry(_)));
        let too_long = Decision::Stop(StopReason::WaitExceedsTimeout);
        assert_eq!(after(DAY + 1), too_long);
    }
}
