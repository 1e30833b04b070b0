//! What was changed.

use std::fmt;

use super::change::{Change, diff};

/// What [`Client::sync`](crate::Client::sync) or [`Client::apply`](crate::Client::apply) changed.
///
/// `Display` lists it like a [`Plan`](crate::Plan); if nothing was to be done, it says so.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SyncReport {
    pub(super) changes: Vec<Change>,
    pub(super) unreadable: usize,
}

impl SyncReport {
    /// Returns the changes that were made, in their order. Where an answer was lost and
    /// its effect was found, it may be somebody else's.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns how many of the organization's URL settings could not be read, and were
    /// left as they are.
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Says whether nothing was to be done.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Makes a report, as tests need it.
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
