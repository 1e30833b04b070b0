//! The response beside a value.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::error::{Attempt, Parts, RateLimit};

/// A value, and how its call went; see [`Call::with_response`](crate::Call::with_response).
///
/// For a call of several requests, status, headers and body are those of the last answer, and the
/// attempts are those of all requests.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) value: T,
    pub(crate) parts: Parts,
}

impl<T> Response<T> {
    /// Creates a response without attempts, for tests.
    pub fn new(value: T, status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            value,
            parts: Parts {
                status: Some(status),
                headers,
                body: body.into(),
                ..Parts::default()
            },
        }
    }

    /// Returns the value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the status of the last answer; `None` only if no request was necessary, as when
    /// nothing is desired.
    pub fn status(&self) -> Option<StatusCode> {
        self.parts.status
    }

    /// Returns the headers of the last answer.
    ///
    /// They come from the server and are not masked: if it repeated a key, they contain the key.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// Returns the body of the last answer, which is not masked either.
    pub fn body(&self) -> &[u8] {
        &self.parts.body
    }

    /// Returns every attempt of the call, in order.
    pub fn attempts(&self) -> &[Attempt] {
        &self.parts.attempts
    }

    /// Returns the rate limit from the last answer that had one.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.parts.rate_limit.as_deref()
    }

    /// Returns how long the call took, including waits.
    pub fn elapsed(&self) -> Duration {
        self.parts.elapsed
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status())
            // Headers and bytes may contain whatever the server repeated.
            .field("headers", &format_args!("<{}>", self.headers().len()))
            .field("body", &format_args!("<{} bytes>", self.body().len()))
            .field("attempts", &self.attempts())
            .field("rate_limit", &self.rate_limit())
            .field("elapsed", &self.elapsed())
            .finish()
    }
}
