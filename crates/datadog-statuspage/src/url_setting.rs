//! The pages that the organization watches, and what can be done with them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use datadog_statuspage_api::types;
use reqwest::{StatusCode, Url};

use crate::call::Call;
use crate::client::Shared;
use crate::deleted::{self, Deleted};
use crate::error::{Error, ErrorKind};
use crate::mask::Mask;
use crate::receipt::{Receipt, tells_its_call};
use crate::tags::Tags;
use crate::verdict;

/// The operations on the organization's Statuspage URL settings; see
/// [`Client::url_settings`](crate::Client::url_settings).
#[derive(Debug, Clone)]
pub struct UrlSettingOperations(pub(crate) Arc<Shared>);

type Wire = datadog_statuspage_api::Client;

impl UrlSettingOperations {
    /// Lists all URL settings, in one answer.
    ///
    /// The application key needs the permission `integrations_read`.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`] where Datadog
    /// answers so.
    pub fn list(&self) -> Call<UrlSettings> {
        let send = async |wire: Wire| wire.list_statuspage_url_settings().await;
        Call::new(
            &self.0,
            StatusCode::OK,
            Vec::new(),
            send,
            UrlSettings::other,
            UrlSettings::read,
        )
    }

    /// Has the organization watch a page, and tag the events that come of it.
    ///
    /// `url` is a page on status.io, statuspage.com or statuspage.io. The
    /// application key needs the permission `manage_integrations`.
    ///
    /// # Errors
    /// Beyond what any call can meet:
    /// - [`ErrorKind::Conflict`] if the page is watched already. With
    ///   [`Outcome::Unknown`](crate::Outcome::Unknown) the setting may be the
    ///   one that an earlier attempt of this very call created.
    /// - [`ErrorKind::Config`] if `url` is no http or https URL; nothing is sent then.
    pub fn create(&self, url: impl AsRef<str>, tags: Tags) -> Call<UrlSetting> {
        let attributes = page(url.as_ref()).and_then(|url| {
            Ok(types::StatuspageUrlSettingCreateRequestAttributes {
                custom_tags: tags.wire()?,
                url,
            })
        });
        let attributes = match attributes {
            Ok(attributes) => attributes,
            Err(error) => return Call::refused(&self.0, error),
        };
        let body = types::StatuspageUrlSettingCreateRequest {
            data: types::StatuspageUrlSettingCreateRequestData {
                attributes,
                type_: types::StatuspageUrlSettingType::StatuspageUrlSetting,
            },
        };
        let send = async move |wire: Wire| wire.create_statuspage_url_setting(&body).await;
        Call::new(
            &self.0,
            StatusCode::CREATED,
            Vec::new(),
            send,
            UrlSetting::other,
            UrlSetting::read,
        )
    }

    /// Changes the page, the tags, or both; what is not named stays.
    ///
    /// The application key needs the permission `manage_integrations`. An
    /// update can be repeated safely: it ends in the same state.
    ///
    /// # Errors
    /// Beyond what any call can meet:
    /// - [`ErrorKind::NotFound`] if there is no such setting.
    /// - [`ErrorKind::Conflict`] if another setting watches the page.
    /// - [`ErrorKind::Config`] if the change names no http or https URL where
    ///   it names one; nothing is sent then.
    pub fn update(&self, id: &UrlSettingId, change: UrlSettingChange) -> Call<UrlSetting> {
        let attributes = || -> Result<_, Error> {
            Ok(types::StatuspageUrlSettingUpdateRequestAttributes {
                custom_tags: change.tags.as_ref().map(Tags::wire).transpose()?,
                url: change.url.as_deref().map(page).transpose()?,
            })
        };
        let (id, attributes) = match id.wire().and_then(|id| Ok((id, attributes()?))) {
            Ok(both) => both,
            Err(error) => return Call::refused(&self.0, error),
        };
        let body = types::StatuspageUrlSettingUpdateRequest {
            data: types::StatuspageUrlSettingUpdateRequestData {
                attributes,
                id: id.clone(),
                type_: types::StatuspageUrlSettingType::StatuspageUrlSetting,
            },
        };
        let send = async move |wire: Wire| wire.update_statuspage_url_setting(&id, &body).await;
        Call::new(
            &self.0,
            StatusCode::OK,
            Vec::new(),
            send,
            UrlSetting::other,
            UrlSetting::read,
        )
    }

    /// Has the organization watch the page no longer.
    ///
    /// The application key needs the permission `manage_integrations`.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`] if there was no
    /// such setting to begin with.
    pub fn delete(&self, id: &UrlSettingId) -> Call<Deleted> {
        let id = match id.wire() {
            Ok(id) => id,
            Err(error) => return Call::refused(&self.0, error),
        };
        let send = async move |wire: Wire| wire.delete_statuspage_url_setting(&id).await;
        deleted::call(&self.0, send)
    }
}

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
    pub fn tags(mut self, tags: Tags) -> Self {
        self.tags = Some(tags);
        self
    }
}

/// A page's address as Datadog gets it: as it was written, once it is known to be one.
fn page(text: &str) -> Result<types::StatuspageUrlSettingUrl, Error> {
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

/// Identifies a URL setting: a text of 1 to 100 characters that Datadog chose.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UrlSettingId(String);

impl UrlSettingId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

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
    id: UrlSettingId,
    url: Option<String>,
    custom_tags: Option<String>,
    receipt: Receipt,
}

tells_its_call!(UrlSetting);

fn is_setting(data: &types::StatuspageUrlSettingResponseData) -> bool {
    data.type_ == types::StatuspageUrlSettingType::StatuspageUrlSetting
}

impl UrlSetting {
    fn other(body: &[u8]) -> Result<types::StatuspageUrlSettingResponse, String> {
        verdict::json(body, |answer: &types::StatuspageUrlSettingResponse| {
            is_setting(&answer.data)
        })
    }

    fn read(
        answer: types::StatuspageUrlSettingResponse,
        receipt: Receipt,
        mask: &Mask<'_>,
    ) -> Self {
        Self::shown(answer.data, receipt, mask)
    }

    fn shown(
        data: types::StatuspageUrlSettingResponseData,
        receipt: Receipt,
        mask: &Mask<'_>,
    ) -> Self {
        // Data, which is neither cut nor tidied.
        let masked = |text: String| mask.apply(&text).into_owned();
        Self {
            id: UrlSettingId(masked(data.id.into())),
            url: data.attributes.url.map(masked),
            custom_tags: data.attributes.custom_tags.map(masked),
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

    /// The tags one by one; `None` where there are none, or not such as
    /// [`Tags`] can hold.
    pub fn tags(&self) -> Option<Tags> {
        self.custom_tags.as_ref()?.parse().ok()
    }
}

/// All pages that the organization watches, as an answer listed them.
#[derive(Debug, Clone)]
pub struct UrlSettings {
    settings: Vec<UrlSetting>,
    receipt: Receipt,
}

tells_its_call!(UrlSettings);

impl UrlSettings {
    fn other(body: &[u8]) -> Result<types::StatuspageUrlSettingsResponse, String> {
        verdict::json(body, |answer: &types::StatuspageUrlSettingsResponse| {
            answer.data.iter().all(is_setting)
        })
    }

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
