//! The pages that the organization watches: what identifies them, and how answers show them.

mod ensure;
mod operations;

use std::fmt;
use std::str::FromStr;

use datadog_statuspage_api::types;
use reqwest::Url;

use crate::error::{Error, ErrorKind};
use crate::mask::Mask;
use crate::receipt::{Receipt, tells_its_call};
use crate::tags::Tags;
use crate::verdict;

pub use ensure::EnsuredUrlSetting;
pub(crate) use ensure::Seen;
pub use operations::UrlSettingOperations;

/// What to change of a URL setting.
///
/// ```
/// use datadog_statuspage::{Tags, UrlSettingChange};
///
/// let change = UrlSettingChange::default().tags(Tags::new(["team:web"])?);
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UrlSettingChange {
    url: Option<String>,
    tags: Option<Tags>,
}

impl UrlSettingChange {
    /// Another page.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Other tags, in place of all there are.
    #[must_use]
    #[inline]
    pub fn tags(mut self, tags: Tags) -> Self {
        self.tags = Some(tags);
        self
    }
}

/// A page's address as Datadog gets it: as it was written, once it is known to be one.
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
    types::StatuspageUrlSettingUrl::try_from(text).map_err(|_| problem("is empty"))
}

/// A URL as all texts that are the same URL have it (WHATWG's: a host in
/// capitals, or a missing slash after it, makes no difference).
pub(crate) fn canonical(url: &str) -> String {
    let url = url.trim();
    Url::parse(url).map_or_else(|_| url.to_owned(), String::from)
}

/// Identifies a URL setting: a text of 1 to 100 characters that Datadog chose.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UrlSettingId(String);

impl UrlSettingId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[inline]
    fn wire(&self) -> Result<types::StatuspageUrlSettingId, Error> {
        // It becomes part of a path, where these would lead to another resource.
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

/// A page that the organization watches, as an answer showed it.
#[derive(Debug, Clone)]
pub struct UrlSetting {
    pub(crate) id: UrlSettingId,
    pub(crate) url: Option<String>,
    pub(crate) custom_tags: Option<String>,
    pub(crate) confirmed: bool,
    pub(crate) receipt: Receipt,
}

tells_its_call!(UrlSetting);

fn is_setting(data: &types::StatuspageUrlSettingResponseData) -> bool {
    data.type_ == types::StatuspageUrlSettingType::StatuspageUrlSetting
}

impl UrlSetting {
    #[inline]
    fn other(body: &[u8]) -> Result<types::StatuspageUrlSettingResponse, String> {
        verdict::json(body, |answer: &types::StatuspageUrlSettingResponse| {
            is_setting(&answer.data)
        })
    }

    #[inline]
    fn read(
        answer: types::StatuspageUrlSettingResponse,
        receipt: Receipt,
        mask: &Mask<'_>,
    ) -> Self {
        Self::shown(answer.data, receipt, mask)
    }

    #[inline]
    fn shown(
        data: types::StatuspageUrlSettingResponseData,
        receipt: Receipt,
        mask: &Mask<'_>,
    ) -> Self {
        // Data, which is neither cut nor tidied.
        let mask = mask.of_data();
        let masked = |text: String| mask.apply(&text).into_owned();
        Self {
            id: UrlSettingId(masked(data.id.into())),
            url: data.attributes.url.map(masked),
            custom_tags: data.attributes.custom_tags.map(masked),
            confirmed: true,
            receipt,
        }
    }

    /// What identifies it.
    pub fn id(&self) -> &UrlSettingId {
        &self.id
    }

    /// The page; Datadog may show none.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The tags as one text, with commas between them; Datadog may show none.
    pub fn custom_tags(&self) -> Option<&str> {
        self.custom_tags.as_deref()
    }

    /// Whether an answer said that the call did what it was to do.
    ///
    /// `false` means that the answer was lost, and that what was asked for was
    /// found afterwards: this call made it, or there was an equal one, which
    /// somebody else made before or at the same time.
    pub fn confirmed(&self) -> bool {
        self.confirmed
    }

    fn unconfirmed(mut self) -> Self {
        self.confirmed = false;
        self
    }

    /// Whether this is the page that it watches.
    #[inline]
    pub(crate) fn watches(&self, url: &str) -> bool {
        self.page() == Some(canonical(url))
    }

    /// The page, as all ways to write it have it.
    #[inline]
    pub(crate) fn page(&self) -> Option<String> {
        self.url().map(canonical)
    }

    /// Whether these are its tags.
    #[inline]
    pub(crate) fn has(&self, tags: &Tags) -> bool {
        self.custom_tags().is_some_and(|shown| tags.are(shown))
    }

    /// The tags one by one; `None` where there are none, or not such as
    /// [`Tags`] can hold.
    #[inline]
    pub fn tags(&self) -> Option<Tags> {
        self.custom_tags.as_ref()?.parse().ok()
    }
}

/// All pages that the organization watches, as an answer listed them.
#[derive(Debug, Clone, Default)]
pub struct UrlSettings {
    pub(crate) settings: Vec<UrlSetting>,
    pub(crate) receipt: Receipt,
}

tells_its_call!(UrlSettings);

impl UrlSettings {
    #[inline]
    fn other(body: &[u8]) -> Result<types::StatuspageUrlSettingsResponse, String> {
        verdict::json(body, |answer: &types::StatuspageUrlSettingsResponse| {
            answer.data.iter().all(is_setting)
        })
    }

    #[inline]
    fn read(
        answer: types::StatuspageUrlSettingsResponse,
        receipt: Receipt,
        mask: &Mask<'_>,
    ) -> Self {
        let shown = |data| UrlSetting::shown(data, receipt.clone(), mask);
        Self {
            settings: answer.data.into_iter().map(shown).collect(),
            receipt,
        }
    }

    /// The settings, in Datadog's order.
    pub fn iter(&self) -> std::slice::Iter<'_, UrlSetting> {
        self.settings.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.settings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty()
    }
}

impl<'a> IntoIterator for &'a UrlSettings {
    type Item = &'a UrlSetting;
    type IntoIter = std::slice::Iter<'a, UrlSetting>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for UrlSettings {
    type Item = UrlSetting;
    type IntoIter = std::vec::IntoIter<UrlSetting>;

    fn into_iter(self) -> Self::IntoIter {
        self.settings.into_iter()
    }
}
