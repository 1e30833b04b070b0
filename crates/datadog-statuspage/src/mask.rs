//! Takes our own secrets out of what others say.

use std::borrow::Cow;

use crate::Secret;

const MASK: &str = "*****";

/// Secrets to look for.
#[derive(Debug, Default)]
pub(crate) struct Mask<'a>(Vec<&'a Secret>);

impl<'a> Mask<'a> {
    pub(crate) fn new(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let mut secrets: Vec<_> = secrets
            .into_iter()
            .filter(|secret| !secret.is_empty())
            .collect();
        // Longest first: one that holds another must not be left in parts.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        Self(secrets)
    }

    /// `text` with every secret in it replaced.
    pub(crate) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for secret in &self.0 {
            if text.contains(secret.expose()) {
                text = Cow::Owned(text.replace(secret.expose(), MASK));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occurrence_goes() {
        let [long, short, empty] = ["key-1-long", "key-1", ""].map(Secret::from);
        let mask = Mask::new([&short, &long, &empty]);
        assert_eq!(
            mask.apply("key-1-long, key-1 and key-2"),
            "*****, ***** and key-2"
        );
    }
}
