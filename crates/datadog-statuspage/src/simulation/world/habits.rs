//! Datadog's behavior where its documents leave it open.

/// Behavior that the documents leave open.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habits {
    /// An empty list is answered with 404.
    pub(crate) strict: bool,
    /// Tags are stored in lower case.
    pub(crate) lowers: bool,
    /// A list may show an earlier state.
    pub(crate) lags: bool,
}

impl Habits {
    pub(crate) fn kept(self, tags: &str) -> String {
        match self.lowers {
            true => tags.to_lowercase(),
            false => tags.to_owned(),
        }
    }
}
