//! The retry policy, and the limits of time.

use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// When a failed attempt is repeated.
///
/// | an attempt ended with | may have been applied | another attempt |
/// |---|---|---|
/// | no connection | no | yes |
/// | certificate refused, unsendable request | no | no |
/// | 429 | no | yes, after the requested wait |
/// | 408, 500, 502, 503, 504 | unknown | yes |
/// | connection lost, no answer in time, body cut short | unknown | yes |
/// | the documented 201 or 204 with an unusable body | yes | no |
/// | another success with an unusable body | unknown | no |
/// | a redirect other than 307 and 308 | unknown | no |
/// | any other status | no (unknown above 500) | no |
///
/// Repeating a create whose outcome is unknown is safe: an organization has one account, and
/// watches a page only once, so a second create can't create a second one. But it may find what
/// the first one created, and then the call fails with [`Conflict`](crate::ErrorKind::Conflict)
/// and [`Outcome::Unknown`](crate::Outcome::Unknown). Updates and deletions end in the same state
/// however often they are made.
///
/// The client tracks whether each request was sent: an attempt that runs out of time before it
/// has a connection counts as one that was never sent.
///
/// # Waits
///
/// The wait is at least what the server asks for: `Retry-After` in either form of RFC 9110 on any answer
/// that is worth another attempt, or else, on a 429, Datadog's `X-RateLimit-Reset`. A random time
/// is added (up to a tenth, at least a quarter of a second, at most five), so that clients that
/// were rejected together don't return together. If the server asks for nothing, the wait is
/// random between zero and a bound that doubles from 0.5 s to 8 s: exponential backoff with full
/// jitter. A wait of more than 24 hours, or one that would exceed the call's timeout, ends the
/// call at once.
///
/// # The retry budget
///
/// All clones of a client share a bucket of 50 retries. A retry takes one out, unless it follows
/// a 429, because a server that counts requests is healthy. A call that succeeds returns what its
/// own retries took, plus a tenth of a retry. A call that is dropped counts as failed, and
/// returns only a retry that it was still waiting for. In a total outage a client makes at most
/// 50 more requests than calls, however many calls there are, and one more for each 429 that is
/// followed by another attempt. 50 is enough for a dozen calls that meet a restart with all their
/// attempts, and negligible for a server that is down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    pub(super) max_attempts: u32,
    pub(super) retry_unknown_outcomes: bool,
}

impl Default for RetryPolicy {
    /// Returns a policy of four attempts that also retries unknown outcomes.
    ///
    /// With waits that double from half a second, four attempts outlast a restart of a few
    /// seconds, and a fourth attempt seldom changes what three could not.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            retry_unknown_outcomes: true,
        }
    }
}

impl RetryPolicy {
    /// Returns a policy of a single attempt. (With a
    /// [`CredentialsProvider`](crate::CredentialsProvider), a 401 is still repeated once.)
    pub fn disabled() -> Self {
        Self::default().max_attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. Default: 4. 0 means 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets whether to retry after an attempt that may have been applied. Default: yes.
    ///
    /// With `false`, such a call ends there, with [`Outcome::Unknown`](crate::Outcome::Unknown).
    #[must_use]
    pub fn retry_unknown_outcomes(mut self, retry: bool) -> Self {
        self.retry_unknown_outcomes = retry;
        self
    }
}

/// How long an attempt and a call may take.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) attempt: Duration,
    pub(crate) call: Duration,
}

impl Limits {
    /// Fails if no time is left at all: a timer that expires at once could still let a request
    /// through.
    pub(crate) fn check(&self, host: &str) -> Result<(), Error> {
        match self.call.min(self.attempt) {
            Duration::ZERO => {
                let problem = format!(
                    "no time is left for a request to {host}; nothing was sent; set a longer timeout"
                );
                Err(Error::new(ErrorKind::Timeout, problem))
            }
            _ => Ok(()),
        }
    }
}
