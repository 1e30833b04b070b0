//! The error type of all operations.

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

/// Why a call, or building a client, failed.
///
/// `Display` is one sentence: what happened, what it means and what to do. The cause, if there is
/// one, is in [`source`](StdError::source) and not repeated. Neither `Display` nor `Debug` ever
/// shows a key.
///
/// ```
/// use datadog_statuspage::{Error, ErrorKind, Outcome};
///
/// fn advise(error: &Error) -> &'static str {
///     match (error.kind(), error.outcome()) {
///         (ErrorKind::Conflict, Outcome::NotApplied) => "another client created an account",
///         (_, Outcome::NotApplied) => "nothing was changed: safe to run again",
///         (_, Outcome::Unknown) => "check Datadog first",
///         (_, Outcome::Applied) => "applied, but the answer was lost",
///     }
/// }
/// ```
pub struct Error(Box<Details>);

impl Error {
    /// Creates an error that occurred before anything was sent.
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Details {
            detail: Some(detail.into()),
            ..Details::new(kind)
        }))
    }

    /// Creates an error for tests, with this kind and outcome, and with the status that belongs
    /// to the kind, if it has one.
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

    /// Prefixes the detail with what it is about.
    pub(crate) fn with_subject(mut self, name: &str) -> Self {
        let name = one_line(name, 200);
        self.0.detail = self.0.detail.map(|detail| format!("{name}: {detail}"));
        self
    }

    /// Appends a detail to the error.
    pub(crate) fn with_detail(mut self, detail: &str) -> Self {
        let before = self.0.detail.map(|before| format!("{before}, "));
        self.0.detail = Some(format!("{}{detail}", before.unwrap_or_default()));
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Turns it into the error of a call that the failed request was a part of.
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

    /// Returns the kind of the failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns whether Datadog may have applied the change.
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// Returns the operation that failed: its name in Datadog's OpenAPI document in snake case
    /// (`create_statuspage_account`), or the method of a call of several requests
    /// (`url_settings.ensure`). `None` if no call was made.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// Returns the status of the last attempt, if an answer to it began to arrive.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.parts.status
    }

    /// Returns the headers of the last answer; empty if there was none.
    ///
    /// They come from the server and are not masked: if it repeated a key, they contain the key.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.parts.headers
    }

    /// Returns the body of the last answer, unchanged, up to
    /// [`body_limit`](crate::ClientBuilder::body_limit); empty if there was none.
    ///
    /// These are the server's raw bytes and are not masked: if it repeated a key, they contain
    /// the key.
    pub fn body(&self) -> &[u8] {
        &self.0.parts.body
    }

    /// Returns Datadog's error messages from a body of any shape, with keys masked.
    pub fn messages(&self) -> &[String] {
        &self.0.messages
    }

    /// Returns every attempt of the call, in order; empty if nothing was attempted.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.parts.attempts
    }

    /// Returns why no further attempt was made; `None` if the call never began.
    pub fn stop_reason(&self) -> Option<StopReason> {
        self.0.stop_reason
    }

    /// Returns the rate limit from the last answer that had one.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.0.parts.rate_limit.as_deref()
    }

    /// Returns how long the last answer asked to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns how long the call took, including waits.
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
                // Headers and bytes may contain whatever the server repeated.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fake_has_what_belongs_to_its_kind() {
        for (kind, status) in [
            (ErrorKind::Config, None),
            (ErrorKind::BadRequest, Some(400)),
            (ErrorKind::Forbidden, Some(403)),
            (ErrorKind::NotFound, Some(404)),
            (ErrorKind::Conflict, Some(409)),
            (ErrorKind::TooManyRequests, Some(429)),
            (ErrorKind::Server, Some(500)),
            (ErrorKind::Timeout, None),
        ] {
            let fake = Error::fake(kind, Outcome::Unknown);
            assert_eq!((fake.kind(), fake.outcome()), (kind, Outcome::Unknown));
            assert_eq!(fake.status().map(|status| status.as_u16()), status);
            let text = format!("created for a test: {kind}, outcome unknown");
            assert_eq!(fake.to_string(), text);
        }
    }
}
