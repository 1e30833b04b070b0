//! What went wrong, what it means for the organization, and what to do about it.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;

use crate::attempt::{Attempt, AttemptFailure};
use crate::message::one_line;
use crate::rate_limit::RateLimit;
use crate::receipt::Receipt;
use crate::sentence;

pub(crate) type Source = Box<dyn StdError + Send + Sync>;

/// Why a call, or the making of a client, failed.
///
/// `Display` is one sentence: what happened, what it means, what to do. The
/// cause, where there is one, is in [`source`](StdError::source) and not
/// repeated. Neither `Display` nor `Debug` ever shows a key.
///
/// ```
/// use datadog_statuspage::{Error, ErrorKind, Outcome};
///
/// fn advise(error: &Error) -> &'static str {
///     match (error.kind(), error.outcome()) {
///         (ErrorKind::Conflict, Outcome::NotApplied) => "somebody else's account is there",
///         (_, Outcome::NotApplied) => "nothing happened: safe to run again",
///         (_, Outcome::Unknown) => "look at Datadog first",
///         (_, Outcome::Applied) => "it is done, though the answer was lost",
///     }
/// }
/// ```
pub struct Error(Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: ErrorKind,
    pub(crate) outcome: Outcome,
    /// What a kind and a status don't say by themselves.
    pub(crate) detail: Option<String>,
    /// The host that was, or would have been, talked to.
    pub(crate) host: String,
    pub(crate) status: Option<StatusCode>,
    pub(crate) messages: Vec<String>,
    pub(crate) body: Bytes,
    /// What kept the last answer from being one.
    pub(crate) failure: Option<AttemptFailure>,
    pub(crate) attempts: Vec<Attempt>,
    /// How many of the attempts are of the request that failed, if not all.
    pub(crate) own: Option<usize>,
    pub(crate) stop_reason: Option<StopReason>,
    pub(crate) rate_limit: Option<Box<RateLimit>>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) elapsed: Duration,
    /// Whether it is safe to make the call again, whatever the outcome.
    pub(crate) repeatable: bool,
    pub(crate) source: Option<Source>,
}

/// What kind of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client can't be made, or the call can't be sent, from what it was
    /// given. Correct the configuration; the message says which part.
    Config,
    /// 400: Datadog could not make sense of the request. Correct what
    /// [`messages`](Error::messages) name.
    BadRequest,
    /// 403: a key is missing, wrong or of another site, or lacks the
    /// permission. Check keys, site and permissions.
    Forbidden,
    /// 404: what was asked for isn't there. Create it, or check its id.
    NotFound,
    /// 409: the organization already holds what was to be created. See
    /// [`outcome`](Error::outcome) for whether an earlier attempt of this very
    /// call may have created it.
    Conflict,
    /// 429: the rate limit is used up. Come back after
    /// [`retry_after`](Error::retry_after).
    TooManyRequests,
    /// 5xx: Datadog, or something in front of it, failed. Try again later.
    Server,
    /// A status that Datadog doesn't document for the call, redirects among
    /// them. Something between here and Datadog may be answering in its place.
    UnexpectedStatus,
    /// No connection could be made, so nothing was sent. Check the address,
    /// the network, the proxy and the certificates.
    Connect,
    /// There was no complete answer in time. If [`outcome`](Error::outcome) is
    /// unknown, look at what Datadog holds before anything else; allow more
    /// time if that happens often.
    Timeout,
    /// The connection was lost on the way. If [`outcome`](Error::outcome) is
    /// unknown, look at what Datadog holds first; otherwise repeat the call.
    Transport,
    /// Datadog said yes, but the answer can't be read.
    /// [`outcome`](Error::outcome) says whether what was asked for is done;
    /// don't repeat it if so.
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
    /// The deadline of the call passed during an attempt.
    DeadlineReached,
    /// Too many of this client's calls are failing for retries to help; see
    /// [`RetryPolicy`](crate::RetryPolicy#the-retry-budget).
    BudgetExhausted,
    /// The wait before the next attempt would outlast the deadline.
    WaitTooLong,
    /// The policy is [`RetryPolicy::none`](crate::RetryPolicy::none).
    RetryOff,
    /// The attempt may have been carried out, and the policy says to stop
    /// there; see [`RetryPolicy::unknown_outcomes`](crate::RetryPolicy::unknown_outcomes).
    UnknownOutcome,
}

