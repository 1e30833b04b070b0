//! How Datadog behaves where its documents leave it open.

/// Behaviour that the documents leave open.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habits {
    /// A list of nothing is answered with 404.
    pub(crate) strict: bool,
    /// Tags are kept in lower case.
    pub(crate) lowers: bool,
    /// A list may be what was so a moment ago.
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
