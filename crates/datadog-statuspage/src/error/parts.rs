//! What a call was like, whether it succeeded or failed.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::attempt::Attempt;
use super::rate_limit::RateLimit;

/// The last answer of a call, and how the call went.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    /// Absent if no answer began to arrive.
    pub(crate) status: Option<StatusCode>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) attempts: Vec<Attempt>,
    // In a box, since most answers carry none.
    pub(crate) rate_limit: Option<Box<RateLimit>>,
    pub(crate) elapsed: Duration,
}

impl Parts {
    /// Adds what a further call was like, as a part of the same whole.
    pub(crate) fn add(&mut self, more: Self) {
        if more.status.is_some() {
            (self.status, self.headers, self.body) = (more.status, more.headers, more.body);
        }
        self.rate_limit = more.rate_limit.or(self.rate_limit.take());
        self.attempts.extend(more.attempts);
    }
}