impl Error {
    /// An error from before anything was sent.
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            detail: Some(detail.into()),
            ..Inner::new(kind)
        }))
    }

    /// What is known of the call, should the error be none after all.
    pub(crate) fn receipt(&self) -> Receipt {
        Receipt {
            status: self.0.status,
            attempts: self.0.attempts.clone(),
            rate_limit: self.0.rate_limit.clone(),
            elapsed: self.0.elapsed,
        }
    }

    /// The same, said of something with a name.
    pub(crate) fn about(mut self, name: &str) -> Self {
        self.0.detail = self
            .0
            .detail
            .map(|detail| format!("{}: {detail}", one_line(name, 200)));
        self
    }

    /// The same, with something that it doesn't say by itself.
    pub(crate) fn but(mut self, detail: &str) -> Self {
        let before = self.0.detail.map(|before| format!("{before}, "));
        self.0.detail = Some(format!("{}{detail}", before.unwrap_or_default()));
        self
    }

    /// The same, told of a call of which the failed one was a part.
    pub(crate) fn of_whole(
        mut self,
        host: &str,
        whole: Receipt,
        outcome: Outcome,
        repeatable: bool,
    ) -> Self {
        if self.0.host.is_empty() {
            self.0.host = host.to_owned();
        }
        self.0.own = Some(self.0.attempts.len());
        self.0.attempts = whole.attempts;
        self.0.rate_limit = whole.rate_limit;
        self.0.elapsed = whole.elapsed;
        self.0.outcome = outcome;
        self.0.repeatable = repeatable;
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether Datadog may have acted.
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// The status of the last attempt, if an answer to it began to arrive.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// What Datadog said, whatever shape it came in, with keys masked.
    pub fn messages(&self) -> &[String] {
        &self.0.messages
    }

    /// The body of the last answer as it came, up to
    /// [`body_limit`](crate::ClientBuilder::body_limit); empty if there was none.
    ///
    /// These are the server's raw bytes. Should it have echoed a key, the key is in them.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Every attempt of the call, in order; empty if nothing was attempted.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// Why the call was given up; `None` if it never began.
    pub fn stop_reason(&self) -> Option<StopReason> {
        self.0.stop_reason
    }

    /// The rate limit as the last answer that carried one told it.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.0.rate_limit.as_deref()
    }

    /// How long the last answer said to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// How long the call took, waits included.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }
}

impl Inner {
    /// Whether an attempt came to this.
    pub(crate) fn any(&self, outcome: Outcome) -> bool {
        self.attempts
            .iter()
            .any(|attempt| attempt.outcome == outcome)
    }

    /// An error of which nothing is known but its kind.
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            outcome: Outcome::NotApplied,
            detail: None,
            host: String::new(),
            status: None,
            messages: Vec::new(),
            body: Bytes::new(),
            failure: None,
            attempts: Vec::new(),
            own: None,
            stop_reason: None,
            rate_limit: None,
            retry_after: None,
            elapsed: Duration::ZERO,
            repeatable: false,
            source: None,
        }
    }
}

impl From<Inner> for Error {
    fn from(inner: Inner) -> Self {
        Self(Box::new(inner))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        sentence::write(&self.0, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &inner.kind)
            .field("outcome", &inner.outcome);
        if let Some(detail) = &inner.detail {
            out.field("detail", detail);
        }
        if let Some(status) = inner.status {
            out.field("status", &status.as_u16());
        }
        if !inner.attempts.is_empty() {
            out.field("host", &inner.host)
                .field("messages", &inner.messages)
                .field("attempts", &inner.attempts)
                .field("stop_reason", &inner.stop_reason)
                .field("rate_limit", &inner.rate_limit)
                .field("retry_after", &inner.retry_after)
                // The bytes may hold whatever the server echoed.
                .field("body", &format_args!("<{} bytes>", inner.body.len()));
        }
        if let Some(source) = &inner.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
