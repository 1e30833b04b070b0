//! The result of an `ensure`.

/// What `ensure` found, and what it did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ensured<T> {
    /// It didn't exist, and this call created it. If an answer was lost, another client may have
    /// created an equal one at the same time.
    Created(T),
    /// It existed with differences, or with a key that can't be read, and this call updated it.
    /// If the answer to a create was lost, the same call may have created it.
    Updated(T),
    /// It was already as requested; nothing was changed.
    Unchanged(T),
}

impl<T> Ensured<T> {
    /// Returns the current value.
    pub fn value(&self) -> &T {
        match self {
            Self::Created(value) | Self::Updated(value) | Self::Unchanged(value) => value,
        }
    }

    /// Returns the current value alone.
    pub fn into_value(self) -> T {
        match self {
            Self::Created(value) | Self::Updated(value) | Self::Unchanged(value) => value,
        }
    }
}
