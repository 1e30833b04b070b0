//! What would have to change, and how that reads.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::desired::{Key, Wanted};
use crate::Secret;
use crate::message::one_line;
use crate::receipt::{Receipt, tells_its_course};
use crate::tags::Tags;
use crate::url_setting::{EnsuredUrlSetting, UrlSetting, UrlSettings, canonical};

/// A change of the organization's Statuspage integration.
///
/// `Display` is a line of a diff: it begins with `+`, `~` or `-`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Change {
    /// The account is created.
    CreateAccount,
    /// The account gets the key, which may be the one it has.
    ReplaceKey,
    /// A page is watched.
    CreateUrlSetting {
        /// The page.
        url: String,
        /// Its tags.
        tags: Tags,
    },
    /// A page that is watched gets other tags.
    Retag {
        /// The setting as it was found.
        setting: UrlSetting,
        /// The page, as it was asked for.
        url: String,
        /// The tags that it gets.
        tags: Tags,
    },
    /// A page is watched no longer.
    DeleteUrlSetting(
        /// The setting as it was found.
        UrlSetting,
    ),
}

/// What has to change for an organization to be as desired; see
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
#[derive(Debug, Clone)]
pub struct Plan {
    pub(crate) key: Option<Key>,
    pub(crate) changes: Vec<Change>,
    pub(crate) receipt: Receipt,
}

tells_its_course!(Plan);

impl Plan {
    /// What is to be done, where `list` is there.
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
        // Lists may be long, and reading a URL takes a while.
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
            // Of a setting that shows no page nobody knows whether it is wanted.
            let rest = list
                .iter()
                .filter(|setting| setting.url().is_some() && !pages.contains(&setting.page()));
            changes.extend(rest.cloned().map(Change::DeleteUrlSetting));
        }
        Self {
            key: wanted.account.clone(),
            changes,
            receipt: Receipt::default(),
        }
    }

    /// The plan as far as it still makes sense where `list` is there now.
    #[inline]
    pub(super) fn amid(mut self, list: &UrlSettings) -> Self {
        let changes = std::mem::take(&mut self.changes).into_iter();
        self.changes = changes
            .filter_map(|change| match change {
                Change::Retag { url, tags, .. } => match list.watching(&url) {
                    None => Some(Change::CreateUrlSetting { url, tags }),
                    Some(setting) if setting.has(&tags) => None,
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

    /// What must not be shown.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        self.key.iter().map(|key| key.secret.clone()).collect()
    }

    /// Whether a change depends on what the URL settings are.
    pub(super) fn is_about_pages(&self) -> bool {
        self.updates()
            .chain(self.deletes())
            .any(|change| !matches!(change, Change::ReplaceKey))
    }

    /// All changes, in the order in which they are made.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What is to be created.
    pub fn creates(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.sign() == '+')
    }

    /// What is to be updated.
    pub fn updates(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.sign() == '~')
    }

    /// What is to be deleted.
    pub fn deletes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.sign() == '-')
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl Change {
    /// What was made of a URL setting, where `planned` was to be made of it.
    #[inline]
    pub(super) fn made(ensured: EnsuredUrlSetting, planned: &Self) -> Option<Self> {
        let (Self::CreateUrlSetting { url, tags } | Self::Retag { url, tags, .. }) = planned else {
            return None;
        };
        let (url, tags) = (url.clone(), tags.clone());
        match (ensured, planned) {
            (EnsuredUrlSetting::AlreadyThere(_), _) => None,
            (EnsuredUrlSetting::Created(_), _) => Some(Self::CreateUrlSetting { url, tags }),
            (EnsuredUrlSetting::Retagged(_), Self::Retag { .. }) => Some(planned.clone()),
            (EnsuredUrlSetting::Retagged(setting), _) => Some(Self::Retag { setting, url, tags }),
        }
    }

    fn sign(&self) -> char {
        match self {
            Self::CreateAccount | Self::CreateUrlSetting { .. } => '+',
            Self::ReplaceKey | Self::Retag { .. } => '~',
            Self::DeleteUrlSetting(_) => '-',
        }
    }

    /// What making it is called.
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

/// A text of others, fit for a line of a terminal or a log.
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

impl fmt::Display for Plan {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        diff(f, &self.changes, ["to create", "to update", "to delete"])
    }
}

/// Changes and how many there are of each kind, called as `counted`.
pub(super) fn diff(
    f: &mut fmt::Formatter<'_>,
    changes: &[Change],
    counted: [&str; 3],
) -> fmt::Result {
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
