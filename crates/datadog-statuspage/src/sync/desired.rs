//! What an organization's Statuspage integration should be.

use std::collections::{HashMap, HashSet};

use datadog_statuspage_api::Secret;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::operations::{Tags, UrlSetting, UrlSettings, canonical, page, require_key};
use crate::text::one_line;

/// What an organization should hold, for [`Client::sync`](crate::Client::sync).
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
/// What isn't mentioned is left alone: without [`account`](Self::account) the
/// account, and without [`prune`](Self::prune) every URL setting of another
/// page. A page that is mentioned twice with different tags is refused by the
/// call, as is one that is no http or https URL; [`check`](Self::check) says so beforehand.
///
/// # serde
///
/// It is read from the fields `statuspage_key`, `replace_key`, `pages` (each with `url` and
/// `tags`), `prune` and `allow_deleting_every_page`, all of them optional; other fields are
/// refused. `statuspage_key` is read and never written: a state that was written and read back
/// desires the same pages and leaves the account alone until [`account`](Self::account) is
/// called again.
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

/// The key of an account that should be there.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Secret")]
pub(crate) struct Key {
    pub(super) secret: Secret,
    /// Whether an account that is there gets it.
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

/// A page that should be watched.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub(super) url: String,
    pub(super) tags: Tags,
}

impl Desired {
    /// Desires nothing in particular.
    pub fn new() -> Self {
        Self::default()
    }

    /// Desires an account, made with this key.
    ///
    /// Datadog doesn't show keys, so that of an account that is there can't be
    /// compared. It is left as it is unless [`replace_key`](Self::replace_key)
    /// asks for more.
    #[must_use]
    pub fn account(mut self, statuspage_key: impl Into<Secret>) -> Self {
        self.account = Some(statuspage_key.into().into());
        self
    }

    /// Sets whether an account that is there gets the key too, in each run, as when
    /// the key was rotated. Default: no.
    #[must_use]
    pub fn replace_key(mut self, replace: bool) -> Self {
        self.replace_key = replace;
        self
    }

    /// Desires that this page is watched, with these tags.
    #[must_use]
    pub fn url_setting(mut self, url: impl Into<String>, tags: Tags) -> Self {
        let url = url.into();
        self.url_settings.push(Page { url, tags });
        self
    }

    /// Sets whether every URL setting of another page is deleted. Default: no.
    ///
    /// A setting that can't be read, or shows no page, is left as it is.
    #[must_use]
    pub fn prune(mut self, prune: bool) -> Self {
        self.prune = prune;
        self
    }

    /// Checks what [`Client::plan`](crate::Client::plan) would refuse, without a client.
    ///
    /// # Errors
    /// [`ErrorKind::Config`], with the first reason that was found.
    pub fn check(&self) -> Result<(), Error> {
        Wanted::of(self).map(|_| ())
    }

    /// Sets whether [`prune`](Self::prune) may delete every URL setting, where no page is
    /// desired. Default: no; the call is refused then, as a list of pages that came out
    /// empty by mistake looks the same.
    #[must_use]
    pub fn allow_deleting_every_page(mut self, allow: bool) -> Self {
        self.delete_every_page = allow;
        self
    }
}

/// Desires what is there: the pages of a list with their tags, and nothing of the account.
///
/// Settings without a page or tags, or with values that [`Desired`] refuses, are left out. A plan for
/// the list's organization has nothing to do, as long as nothing is changed there.
impl From<&UrlSettings> for Desired {
    fn from(list: &UrlSettings) -> Self {
        // Of several settings of one page, the one is taken that a plan compares.
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

/// What is desired, once it is known to be possible.
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

    /// What must not be shown.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        self.account.iter().map(|key| key.secret.clone()).collect()
    }

    /// Whether anything is wanted of the URL settings.
    pub(super) fn is_about_pages(&self) -> bool {
        self.prune || !self.pages.is_empty()
    }

    /// An account that is there holds the key from now on.
    pub(super) fn key_is_written(&mut self) {
        if let Some(key) = &mut self.account {
            key.replace = false;
        }
    }
}
