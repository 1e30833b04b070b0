//! The desired state of an organization's Statuspage integration.

use std::collections::{HashMap, HashSet};

use datadog_statuspage_api::Secret;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::operations::{Tags, UrlSetting, UrlSettings, canonical, page, require_key};
use crate::text::one_line;

/// The desired state of an organization, for [`Client::sync`](crate::Client::sync).
///
/// ```
/// use datadog_statuspage::{Desired, Secret, Tags};
///
/// let desired = Desired::new()
///     .account(Secret::from("a-statuspage-key"))
///     .url_setting("https://example.statuspage.io", Tags::new(["team:web"])?)
///     .prune(false);
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
///
/// Anything that isn't mentioned stays as it is: without [`account`](Self::account) the account,
/// and without [`prune`](Self::prune) every URL setting of another page. The call rejects a page
/// that is listed twice with different tags, and one whose URL is neither http nor https;
/// [`check`](Self::check) does so beforehand.
///
/// # serde
///
/// It deserializes from the optional fields `statuspage_key`, `replace_key`, `pages` (each with
/// `url` and `tags`), `prune` and `allow_deleting_every_page`; other fields are rejected.
/// `statuspage_key` is read and never written: a state that was written and read back desires the
/// same pages, but leaves the account alone until [`account`](Self::account) is called again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Desired {
    #[serde(rename = "statuspage_key", skip_serializing)]
    account: Option<Key>,
    replace_key: bool,
    #[serde(rename = "pages")]
    url_settings: Vec<Page>,
    prune: bool,
    #[serde(rename = "allow_deleting_every_page")]
    delete_every_page: bool,
}

/// The key of a desired account.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Secret")]
pub(crate) struct Key {
    pub(super) secret: Secret,
    /// Whether an existing account gets the key, too.
    pub(super) replace: bool,
}

impl From<Secret> for Key {
    fn from(secret: Secret) -> Self {
        Self {
            secret,
            replace: false,
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.secret.expose() == other.secret.expose() && self.replace == other.replace
    }
}

/// A desired page.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub(super) url: String,
    pub(super) tags: Tags,
}

impl Desired {
    /// Creates an empty desired state.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the account, to be created with this key if there is none.
    ///
    /// Datadog doesn't show keys, so an existing account's key can't be compared. It stays as it
    /// is unless [`replace_key`](Self::replace_key) is set.
    #[must_use]
    pub fn account(mut self, statuspage_key: impl Into<Secret>) -> Self {
        self.account = Some(statuspage_key.into().into());
        self
    }

    /// Sets whether an existing account gets the key too, in each run, as after the key was
    /// rotated. Default: no.
    #[must_use]
    pub fn replace_key(mut self, replace: bool) -> Self {
        self.replace_key = replace;
        self
    }

    /// Adds a page to watch, with these tags.
    #[must_use]
    pub fn url_setting(mut self, url: impl Into<String>, tags: Tags) -> Self {
        let url = url.into();
        self.url_settings.push(Page { url, tags });
        self
    }

    /// Sets whether every URL setting of another page is deleted. Default: no.
    ///
    /// A setting that can't be read, or shows no page, stays as it is.
    #[must_use]
    pub fn prune(mut self, prune: bool) -> Self {
        self.prune = prune;
        self
    }

    /// Checks for what [`Client::plan`](crate::Client::plan) would reject, without a client.
    ///
    /// # Errors
    /// [`ErrorKind::Config`], with the first reason found.
    pub fn check(&self) -> Result<(), Error> {
        Wanted::of(self).map(|_| ())
    }

    /// Sets whether [`prune`](Self::prune) may delete every URL setting if no page is desired.
    /// Default: no; the call then fails, because a list of pages that is empty by mistake looks
    /// the same.
    #[must_use]
    pub fn allow_deleting_every_page(mut self, allow: bool) -> Self {
        self.delete_every_page = allow;
        self
    }
}

/// Desires the current state: the pages of a list with their tags, and nothing about the account.
///
/// Settings without a page or tags, or with values that [`Desired`] rejects, are left out. A plan
/// for the same organization is empty until something changes there.
impl From<&UrlSettings> for Desired {
    fn from(list: &UrlSettings) -> Self {
        // Of several settings of one page, the one that a plan compares is used.
        let as_written = |setting: &UrlSetting| setting.url().is_some_and(|url| url == url.trim());
        let (first, rest): (Vec<_>, Vec<_>) = list.iter().partition(|&it| as_written(it));
        let mut known = HashSet::new();
        let mut desired = Self::new();
        for setting in first.into_iter().chain(rest) {
            let Some(url) = setting.url().filter(|url| page(url).is_ok()) else {
                continue;
            };
            if known.insert(canonical(url))
                && let Some(tags) = setting.tags()
            {
                desired = desired.url_setting(url.trim(), tags);
            }
        }
        desired
    }
}

/// A desired state that was checked.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) account: Option<Key>,
    pub(super) pages: Vec<Page>,
    pub(super) prune: bool,
}

impl Wanted {
    #[inline]
    pub(super) fn of(desired: &Desired) -> Result<Self, Error> {
        let account = desired.account.clone().map(|key| Key {
            replace: desired.replace_key,
            ..key
        });
        if let Some(key) = &account {
            require_key(key.secret.clone())?;
        }
        if desired.prune && desired.url_settings.is_empty() && !desired.delete_every_page {
            let problem = "pruning without any desired page would delete every URL setting; add a page, or \
                           call allow_deleting_every_page(true)";
            return Err(Error::new(ErrorKind::Config, problem));
        }
        let mut pages: Vec<Page> = Vec::new();
        let mut known: HashMap<String, Tags> = HashMap::new();
        for wanted in &desired.url_settings {
            page(&wanted.url).map_err(|error| error.with_subject(&wanted.url))?;
            let url = wanted.url.trim();
            let tags = wanted.tags.clone();
            match known.get(&canonical(url)) {
                Some(earlier) if earlier.are(&tags.to_string()) => {}
                Some(earlier) => {
                    let url = one_line(url, 200);
                    let problem = format!(
                        "{url} is listed with the tags {earlier} and with the tags {tags}; \
                         list each page once"
                    );
                    return Err(Error::new(ErrorKind::Config, problem));
                }
                None => {
                    known.insert(canonical(url), tags.clone());
                    pages.push(Page {
                        url: url.to_owned(),
                        tags,
                    });
                }
            }
        }
        Ok(Self {
            account,
            pages,
            prune: desired.prune,
        })
    }

    /// Returns what must not be shown.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        self.account.iter().map(|key| key.secret.clone()).collect()
    }

    /// Returns whether it concerns the URL settings.
    pub(super) fn is_about_pages(&self) -> bool {
        self.prune || !self.pages.is_empty()
    }

    /// Records that an existing account now holds the key.
    pub(super) fn key_is_written(&mut self) {
        if let Some(key) = &mut self.account {
            key.replace = false;
        }
    }
}
