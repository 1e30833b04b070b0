//! How far an attempt got, for when its time is up.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::attempt::AttemptFailure;
use crate::exchange::{Answer, End, Failure};

/// How far an attempt got: what is known of it when its time is up.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    pub(crate) sent: Sent,
    head: Mutex<Option<(StatusCode, HeaderMap)>>,
}

impl Progress {
    /// An answer began to arrive.
    pub(crate) fn begun(&self, status: StatusCode, headers: HeaderMap) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = Some((status, headers));
    }

    /// What `begun` was told.
    pub(crate) fn take_head(&self) -> Option<(StatusCode, HeaderMap)> {
        self.head
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// How the attempt ended, if it ended now.
    pub(super) fn out_of_time(&self) -> End {
        match self.take_head() {
            Some((status, headers)) => End::Answered(Answer {
                status,
                headers,
                body: Bytes::new(),
                fault: Some(Failure::new(AttemptFailure::BodyCutShort)),
            }),
            None if self.sent.abandon() => End::Failed(Failure::new(AttemptFailure::NotConnected)),
            None => End::Failed(Failure::new(AttemptFailure::TimedOut)),
        }
    }
}

/// Whether any of a request's body has been handed to a connection.
///
/// A request whose body never got that far can't have been carried out. The
/// connection has a task of its own, which may come to the body just when the
/// attempt is given up: whichever of [`send`](Self::send) and
/// [`abandon`](Self::abandon) is first, the other one learns of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(Arc<AtomicU8>);

const UNSENT: u8 = 0;
const SENT: u8 = 1;
const ABANDONED: u8 = 2;

impl Sent {
    /// The body is about to leave; whether it may.
    pub(crate) fn send(&self) -> bool {
        self.change(SENT) != ABANDONED
    }

    /// The attempt is given up; whether the body will never leave.
    pub(crate) fn abandon(&self) -> bool {
        self.change(ABANDONED) != SENT
    }

    /// The state after the change, which only the first one makes.
    fn change(&self, to: u8) -> u8 {
        let change = self
            .0
            .compare_exchange(UNSENT, to, Ordering::AcqRel, Ordering::Acquire);
        change.map_or_else(|state| state, |_| to)
    }
}
