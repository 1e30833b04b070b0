//! Deletions.

use crate::call::Reader;
use crate::error::{ErrorKind, Outcome};

/// The result of a deletion: the resource is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deletion {
    confirmed: bool,
}

impl Deletion {
    /// Creates a deletion, for tests.
    pub fn new(confirmed: bool) -> Self {
        Self { confirmed }
    }

    /// Returns whether Datadog confirmed the deletion.
    ///
    /// `false` means that the answer to the deletion was lost, and that a later attempt found
    /// nothing: this call deleted the resource, or another client did at the same time.
    pub fn confirmed(&self) -> bool {
        self.confirmed
    }

    pub(super) const READER: Reader<(), Self> = Reader {
        value: |(), _| Self::new(true),
        // A 200 with a login page, for example, doesn't mean that anything was deleted.
        by_body: |_, _| Err("a deletion is answered with 204".to_owned()),
        // If the resource is missing after an attempt that may have deleted it, it is deleted.
        recover: |error| {
            let gone = error.kind() == ErrorKind::NotFound && error.outcome() == Outcome::Unknown;
            gone.then(|| Self::new(false))
        },
    };
}
