//! The one error type.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::attempt::Attempt;
use super::details::{Details, Source};
use super::kind::{ErrorKind, Outcome, StopReason};
use super::parts::Parts;
use super::rate_limit::RateLimit;
use super::sentence;
use crate::text::one_line;

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
pub struct Error(Box<Details>);

impl Error {
    /// An error from before anything was sent.
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Details {
            detail: Some(detail.into()),
            ..Details::new(kind)
        }))
    }

    /// Makes up an error for tests: of this kind, with this outcome, and with the
    /// status that goes with the kind, where there is one.
    ///
    /// ```
    /// use datadog_statuspage::{Error, ErrorKind, Outcome};
    ///
    /// let error = Error::fake(ErrorKind::Conflict, Outcome::Unknown);
    /// assert_eq!(error.kind(), ErrorKind::Conflict);
    /// assert_eq!(error.to_string(), "created for a test: conflict, outcome unknown");
    /// ```
    pub fn fake(kind: ErrorKind, outcome: Outcome) -> Self {
        let status = match kind {
            ErrorKind::BadRequest => Some(StatusCode::BAD_REQUEST),
            ErrorKind::Forbidden => Some(StatusCode::FORBIDDEN),
            ErrorKind::NotFound => Some(StatusCode::NOT_FOUND),
            ErrorKind::Conflict => Some(StatusCode::CONFLICT),
            ErrorKind::TooManyRequests => Some(StatusCode::TOO_MANY_REQUESTS),
            ErrorKind::Server => Some(StatusCode::INTERNAL_SERVER_ERROR),
            _ => None,
        };
        Self::from(Details {
            outcome,
            parts: Parts {
                status,
                ..Parts::default()
            },
            detail: Some(format!("created for a test: {kind}, outcome {outcome}")),
            ..Details::new(kind)
        })
    }

    /// Says of what it is the error.
    pub(crate) fn with_subject(mut self, name: &str) -> Self {
        let name = one_line(name, 200);
        self.0.detail = self.0.detail.map(|detail| format!("{name}: {detail}"));
        self
    }

    /// Adds what the error doesn't say by itself.
    pub(crate) fn with_detail(mut self, detail: &str) -> Self {
        let before = self.0.detail.map(|before| format!("{before}, "));
        self.0.detail = Some(format!("{}{detail}", before.unwrap_or_default()));
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Makes it the error of a call of which the failed one was a part.
    pub(crate) fn with_whole(
        mut self,
        operation: &'static str,
        host: &str,
        whole: Parts,
        outcome: Outcome,
        repeatable: bool,
    ) -> Self {
        let details = &mut *self.0;
        if details.host.is_empty() {
            details.host = host.to_owned();
        }
        details.operation = Some(operation);
        details.own = Some(details.parts.attempts.len());
        details.parts.attempts = whole.attempts;
        details.parts.rate_limit = whole.rate_limit;
        details.parts.elapsed = whole.elapsed;
        details.outcome = outcome;
        details.repeatable = repeatable;
        self
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    pub(crate) fn into_parts(self) -> Parts {
        self.0.parts
    }

    /// Returns what kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Says whether Datadog may have acted.
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// Names the operation that failed, as Datadog's OpenAPI document does in
    /// snake case (`create_statuspage_account`), or a call of several requests by
    /// its method (`url_settings.ensure`). `None` if no call was made.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// Returns the status of the last attempt, if an answer to it began to arrive.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.parts.status
    }

    /// Returns the headers of the last answer; empty if there was none.
    ///
    /// They are the server's. Should it have echoed a key, the key is in them.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.parts.headers
    }

    /// Returns the body of the last answer as it came, up to
    /// [`body_limit`](crate::ClientBuilder::body_limit); empty if there was none.
    ///
    /// These are the server's raw bytes. Should it have echoed a key, the key is in them.
    pub fn body(&self) -> &[u8] {
        &self.0.parts.body
    }

    /// Returns what Datadog said, whatever shape it came in, with keys masked.
    pub fn messages(&self) -> &[String] {
        &self.0.messages
    }

    /// Returns every attempt of the call, in order; empty if nothing was attempted.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.parts.attempts
    }

    /// Says why the call was given up; `None` if it never began.
    pub fn stop_reason(&self) -> Option<StopReason> {
        self.0.stop_reason
    }

    /// Returns the rate limit, as the last answer that carried one told it.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.0.parts.rate_limit.as_deref()
    }

    /// Returns how long the last answer said to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns how long the call took, waits included.
    pub fn elapsed(&self) -> Duration {
        self.0.parts.elapsed
    }
}

impl From<Details> for Error {
    fn from(details: Details) -> Self {
        Self(Box::new(details))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        sentence::write(&self.0, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (details, parts) = (&self.0, &self.0.parts);
        let mut out = f.debug_struct("Error");
        out.field("kind", &details.kind)
            .field("outcome", &details.outcome);
        if let Some(operation) = &details.operation {
            out.field("operation", operation);
        }
        if let Some(detail) = &details.detail {
            out.field("detail", detail);
        }
        if let Some(cause) = &details.cause {
            out.field("cause", cause);
        }
        if let Some(status) = parts.status {
            out.field("status", &status.as_u16());
        }
        if !parts.attempts.is_empty() {
            out.field("host", &details.host)
                .field("messages", &details.messages)
                .field("attempts", &parts.attempts)
                .field("stop_reason", &details.stop_reason)
                .field("rate_limit", &parts.rate_limit)
                .field("retry_after", &details.retry_after)
                // Headers and bytes may hold whatever the server echoed.
                .field("headers", &format_args!("<{}>", parts.headers.len()))
                .field("body", &format_args!("<{} bytes>", parts.body.len()));
        }
        if let Some(source) = &details.source {
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
