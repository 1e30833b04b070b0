//! URL settings, and changes of them.

use std::borrow::Cow;
use std::collections::HashSet;

use datadog_statuspage_api::types;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::page::{UrlSettingId, canonical};
use crate::call::{Reader, json};
use crate::operations::tags::Tags;
use crate::redact::Mask;

/// Changes to a URL setting.
///
/// ```
/// use datadog_statuspage::{Tags, UrlSettingChange};
///
/// let change = UrlSettingChange::default().tags(Tags::new(["team:web"])?);
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UrlSettingChange {
    pub(super) url: Option<String>,
    pub(super) tags: Option<Tags>,
}

impl UrlSettingChange {
    /// Sets another page.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets other tags, which replace all existing ones.
    #[must_use]
    #[inline]
    pub fn tags(mut self, tags: Tags) -> Self {
        self.tags = Some(tags);
        self
    }
}

/// A page that the organization watches, as an answer showed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrlSetting {
    id: UrlSettingId,
    url: Option<String>,
    custom_tags: Option<String>,
    confirmed: bool,
}

fn is_setting(data: &types::StatuspageUrlSettingResponseData) -> bool {
    data.type_ == types::StatuspageUrlSettingType::StatuspageUrlSetting
}

impl UrlSetting {
    /// Creates a URL setting, for tests. It counts as [`confirmed`](Self::confirmed).
    pub fn new(id: UrlSettingId, url: impl Into<String>, tags: &Tags) -> Self {
        Self {
            id,
            url: Some(url.into()),
            custom_tags: Some(tags.to_string()),
            confirmed: true,
        }
    }

    /// Marks it as one whose answer was lost; see [`confirmed`](Self::confirmed).
    #[must_use]
    pub fn unconfirmed(mut self) -> Self {
        self.confirmed = false;
        self
    }

    pub(super) const READER: Reader<types::StatuspageUrlSettingResponse, Self> = Reader {
        value: |answer, mask| Self::shown(answer.data, &mask.for_data()),
        by_body: |body, mask| {
            let answer = json(body, |answer: &types::StatuspageUrlSettingResponse| {
                is_setting(&answer.data)
            })?;
            Ok(Self::shown(answer.data, &mask.for_data()))
        },
        recover: |_| None,
    };

    fn holds_secrets(data: &types::StatuspageUrlSettingResponseData, mask: &Mask<'_>) -> bool {
        let attributes = &data.attributes;
        let texts = [attributes.url.as_deref(), attributes.custom_tags.as_deref()];
        let texts = texts.into_iter().flatten().chain([data.id.as_str()]);
        texts
            .into_iter()
            .any(|text| matches!(mask.apply(text), Cow::Owned(_)))
    }

    /// Masks data, which is neither shortened nor cleaned up.
    fn shown(data: types::StatuspageUrlSettingResponseData, mask: &Mask<'_>) -> Self {
        let masked = |text: String| mask.apply(&text).into_owned();
        Self {
            id: UrlSettingId::shown(masked(data.id.into())),
            url: data.attributes.url.map(masked),
            custom_tags: data.attributes.custom_tags.map(masked),
            confirmed: true,
        }
    }

    /// Returns the id.
    pub fn id(&self) -> &UrlSettingId {
        &self.id
    }

    /// Returns the page; `None` if Datadog shows none.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Returns the tags as one text with commas between them; `None` if Datadog shows none.
    pub fn custom_tags(&self) -> Option<&str> {
        self.custom_tags.as_deref()
    }

    /// Returns the tags one by one; `None` if there are none, or if [`Tags`] can't represent
    /// them.
    #[inline]
    pub fn tags(&self) -> Option<Tags> {
        self.custom_tags.as_ref()?.parse().ok()
    }

    /// Returns whether an answer confirmed what the call did.
    ///
    /// `false` means that the answer was lost, and that the requested state was found afterwards:
    /// this call reached it, or another client did before or at the same time.
    pub fn confirmed(&self) -> bool {
        self.confirmed
    }

