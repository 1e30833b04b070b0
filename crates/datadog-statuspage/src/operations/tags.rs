//! Tags, which Datadog stores as one text with commas between them.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use datadog_statuspage_api::types;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// One or more tags, in order.
///
/// None may be empty or contain a comma, so that joining them and splitting the result returns
/// the same tags.
///
/// ```
/// use datadog_statuspage::Tags;
///
/// let tags = Tags::new(["team:web", "env:prod"])?;
/// assert_eq!(tags.to_string(), "team:web,env:prod");
/// assert_eq!("team:web,env:prod".parse::<Tags>()?, tags);
/// assert!(Tags::new(["a,b"]).is_err());
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
///
/// With serde they are a list of texts, each valid for [`Tags::new`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Tags(Vec<String>);

impl Tags {
    /// Creates tags from an iterator.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if there is none, or if one is blank or contains a comma or a
    /// control character.
    pub fn new(tags: impl IntoIterator<Item = impl Into<String>>) -> Result<Self, Error> {
        let tags: Vec<String> = tags.into_iter().map(Into::into).collect();
        let problem = |why: String| Err(Error::new(ErrorKind::Config, why));
        if tags.is_empty() {
            return problem("there are no tags; Datadog requires at least one".to_owned());
        }
        if tags.iter().any(String::is_empty) {
            return problem("a tag is empty; leave it out".to_owned());
        }
        if let Some(tag) = tags
            .iter()
            .find(|tag| tag.trim().is_empty() || tag.contains(char::is_control))
        {
            return problem(format!(
                "the tag {tag:?} is blank or has control characters; leave it out"
            ));
        }
        if let Some(tag) = tags.iter().find(|tag| tag.contains(',')) {
            return problem(format!(
                "the tag {tag:?} contains a comma, which separates tags; pass two tags instead"
            ));
        }
        Ok(Self(tags))
    }

    /// Returns an iterator over the tags, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Returns whether a text with commas contains exactly these tags, in any order.
    #[inline]
    pub(crate) fn are(&self, text: &str) -> bool {
        let trimmed: fn(&str) -> &str = str::trim;
        let ours: BTreeSet<_> = self.iter().map(trimmed).collect();
        let shown: BTreeSet<_> = text.split(',').map(trimmed).collect();
        ours == shown
    }

    #[inline]
    pub(crate) fn wire(&self) -> Result<types::StatuspageUrlSettingTags, Error> {
        types::StatuspageUrlSettingTags::try_from(self.to_string())
            .map_err(|error| Error::new(ErrorKind::Config, error.to_string()))
    }
}

/// Writes the tags as Datadog stores them, with commas between them.
impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.join(","))
    }
}

impl TryFrom<Vec<String>> for Tags {
    type Error = Error;

    fn try_from(tags: Vec<String>) -> Result<Self, Error> {
        Self::new(tags)
    }
}

impl FromStr for Tags {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text.split(','))
    }
}
