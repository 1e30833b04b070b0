//! How far an attempt got, for when its time is up.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::Instant;

use super::end::{Answer, End, Failure};
use super::sent::Sent;
use crate::error::AttemptFailure;

/// How far an attempt got, in case its time runs out.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    pub(crate) sent: Sent,
    /// Whether the credentials provider is being asked.
    asking: AtomicBool,
    /// When the time is up; `None` if that is later than the clock can represent.
    end: Option<Instant>,
    head: Mutex<Option<(StatusCode, HeaderMap)>>,
}

impl Progress {
    /// Starts an attempt that must end by `end`.
    pub(crate) fn until(end: Option<Instant>) -> Self {
        Self {
            end,
            ..Self::default()
        }
    }

    /// Returns whether the time is up.
    pub(crate) fn is_out_of_time(&self) -> bool {
        self.end.is_some_and(|end| end <= Instant::now())
    }

    /// Records that an answer began to arrive.
    pub(crate) fn begun(&self, status: StatusCode, headers: HeaderMap) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = Some((status, headers));
    }

    /// Takes what `begun` recorded.
    pub(crate) fn take_head(&self) -> Option<(StatusCode, HeaderMap)> {
        self.head
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Records whether the credentials provider is being asked.
    pub(crate) fn asking(&self, now: bool) {
        self.asking.store(now, Ordering::Relaxed);
    }

    /// Ends the attempt now.
    pub(crate) fn out_of_time(&self) -> End {
        match self.take_head() {
            Some((status, headers)) => End::Answered(Answer {
                status,
                headers,
                body: Bytes::new(),
                fault: Some(Failure::new(AttemptFailure::BodyTimedOut)),
            }),
            None if self.sent.abandon() => End::Failed(match self.asking.load(Ordering::Relaxed) {
                true => Failure::new(AttemptFailure::CredentialsUnavailable),
                false => Failure::new(AttemptFailure::NotConnected).with_cause("timed out"),
            }),
            None => End::Failed(Failure::new(AttemptFailure::TimedOut)),
        }
    }
}
