//! One change, and its text.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::operations::{Ensured, Tags, UrlSetting};
use crate::text::one_line;

/// A change to the organization's Statuspage integration.
///
/// `Display` is one line of a diff: it begins with `+`, `~` or `-`. With serde it is a map whose
/// `change` is one of `create_account`, `replace_key`, `create_url_setting`, `retag` and
/// `delete_url_setting`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// Creates the account.
    CreateAccount,
    /// Replaces the account's key, possibly with the same key.
    ReplaceKey,
    /// Watches a page.
    CreateUrlSetting {
        /// The page.
        url: String,
        /// Its tags.
        tags: Tags,
    },
    /// Changes the tags of a page that is already watched.
    Retag {
        /// The setting as it was found.
        setting: UrlSetting,
        /// The page, as it was requested.
        url: String,
        /// The new tags.
        tags: Tags,
    },
    /// Stops watching a page.
    DeleteUrlSetting(
        /// The setting as it was found.
        UrlSetting,
    ),
}

impl Change {
    /// Returns the change made to a URL setting, where `planned` was to be made.
    #[inline]
    pub(super) fn made(ensured: Ensured<UrlSetting>, planned: &Self) -> Option<Self> {
        let (Self::CreateUrlSetting { url, tags } | Self::Retag { url, tags, .. }) = planned else {
            return None;
        };
        let (url, tags) = (url.clone(), tags.clone());
        match (ensured, planned) {
            (Ensured::Unchanged(_), _) => None,
            (Ensured::Created(_), _) => Some(Self::CreateUrlSetting { url, tags }),
            (Ensured::Updated(_), Self::Retag { .. }) => Some(planned.clone()),
            (Ensured::Updated(setting), _) => Some(Self::Retag { setting, url, tags }),
        }
    }

    pub(super) fn sign(&self) -> char {
        match self {
            Self::CreateAccount | Self::CreateUrlSetting { .. } => '+',
            Self::ReplaceKey | Self::Retag { .. } => '~',
            Self::DeleteUrlSetting(_) => '-',
        }
    }

    /// Returns the gerund for the change, for error sentences.
    #[inline]
    pub(super) fn doing(&self) -> String {
        match self {
            Self::CreateAccount => "creating the account".to_owned(),
            Self::ReplaceKey => "replacing the account's key".to_owned(),
            Self::CreateUrlSetting { url, .. } => format!("watching {}", Shown(url)),
            Self::Retag { url, .. } => format!("retagging {}", Shown(url)),
            Self::DeleteUrlSetting(setting) => format!("deleting {}", Shown::of(setting)),
        }
    }
}

/// Text from others, made fit for a line of a terminal or a log.
struct Shown<'a>(&'a str);

impl<'a> Shown<'a> {
    fn of(setting: &'a UrlSetting) -> Self {
        Self(setting.url().unwrap_or("(no page shown)"))
    }
}

impl fmt::Display for Shown<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(self.0, 500))
    }
}

impl fmt::Display for Change {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.sign())?;
        match self {
            Self::CreateAccount => f.write_str("account"),
            Self::ReplaceKey => f.write_str("account  the key"),
            Self::CreateUrlSetting { url, tags } => {
                write!(f, "{}  {}", Shown(url), Shown(&tags.to_string()))
            }
            Self::Retag { setting, url, tags } => {
                write!(f, "{}  ", Shown(url))?;
                let before = setting.custom_tags().unwrap_or("(none)");
                if !setting.has(tags) {
                    write!(f, "{} -> ", Shown(before))?;
                }
                write!(f, "{}", Shown(&tags.to_string()))
            }
            Self::DeleteUrlSetting(setting) => {
                write!(f, "{}", Shown::of(setting))?;
                match setting.custom_tags() {
                    Some(tags) => write!(f, "  {}", Shown(tags)),
                    None => Ok(()),
                }
            }
        }
    }
}

/// Writes the changes and how many there are of each kind, with the words of `counted`.
pub(super) fn diff(
    f: &mut fmt::Formatter<'_>,
    changes: &[Change],
    counted: [&str; 3],
    unreadable: usize,
) -> fmt::Result {
    if unreadable > 0 {
        writeln!(f, "? {unreadable} unreadable, left unchanged")?;
    }
    if changes.is_empty() {
        return f.write_str("nothing to do");
    }
    for change in changes {
        writeln!(f, "{change}")?;
    }
    let counts = ['+', '~', '-']
        .into_iter()
        .zip(counted)
        .filter_map(|(sign, called)| {
            let count = changes
                .iter()
                .filter(|change| change.sign() == sign)
                .count();
            (count > 0).then(|| format!("{count} {called}"))
        });
    f.write_str(&counts.collect::<Vec<_>>().join(", "))
}
