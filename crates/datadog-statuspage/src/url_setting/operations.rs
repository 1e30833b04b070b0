//! What can be done with the pages that the organization watches.

use std::sync::Arc;

use datadog_statuspage_api::{Requests, types};
use reqwest::StatusCode;

use super::ensure::{EnsuredUrlSetting, Seen};
use super::{UrlSetting, UrlSettingChange, UrlSettingId, UrlSettings, page};
use crate::call::Call;
use crate::client::Shared;
use crate::deleted::{self, Deleted};
use crate::error::Error;
use crate::steps::Goal;
use crate::tags::Tags;

/// The operations on the organization's Statuspage URL settings; see
/// [`Client::url_settings`](crate::Client::url_settings).
#[derive(Debug, Clone)]
pub struct UrlSettingOperations(pub(crate) Arc<Shared>);

impl UrlSettingOperations {
    /// Lists all URL settings, in one answer.
    ///
    /// The application key needs the permission `integrations_read`.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where Datadog
    /// answers so.
    #[inline]
    pub fn list(&self) -> Call<UrlSettings> {
        let prepare = |requests: &Requests| (requests.list_statuspage_url_settings(), None);
        Call::new(
            &self.0,
            StatusCode::OK,
            prepare,
            UrlSettings::other,
            UrlSettings::read,
        )
    }

    /// Has the organization watch a page, and tag the events that come of it.
    ///
    /// `url` is a page on status.io, statuspage.com or statuspage.io. The
    /// application key needs the permission `manage_integrations`, and
    /// `integrations_read` to settle what a lost answer leaves open: a page is
    /// watched once, so a conflict after an attempt whose answer was lost may
    /// be with what that attempt created. Then the settings are listed, and if
    /// the page is there with these tags, the call succeeds, and
    /// [`UrlSetting::confirmed`] is `false`.
    ///
    /// # Errors
    /// Beyond what any call can meet:
    /// - [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if the page is
    ///   watched already. With [`Outcome::Unknown`](crate::Outcome::Unknown) it
    ///   could not be settled whether by what this very call created.
    /// - [`ErrorKind::Config`](crate::ErrorKind::Config) if `url` is no http or
    ///   https URL; nothing is sent then.
    pub fn create(&self, url: impl AsRef<str>, tags: Tags) -> Call<UrlSetting> {
        let (operations, url) = (self.clone(), url.as_ref().to_owned());
        Call::steps(&self.0, "url_settings.create", Goal::Change, move |steps| {
            Box::pin(async move { operations.create_in(steps, &url, &tags).await })
        })
    }

    /// Has the organization watch a page with these tags, whatever there is so far.
    ///
    /// The settings are listed; a page that isn't watched is added, and one
    /// that has other tags gets these. Tags are the same in any order. Running
    /// it again, from anywhere, ends in the same state, and only reads where
    /// nothing is to be changed. The application key needs the permissions
    /// `integrations_read` and `manage_integrations`.
    ///
    /// Each request may be attempted as often as the policy says; the deadline
    /// is for all of them.
    ///
    /// # Errors
    /// Whatever a list, a create or an update can meet, and
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) or
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if somebody else
    /// was faster again and again. The outcome speaks for all requests; with
    /// any of them it is safe to run it again.
    pub fn ensure(&self, url: impl AsRef<str>, tags: Tags) -> Call<EnsuredUrlSetting> {
        let (operations, url) = (self.clone(), url.as_ref().to_owned());
        if let Err(error) = page(&url) {
            return Call::refused(&self.0, error);
        }
        Call::steps(&self.0, "url_settings.ensure", Goal::States, move |steps| {
            Box::pin(async move {
                operations
                    .ensure_in(steps, &url, &tags, Seen::Nothing)
                    .await
            })
        })
    }

    /// One create, as Datadog answers it.
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
        let body = types::StatuspageUrlSettingCreateRequest {
            data: types::StatuspageUrlSettingCreateRequestData {
                attributes,
                type_: types::StatuspageUrlSettingType::StatuspageUrlSetting,
            },
        };
        let prepare =
            move |requests: &Requests| (requests.create_statuspage_url_setting(&body), None);
        Call::new(
            &self.0,
            StatusCode::CREATED,
            prepare,
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
    /// - [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if there is no such setting.
    /// - [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if another setting watches the page.
    /// - [`ErrorKind::Config`](crate::ErrorKind::Config) if the change names no http or https URL where
    ///   it names one; nothing is sent then.
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
        let prepare =
            move |requests: &Requests| (requests.update_statuspage_url_setting(&id, &body), None);
        Call::new(
            &self.0,
            StatusCode::OK,
            prepare,
            UrlSetting::other,
            UrlSetting::read,
        )
    }

    /// Has the organization watch the page no longer.
    ///
    /// The application key needs the permission `manage_integrations`.
    ///
    /// # Errors
    /// Beyond what any call can meet, [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if there was no
    /// such setting to begin with.
    #[inline]
    pub fn delete(&self, id: &UrlSettingId) -> Call<Deleted> {
        let id = match id.wire() {
            Ok(id) => id,
            Err(error) => return Call::refused(&self.0, error),
        };
        let prepare =
            move |requests: &Requests| (requests.delete_statuspage_url_setting(&id), None);
        deleted::call(&self.0, prepare)
    }
}
