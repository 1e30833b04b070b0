//! The plan: what has to change.

use std::collections::{HashMap, HashSet};
use std::fmt;

use datadog_statuspage_api::Secret;
use serde::{Deserialize, Serialize};

use super::change::{Change, diff};
use super::desired::{Key, Wanted};
use crate::operations::{UrlSetting, UrlSettings, canonical};

/// The changes that bring an organization to the desired state; see
/// [`Client::plan`](crate::Client::plan).
///
/// `Display` is a diff and a count:
///
/// ```text
/// + account
/// + https://new.statuspage.io  team:web
/// ~ https://example.statuspage.io  team:web -> team:web,env:prod
/// - https://old.statuspage.io  team:web
/// 2 to create, 1 to update, 1 to delete
/// ```
///
/// With serde it is its changes and the number of unreadable settings. The Statuspage key is left
/// out, so a plan that was read back can't create an account or replace a key. The same holds for
/// one that was collected from changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    #[serde(skip)]
    pub(super) key: Option<Key>,
    changes: Vec<Change>,
    unreadable: usize,
}

impl Plan {
    /// Plans what to do, given the current `list`.
    #[inline]
    pub(super) fn new(wanted: &Wanted, account_is_there: bool, list: &UrlSettings) -> Self {
        let account =
            wanted
                .account
                .as_ref()
                .and_then(|key| match (account_is_there, key.replace) {
                    (false, _) => Some(Change::CreateAccount),
                    (true, true) => Some(Change::ReplaceKey),
                    (true, false) => None,
                });
        let mut changes: Vec<_> = account.into_iter().collect();
        // Lists may be long, and parsing a URL takes a while.
        let (mut by_text, mut by_page) = (HashMap::new(), HashMap::new());
        for setting in list {
            by_text.entry(setting.url()).or_insert(setting);
            by_page.entry(setting.page()).or_insert(setting);
        }
        let mut retagged = Vec::new();
        let mut pages = HashSet::new();
        for page in &wanted.pages {
            let (url, tags) = (page.url.clone(), page.tags.clone());
            let key = Some(canonical(&url));
            match by_text.get(&Some(&*url)).or_else(|| by_page.get(&key)) {
                None => changes.push(Change::CreateUrlSetting { url, tags }),
                Some(setting) if setting.has(&tags) => {}
                Some(setting) => retagged.push(Change::Retag {
                    setting: (*setting).clone(),
                    url,
                    tags,
                }),
            }
            pages.insert(key);
        }
        changes.append(&mut retagged);
        if wanted.prune {
            // A setting that shows no page may be a desired one.
            let rest = list
                .iter()
                .filter(|setting| setting.url().is_some() && !pages.contains(&setting.page()));
            changes.extend(rest.cloned().map(Change::DeleteUrlSetting));
        }
        Self {
            key: wanted.account.clone(),
            changes,
            unreadable: list.unreadable(),
        }
    }

    /// Keeps what is still to be done, given the current `list`.
    #[inline]
    pub(super) fn still_needed(mut self, list: &UrlSettings) -> Self {
        let changes = std::mem::take(&mut self.changes).into_iter();
        self.changes = changes
            .filter_map(|change| match change {
                Change::Retag { url, tags, .. } => match list.watching(&url) {
                    None => Some(Change::CreateUrlSetting { url, tags }),
                    Some(setting) => Some(Change::Retag {
                        setting: setting.clone(),
                        url,
                        tags,
                    }),
                },
                Change::DeleteUrlSetting(setting) => {
                    let is_it = |now: &&UrlSetting| {
                        now.id() == setting.id() && now.page() == setting.page()
                    };
                    list.iter()
                        .find(is_it)
                        .cloned()
                        .map(Change::DeleteUrlSetting)
                }
                change => Some(change),
            })
            .collect();
        self
    }

    /// Returns what must not be shown.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        self.key.iter().map(|key| key.secret.clone()).collect()
    }

    /// Returns whether it has a change that needs a key, but no key.
    pub(super) fn lacks_key(&self) -> bool {
        let needs_key =
            |change: &Change| matches!(change, Change::CreateAccount | Change::ReplaceKey);
        self.key.is_none() && self.changes.iter().any(needs_key)
    }

    /// Returns whether a change depends on the URL settings.
    pub(super) fn is_about_pages(&self) -> bool {
        self.updates()
            .chain(self.deletes())
            .any(|change| !matches!(change, Change::ReplaceKey))
    }

    /// Returns all changes, in the order in which they are made.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns an iterator over the creations.
    pub fn creates(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.sign() == '+')
    }

    /// Returns an iterator over the updates.
    pub fn updates(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.sign() == '~')
    }

    /// Returns an iterator over the deletions.
    pub fn deletes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.sign() == '-')
    }

    /// Returns how many of the organization's URL settings could not be read; see
    /// [`UrlSettings::unreadable`]. They stay as they are, even with
    /// [`prune`](crate::Desired::prune).
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Returns whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Collects changes into a plan, for tests or to apply a selection of another plan's changes.
///
/// It has no Statuspage key, so applying one that creates an account or replaces its key fails
/// with [`ErrorKind::Config`](crate::ErrorKind::Config).
impl FromIterator<Change> for Plan {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Self {
        Self {
            key: None,
            changes: changes.into_iter().collect(),
            unreadable: 0,
        }
    }
}

impl fmt::Display for Plan {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let called = ["to create", "to update", "to delete"];
        diff(f, &self.changes, called, self.unreadable)
    }
}
