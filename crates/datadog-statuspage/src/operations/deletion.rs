//! Deletions.

use crate::call::Reader;
use crate::error::{ErrorKind, Outcome};

/// Says that what was to be deleted is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deletion {
    confirmed: bool,
}

impl Deletion {
    /// Makes a deletion, as tests need it.
    pub fn new(confirmed: bool) -> Self {
        Self { confirmed }
    }

    /// Says whether Datadog answered that it deleted it.
    ///
    /// `false` means that the answer to the deletion was lost, and that a
    /// later attempt found nothing: this call deleted it, or somebody else did
    /// at the same time.
    pub fn confirmed(&self) -> bool {
        self.confirmed
    }

    pub(super) const READER: Reader<(), Self> = Reader {
        value: |(), _| Self::new(true),
        // A 200 with a login page in it, say, doesn't mean that anything is gone.
        by_body: |_, _| Err("a deletion is answered with 204".to_owned()),
        // What isn't there after an attempt that may have deleted it is deleted.
        recover: |error| {
            let gone = error.kind() == ErrorKind::NotFound && error.outcome() == Outcome::Unknown;
            gone.then(|| Self::new(false))
        },
    };
}
