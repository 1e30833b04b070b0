//! Kind, outcome and stop reason of a failed call.

use std::fmt;

/// The kind of failure that an [`Error`](crate::Error) reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client can't be built, or the call can't be sent, with this configuration or with a
    /// provider's credentials. Correct the configuration; the message names the part. Nothing was
    /// sent, except by earlier attempts if a provider fails after them: see
    /// [`outcome`](crate::Error::outcome).
    Config,
    /// 400: Datadog rejected the request as invalid. Correct what
    /// [`messages`](crate::Error::messages) describe.
    BadRequest,
    /// 403: a key is missing, wrong or of another site, or lacks the
    /// permission. Check keys, site and permissions.
    Forbidden,
    /// 404 with a JSON body: the resource doesn't exist. Create it, or check its id.
    NotFound,
    /// 409 with a JSON body: the resource already exists. See [`outcome`](crate::Error::outcome)
    /// for whether an earlier attempt of the same call may have created it.
    Conflict,
    /// 429: the rate limit is exceeded. Retry after [`retry_after`](crate::Error::retry_after).
    TooManyRequests,
    /// 5xx: Datadog, or something in front of it, failed. Try again later.
    Server,
    /// A status that Datadog doesn't document for the call, including redirects, or a 404 or 409
    /// whose body is not JSON. A proxy or gateway may be answering instead of Datadog, or the
    /// address is wrong.
    UnexpectedStatus,
    /// No connection could be made, or the server refused this client in the TLS handshake, so
    /// nothing was processed. The message explains why; a program can check the last of
    /// [`attempts`](crate::Error::attempts).
    Connect,
    /// No complete answer arrived in time. If [`outcome`](crate::Error::outcome) is unknown,
    /// check what Datadog holds first. Allow more time if that happens often.
    Timeout,
    /// The connection was lost. If [`outcome`](crate::Error::outcome) is unknown, check what
    /// Datadog holds first; otherwise repeat the call.
    Transport,
    /// The status is a success, but the body doesn't describe the requested resource. If
    /// [`outcome`](crate::Error::outcome) is `Applied`, don't repeat the call. Otherwise a proxy
    /// or gateway may be answering instead of Datadog.
    Decode,
    /// The answer exceeds [`body_limit`](crate::ClientBuilder::body_limit), and the rest was not
    /// read. A proxy or gateway may be answering instead of Datadog; otherwise raise the limit.
    TooLarge,
}

/// Whether a failed call was applied.
///
/// It covers all attempts of the call, not only the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// This call certainly changed nothing: each attempt was either never sent or rejected.
    NotApplied,
    /// An attempt may have been applied: its answer was lost, or came from a failing server.
    Unknown,
    /// Datadog applied the change, but its answer could not be used.
    Applied,
}

/// Why no further attempt was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopReason {
    /// Another attempt would end the same way.
    NotRetryable,
    /// All [`RetryPolicy::max_attempts`](crate::RetryPolicy::max_attempts) were made.
    AttemptsExhausted,
    /// The call's timeout passed during an attempt.
    TimeoutReached,
    /// Too many of this client's calls are failing for retries to help; see
    /// [`RetryPolicy`](crate::RetryPolicy#the-retry-budget).
    BudgetExhausted,
    /// The wait before the next attempt would exceed the call's timeout, or 24 hours.
    WaitExceedsTimeout,
    /// The policy is [`RetryPolicy::disabled`](crate::RetryPolicy::disabled).
    RetryDisabled,
    /// The attempt may have been applied, and the policy doesn't repeat such attempts; see
    /// [`RetryPolicy::retry_unknown_outcomes`](crate::RetryPolicy::retry_unknown_outcomes).
    UnknownOutcome,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Config => "configuration",
            Self::BadRequest => "bad request",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not found",
            Self::Conflict => "conflict",
            Self::TooManyRequests => "too many requests",
            Self::Server => "server error",
            Self::UnexpectedStatus => "unexpected status",
            Self::Connect => "no connection",
            Self::Timeout => "timeout",
            Self::Transport => "connection lost",
            Self::Decode => "unreadable answer",
            Self::TooLarge => "answer too large",
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotApplied => "not applied",
            Self::Unknown => "unknown",
            Self::Applied => "applied",
        })
    }
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotRetryable => "not retryable",
            Self::AttemptsExhausted => "attempts exhausted",
            Self::TimeoutReached => "timeout reached",
            Self::BudgetExhausted => "retry budget exhausted",
            Self::WaitExceedsTimeout => "the wait exceeds the timeout",
            Self::RetryDisabled => "retry disabled",
            Self::UnknownOutcome => "unknown outcome",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_that_takes_a_width() {
        for (shown, name) in [
            (format!("{:>14}", ErrorKind::Server), "  server error"),
            (format!("{:<10}|", ErrorKind::Timeout), "timeout   |"),
            (format!("{:>12}", Outcome::NotApplied), " not applied"),
            (format!("{}", Outcome::Applied), "applied"),
            (
                format!("{:>15}", StopReason::RetryDisabled),
                " retry disabled",
            ),
            (format!("{}", StopReason::TimeoutReached), "timeout reached"),
        ] {
            assert_eq!(shown, name);
        }
    }
}
