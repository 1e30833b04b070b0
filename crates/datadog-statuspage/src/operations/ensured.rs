//! What an `ensure` found and did.

/// What `ensure` found, and what it did about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ensured<T> {
    /// There was none; this call created it. Where an answer was lost, somebody
    /// else may have created an equal one at the same time.
    Created(T),
    /// There was one that differed, or whose key can't be seen; this call updated it.
    /// Where the answer to a create was lost, it may be one that this very call created.
    Updated(T),
    /// There was one as asked for; nothing was changed.
    Unchanged(T),
}

impl<T> Ensured<T> {
    /// Returns what is there now.
    pub fn value(&self) -> &T {
        match self {
            Self::Created(value) | Self::Updated(value) | Self::Unchanged(value) => value,
        }
    }

    /// Returns what is there now, alone.
    pub fn into_value(self) -> T {
        match self {
            Self::Created(value) | Self::Updated(value) | Self::Unchanged(value) => value,
        }
    }
}
