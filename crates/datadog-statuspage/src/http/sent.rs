//! Whether a request's body left, decided once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

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
    /// Notes that the body is about to leave. Returns whether it may.
    pub(crate) fn send(&self) -> bool {
        self.change(SENT) != ABANDONED
    }

    /// Gives the attempt up. Returns whether the body will never leave.
    pub(crate) fn abandon(&self) -> bool {
        self.change(ABANDONED) != SENT
    }

    /// Returns the state after the change, which only the first one makes.
    fn change(&self, to: u8) -> u8 {
        let change = self
            .0
            .compare_exchange(UNSENT, to, Ordering::AcqRel, Ordering::Acquire);
        change.map_or_else(|state| state, |_| to)
    }
}
