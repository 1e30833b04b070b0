//! A flag for whether a request was sent, set exactly once.

#[cfg(loom)]
use loom::sync::atomic::{AtomicU8, Ordering};
use std::sync::Arc;
#[cfg(not(loom))]
use std::sync::atomic::{AtomicU8, Ordering};

/// Whether a request was handed to a connection: any part of its body, or its head if it has no
/// body.
///
/// A request that never got that far can't have been applied. The connection runs in its own
/// task, which may take the request just as the attempt is abandoned: whichever of
/// [`send`](Self::send) and [`abandon`](Self::abandon) comes first, the other one sees it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(Arc<AtomicU8>);

const UNSENT: u8 = 0;
const SENT: u8 = 1;
const ABANDONED: u8 = 2;

impl Sent {
    /// Records that the request is about to be sent. Returns whether it may be.
    pub(crate) fn send(&self) -> bool {
        self.change(SENT) != ABANDONED
    }

    /// Abandons the attempt. Returns whether the request will never be sent.
    pub(crate) fn abandon(&self) -> bool {
        self.change(ABANDONED) != SENT
    }

    /// Returns whether the attempt was abandoned before the request was sent.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.0.load(Ordering::Acquire) == ABANDONED
    }

    /// Changes the state if it is unchanged so far, and returns the resulting state.
    fn change(&self, to: u8) -> u8 {
        let change = self
            .0
            .compare_exchange(UNSENT, to, Ordering::AcqRel, Ordering::Acquire);
        change.map_or_else(|state| state, |_| to)
    }
}
