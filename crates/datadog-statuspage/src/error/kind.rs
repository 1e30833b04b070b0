//! What a failed call says in a word: its kind, its outcome, and why it stopped.

use std::fmt;

/// What kind of failure an [`Error`](crate::Error) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client can't be made, or the call can't be sent, from what it was
    /// given, a provider's credentials among it. Correct the configuration; the message
    /// says which part. Nothing was sent, but for earlier attempts, as a provider may fail
    /// after some: [`outcome`](crate::Error::outcome) speaks for all.
    Config,
    /// 400: Datadog could not make sense of the request. Correct what
    /// [`messages`](crate::Error::messages) name.
    BadRequest,
    /// 403: a key is missing, wrong or of another site, or lacks the
    /// permission. Check keys, site and permissions.
    Forbidden,
    /// 404 with a JSON body: what was asked for isn't there. Create it, or check its id.
    NotFound,
    /// 409 with a JSON body: the organization already holds what was to be created. See
    /// [`outcome`](crate::Error::outcome) for whether an earlier attempt of this very
    /// call may have created it.
    Conflict,
    /// 429: the rate limit is used up. Come back after
    /// [`retry_after`](crate::Error::retry_after).
    TooManyRequests,
    /// 5xx: Datadog, or something in front of it, failed. Try again later.
    Server,
    /// A status that Datadog doesn't document for the call, redirects among
    /// them, or a 404 or 409 whose body is no JSON. Something between here and Datadog
    /// may be answering in its place, or the address is wrong.
    UnexpectedStatus,
    /// No connection could be made, or the server refused this client in the TLS
    /// handshake, so nothing was processed. The message says why; the last of
    /// [`attempts`](crate::Error::attempts) tells what a program may act on.
    Connect,
    /// There was no complete answer in time. If [`outcome`](crate::Error::outcome) is
    /// unknown, look at what Datadog holds before anything else; allow more
    /// time if that happens often.
    Timeout,
    /// The connection was lost on the way. If [`outcome`](crate::Error::outcome) is
    /// unknown, look at what Datadog holds first; otherwise repeat the call.
    Transport,
    /// The status is a success, but the body is not what was asked for.
    /// [`outcome`](crate::Error::outcome) says whether what was asked for is done;
    /// don't repeat it if so. Otherwise something may be answering in Datadog's place.
    Decode,
    /// The answer is larger than
    /// [`body_limit`](crate::ClientBuilder::body_limit), and was not read to its
    /// end. Something between here and Datadog may be answering in its place;
    /// or else raise the limit.
    TooLarge,
}

/// What a failed call says of the server.
///
/// It speaks for all attempts of the call, not only the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Certain that this call changed nothing: each of its attempts was either
    /// never sent or turned down.
    NotApplied,
    /// An attempt may have been carried out: its answer was lost, or came from
    /// a server in trouble.
    Unknown,
    /// Datadog said yes; only its answer could not be used.
    Applied,
}

/// Why no further attempt was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopReason {
    /// Another attempt would end the same way.
    NotRetryable,
    /// [`RetryPolicy::max_attempts`](crate::RetryPolicy::max_attempts) were made.
    AttemptsExhausted,
    /// The call's timeout passed during an attempt.
    TimeoutReached,
    /// Too many of this client's calls are failing for retries to help; see
    /// [`RetryPolicy`](crate::RetryPolicy#the-retry-budget).
    BudgetExhausted,
    /// The wait before the next attempt would outlast the call's timeout, or 24 hours.
    WaitExceedsTimeout,
    /// The policy is [`RetryPolicy::disabled`](crate::RetryPolicy::disabled).
    RetryDisabled,
    /// The attempt may have been carried out, and the policy says to stop there; see
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
