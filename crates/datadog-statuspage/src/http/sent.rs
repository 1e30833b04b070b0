//! Whether a request left, decided once.

#[cfg(loom)]
use loom::sync::atomic::{AtomicU8, Ordering};
use std::sync::Arc;
#[cfg(not(loom))]
use std::sync::atomic::{AtomicU8, Ordering};

/// Whether a request has been handed to a connection: any of its body, or its head where it
/// has none.
///
/// A request that never got that far can't have been carried out. The connection has a task
/// of its own, which may come to the request just when the attempt is given up: whichever of [`send`](Self::send) and
/// [`abandon`](Self::abandon) is first, the other one learns of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(Arc<AtomicU8>);

const UNSENT: u8 = 0;
const SENT: u8 = 1;
const ABANDONED: u8 = 2;

impl Sent {
    /// Notes that the request is about to leave. Returns whether it may.
    pub(crate) fn send(&self) -> bool {
        self.change(SENT) != ABANDONED
    }

    /// Gives the attempt up. Returns whether the request will never leave.
    pub(crate) fn abandon(&self) -> bool {
        self.change(ABANDONED) != SENT
    }

    /// Returns whether the attempt was given up before the request left.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.0.load(Ordering::Acquire) == ABANDONED
    }

    /// Returns the state after the change, which only the first one makes.
    fn change(&self, to: u8) -> u8 {
        let change = self
            .0
            .compare_exchange(UNSENT, to, Ordering::AcqRel, Ordering::Acquire);
        change.map_or_else(|state| state, |_| to)
    }
}
