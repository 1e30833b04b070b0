//! The operations on the pages that the organization watches.

use std::sync::Arc;

use datadog_statuspage_api::types;

use super::model::{UrlSetting, UrlSettingChange, UrlSettings};
use super::page::{UrlSettingId, page};
use crate::call::{Call, Core, Operation};
use crate::error::Error;
use crate::operations::deletion::Deletion;
use crate::operations::tags::Tags;

/// The operations on the organization's Statuspage URL settings; see
/// [`Client::url_settings`](crate::Client::url_settings).
#[derive(Debug, Clone)]
pub struct UrlSettingsApi(pub(crate) Arc<Core>);

impl UrlSettingsApi {
    /// Lists all URL settings, in one answer.
    ///
    /// It needs the permission `integrations_read`.
    ///
    /// # Errors
    /// Beyond the errors of any call, [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if
    /// Datadog answers 404.
    #[inline]
    pub fn list(&self) -> Call<UrlSettings> {
        let operation = Operation {
            doing: "listing the URL settings",
            input: (),
            prepare: |requests, ()| requests.list_statuspage_url_settings(),
            secret: |()| None,
            reader: UrlSettings::READER,
        };
        Call::operation(&self.0, operation)
    }

    /// Creates a setting, and returns Datadog's answer.
    #[inline]
    pub(super) fn post(&self, url: &str, tags: &Tags) -> Call<UrlSetting> {
        let attributes = page(url).and_then(|url| {
            Ok(types::StatuspageUrlSettingCreateRequestAttributes {
                custom_tags: tags.wire()?,
                url,
            })
        });
        let attributes = match attributes {
            Ok(attributes) => attributes,
            Err(error) => return Call::refused(&self.0, error),
        };
        let operation = Operation {
            doing: "creating the URL setting",
            input: types::StatuspageUrlSettingCreateRequest {
                data: types::StatuspageUrlSettingCreateRequestData {
                    attributes,
                    type_: types::StatuspageUrlSettingType::StatuspageUrlSetting,
                },
            },
            prepare: |requests, body| requests.create_statuspage_url_setting(body),
            secret: |_| None,
            reader: UrlSetting::READER,
        };
        Call::operation(&self.0, operation)
    }

    /// Changes the page, the tags, or both; anything else stays.
    ///
    /// It needs the permission `manage_integrations`. An update is safe to repeat, because it
    /// ends in the same state.
    ///
    /// # Errors
    /// Beyond the errors of any call:
    /// - [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if there is no such setting.
    /// - [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if another setting watches the page.
    /// - [`ErrorKind::Config`](crate::ErrorKind::Config) if the new URL is neither http nor
    ///   https; nothing is sent.
    #[inline]
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
        let operation = Operation {
            doing: "updating the URL setting",
            input: (id, body),
            prepare: |requests, (id, body)| requests.update_statuspage_url_setting(id, body),
            secret: |_| None,
            reader: UrlSetting::READER,
        };
        Call::operation(&self.0, operation)
    }

    /// Deletes the setting, so that the organization no longer watches the page.
    ///
    /// It needs the permission `manage_integrations`.
    ///
    /// # Errors
    /// Beyond the errors of any call, [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if
    /// there was no such setting in the first place.
    #[inline]
    pub fn delete(&self, id: &UrlSettingId) -> Call<Deletion> {
        let id = match id.wire() {
            Ok(id) => id,
            Err(error) => return Call::refused(&self.0, error),
        };
        let operation = Operation {
            doing: "deleting the URL setting",
            input: id,
            prepare: |requests, id| requests.delete_statuspage_url_setting(id),
            secret: |_| None,
            reader: Deletion::READER,
        };
        Call::operation(&self.0, operation)
    }
}
