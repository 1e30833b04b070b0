//! The report: what was changed.

use std::fmt;

use super::change::{Change, diff};

/// The changes that [`Client::sync`](crate::Client::sync) or
/// [`Client::apply`](crate::Client::apply) made.
///
/// `Display` lists them like a [`Plan`](crate::Plan), or says that there was nothing to do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SyncReport {
    pub(super) changes: Vec<Change>,
    pub(super) unreadable: usize,
}

impl SyncReport {
    /// Returns the changes that were made, in order. If an answer was lost and its effect was
    /// found, another client may have made the change.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns how many of the organization's URL settings could not be read, and stayed as they
    /// were.
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Returns whether there was nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Collects changes into a report, for tests.
impl FromIterator<Change> for SyncReport {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Self {
        let changes = changes.into_iter().collect();
        Self {
            changes,
            unreadable: 0,
        }
    }
}

impl fmt::Display for SyncReport {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let called = ["created", "updated", "deleted"];
        diff(f, &self.changes, called, self.unreadable)
    }
}
