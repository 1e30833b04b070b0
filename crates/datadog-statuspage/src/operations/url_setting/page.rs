//! The identity of a URL setting: its id, and the page that it watches.

use std::fmt;
use std::str::FromStr;

use datadog_statuspage_api::types;
use reqwest::Url;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// Accepts a page's address as written, if it is valid.
#[inline]
pub(crate) fn page(text: &str) -> Result<types::StatuspageUrlSettingUrl, Error> {
    let text = text.trim();
    let problem = |why: &str| {
        let example = "write it like https://example.statuspage.io";
        Error::new(
            ErrorKind::Config,
            format!("the page's URL {why}; {example}"),
        )
    };
    let url = Url::parse(text).map_err(|error| problem(&format!("can't be read ({error})")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(problem("is neither http nor https"));
    }
    // The parser drops or encodes these characters, but the text is sent as written.
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(problem("contains white space or a control character"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(problem("contains a user name or a password"));
    }
    types::StatuspageUrlSettingUrl::try_from(text).map_err(|_| problem("is empty"))
}

/// Returns the canonical form of a URL (WHATWG URL: capitals in a host, or a missing slash after
/// it, make no difference).
pub(crate) fn canonical(url: &str) -> String {
    let url = url.trim();
    Url::parse(url).map_or_else(|_| url.to_owned(), String::from)
}

/// The id of a URL setting: a text of 1 to 100 characters that Datadog chose.
///
/// With serde it is a text. A plan must read back as it was written, so any text is accepted; the
/// call that uses an invalid id rejects it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UrlSettingId(String);

impl UrlSettingId {
    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Accepts an id from Datadog, whatever its length.
    pub(super) fn shown(text: String) -> Self {
        Self(text)
    }

    #[inline]
    pub(super) fn wire(&self) -> Result<types::StatuspageUrlSettingId, Error> {
        // It becomes part of a path, where these would point to another resource.
        let leads_away = matches!(self.0.as_str(), "." | "..") || self.0.contains(['/', '\\']);
        let id = types::StatuspageUrlSettingId::try_from(self.0.as_str());
        id.ok().filter(|_| !leads_away).ok_or_else(|| {
            let problem = "a URL setting's id is a text of 1 to 100 characters without slashes; take it from the list";
            Error::new(ErrorKind::Config, problem)
        })
    }
}

impl FromStr for UrlSettingId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let id = Self(text.to_owned());
        id.wire().map(|_| id)
    }
}

impl fmt::Display for UrlSettingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
