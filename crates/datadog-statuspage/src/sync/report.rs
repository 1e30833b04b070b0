//! What was changed.

use std::fmt;

use super::change::{Change, diff};

/// What [`Client::sync`](crate::Client::sync) or [`Client::apply`](crate::Client::apply) changed.
///
/// `Display` lists it like a [`Plan`](crate::Plan); if nothing was to be done, it says so.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SyncReport {
    pub(super) changes: Vec<Change>,
}

impl SyncReport {
    /// Returns the changes that were made, in their order. Where an answer was lost and
    /// its effect was found, it may be somebody else's.
    pub fn changes(&self) -> &[Change] {
        &self.changes
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
        Self { changes }
    }
}

impl fmt::Display for SyncReport {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        diff(f, &self.changes, ["created", "updated", "deleted"])
    }
}
