//! The attempts and the last answer of a call, whether it succeeded or failed.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::attempt::Attempt;
use super::rate_limit::RateLimit;

/// The last answer of a call, and its attempts.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    /// `None` if no answer began to arrive.
    pub(crate) status: Option<StatusCode>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) attempts: Vec<Attempt>,
    // Boxed, because most answers have none.
    pub(crate) rate_limit: Option<Box<RateLimit>>,
    pub(crate) elapsed: Duration,
}

impl Parts {
    /// Adds the parts of a further request of the same call.
    pub(crate) fn add(&mut self, more: Self) {
        if more.status.is_some() {
            (self.status, self.headers, self.body) = (more.status, more.headers, more.body);
        }
        self.rate_limit = more.rate_limit.or(self.rate_limit.take());
        self.attempts.extend(more.attempts);
    }
}