    /// Returns whether it watches this page.
    #[inline]
    pub(crate) fn watches(&self, url: &str) -> bool {
        self.page() == Some(canonical(url))
    }

    /// Returns the page in its canonical form.
    #[inline]
    pub(crate) fn page(&self) -> Option<String> {
        self.url().map(canonical)
    }

    /// Returns whether these are its tags.
    #[inline]
    pub(crate) fn has(&self, tags: &Tags) -> bool {
        self.custom_tags().is_some_and(|shown| tags.are(shown))
    }
}

/// A list whose entries are not parsed yet.
#[derive(Deserialize)]
struct List {
    data: Vec<Value>,
}

/// The id of an entry, and the entry if it can be parsed.
type Entry = (
    Option<String>,
    Option<types::StatuspageUrlSettingResponseData>,
);

/// Returns the id of an entry, as it would appear in a path.
fn id_of(entry: &Value) -> Option<String> {
    match entry.get("id")? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// All pages that the organization watches, as an answer listed them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UrlSettings {
    settings: Vec<UrlSetting>,
    unreadable: usize,
}

impl UrlSettings {
    pub(super) const READER: Reader<types::StatuspageUrlSettingsResponse, Self> = Reader {
        value: |answer, mask| {
            let entries = answer.data.into_iter();
            let entries = entries.map(|data| (Some(data.id.to_string()), Some(data)));
            Self::shown(entries.collect(), mask)
        },
        by_body: |body, mask| {
            let List { data } = json(body, |_| true)?;
            // One unreadable entry must not hide the others.
            let read = |entry| (id_of(&entry), serde_json::from_value(entry).ok());
            Ok(Self::shown(data.into_iter().map(read).collect(), mask))
        },
        recover: |_| None,
    };

    fn shown(entries: Vec<Entry>, mask: &Mask<'_>) -> Self {
        let mask = mask.for_data();
        let mut ids = HashSet::new();
        let all = entries.iter().filter_map(|(id, _)| id.as_ref());
        let repeated: HashSet<_> = all.filter(|id| !ids.insert(*id)).cloned().collect();
        let mut list = Self::default();
        for (id, entry) in entries {
            // A change with such an id might affect something else.
            let id = id.filter(|id| !repeated.contains(id) && id.parse::<UrlSettingId>().is_ok());
            let entry = entry.filter(|data| id.is_some() && is_setting(data));
            // An id that masking would change no longer identifies the setting.
            match entry.filter(|data| !UrlSetting::holds_secrets(data, &mask)) {
                Some(data) => list.settings.push(UrlSetting::shown(data, &mask)),
                None => list.unreadable = list.unreadable.saturating_add(1),
            }
        }
        list
    }

    /// Returns how many entries of the answer were left out of the list. Such an entry can't be
    /// parsed, is not a URL setting, contains a key or a sensitive header's value that would be
    /// masked, or has an id that is another entry's too or that [`UrlSettingId`] can't represent.
    /// They are never updated or deleted.
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Returns the setting that watches the page; if several do, the one with exactly this text.
    #[inline]
    pub(crate) fn watching(&self, url: &str) -> Option<&UrlSetting> {
        let exact = self.iter().find(|setting| setting.url() == Some(url));
        let page = canonical(url);
        let is_it = |setting: &&UrlSetting| setting.page().as_ref() == Some(&page);
        exact.or_else(|| self.iter().find(is_it))
    }

    /// Returns an iterator over the settings, in Datadog's order.
    pub fn iter(&self) -> std::slice::Iter<'_, UrlSetting> {
        self.settings.iter()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.settings.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty()
    }
}

impl FromIterator<UrlSetting> for UrlSettings {
    fn from_iter<I: IntoIterator<Item = UrlSetting>>(settings: I) -> Self {
        let settings = settings.into_iter().collect();
        Self {
            settings,
            unreadable: 0,
        }
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
