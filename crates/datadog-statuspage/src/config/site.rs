//! Datadog's regional sites: their spellings and addresses.

#[allow(clippy::too_many_lines)]
#[rustfmt::skip]
mod table;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Error, ErrorKind};
use crate::text::unquote;

pub use table::Site;

impl Site {
    /// Returns Datadog's short name, such as `US1` or `US1-FED`.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// Returns the site parameter: the value of `DD_SITE`, such as `datadoghq.eu`.
    pub const fn parameter(self) -> &'static str {
        self.entry().parameter
    }

    /// Returns the API's address, without a trailing slash, such as `https://api.datadoghq.eu`.
    pub const fn api_url(self) -> &'static str {
        self.entry().api_url
    }

    /// Returns the host of the web app, such as `app.datadoghq.eu`.
    pub const fn web_host(self) -> &'static str {
        self.entry().web_host
    }

    fn answers_to(self, spelling: &str) -> bool {
        let entry = self.entry();
        let api_host = entry.api_url.trim_start_matches("https://");
        [entry.name, entry.parameter, entry.web_host, api_host]
            .iter()
            .chain(entry.aliases)
            .any(|known| known.eq_ignore_ascii_case(spelling))
    }
}

/// The site parameter, which parses back to the same site.
impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.parameter())
    }
}

/// Parses any common spelling of a site: its name, its parameter, or the host or address of its
/// web app or its API. Case, white space and quotes around it are ignored.
///
/// ```
/// use datadog_statuspage::Site;
///
/// for spelling in ["datadoghq.eu", "EU1", "eu", "https://app.datadoghq.eu/", " \"api.datadoghq.eu\"\n"] {
///     assert_eq!(spelling.parse::<Site>()?, Site::Eu1);
/// }
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Config`] with a list of the known sites. An unknown site is never guessed,
/// because the keys would go to whoever owns that host; use
/// [`ClientBuilder::base_url`](crate::ClientBuilder::base_url) for it.
impl FromStr for Site {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let spelling = unquote(text);
        let host = ["https://", "http://"]
            .iter()
            .find_map(|scheme| {
                let (start, rest) = spelling.split_at_checked(scheme.len())?;
                start.eq_ignore_ascii_case(scheme).then_some(rest)
            })
            .unwrap_or(spelling);
        let host = host.strip_suffix('/').unwrap_or(host);
        Site::ALL
            .iter()
            .copied()
            .find(|site| site.answers_to(host))
            .ok_or_else(|| unknown(spelling))
    }
}

/// Serializes the site parameter.
impl Serialize for Site {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.parameter())
    }
}

/// Deserializes any spelling that `FromStr` parses.
impl<'de> Deserialize<'de> for Site {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spelling = String::deserialize(deserializer)?;
        spelling.parse().map_err(de::Error::custom)
    }
}

fn unknown(spelling: &str) -> Error {
    let known: Vec<_> = Site::ALL.iter().map(|site| site.parameter()).collect();
    Error::new(
        ErrorKind::Config,
        format!(
            "{} is not a Datadog site; known sites are {}; for a newer site, pass its API address to base_url",
            shown(spelling),
            known.join(", "),
        ),
    )
}

/// Returns the spelling, unless it might be a key in the wrong variable.
fn shown(spelling: &str) -> String {
    // All sites so far are short or have a dot in the name; keys are neither.
    let looks_like_a_site = spelling.len() <= 12 || spelling.contains('.');
    let plain = spelling.chars().all(|c| c.is_ascii_graphic() && c != '@');
    if spelling.is_empty() {
        "an empty text".to_owned()
    } else if looks_like_a_site && plain && spelling.len() <= 100 {
        format!("{spelling:?}")
    } else {
        format!("a text of {} characters", spelling.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_a_known_site_or_an_error(
            text in prop_oneof![
                any::<String>(),
                "[ \"']{0,2}(https?://)?[a-z0-9.]{0,20}(datadoghq.(com|eu)|ddog-gov.com|EU1)/?[ \n\"']{0,2}",
            ],
        ) {
            match text.parse::<Site>() {
                Ok(site) => {
                    prop_assert_eq!(site.to_string().parse::<Site>().unwrap(), site);
                    // The text contained nothing but the site itself.
                    prop_assert!(unquote(&text).len() <= site.web_host().len().max(site.api_url().len()) + 9);
                }
                Err(error) => {
                    prop_assert_eq!(error.kind(), ErrorKind::Config);
                    let known: usize = Site::ALL.iter().map(|site| site.parameter().len() + 2).sum();
                    prop_assert!(error.to_string().len() < known + 500);
                }
            }
        }
    }
}
