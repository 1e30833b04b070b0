//! Creating and ensuring a page's setting, even when answers are lost.

use super::calls::UrlSettingsApi;
use super::model::{UrlSetting, UrlSettingChange, UrlSettings};
use super::next::{Change, History, Learned, Step, next};
use super::page::page;
use crate::call::{Call, Goal, Workflow};
use crate::error::{Details, Error, ErrorKind, Outcome};
use crate::operations::ensured::Ensured;
use crate::operations::tags::Tags;
use crate::text::one_line;

/// What is known about a page before its setting is ensured.
pub(crate) enum Seen {
    Nothing,
    Missing,
    There(Box<UrlSetting>),
}

impl UrlSettingsApi {
    /// Watches a page, and tags the events that it causes.
    ///
    /// `url` is a page on status.io, statuspage.com or statuspage.io. It needs the permission
    /// `manage_integrations`, and `integrations_read` to resolve a lost answer: a page is watched
    /// only once, so a conflict after an attempt whose answer was lost may be with that attempt's
    /// own setting. In this case the settings are listed. If the page is there with these tags,
    /// the call succeeds, and [`UrlSetting::confirmed`] returns `false`.
    ///
    /// # Errors
    /// Beyond the errors of any call:
    /// - [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if the page is already watched. With
    ///   [`Outcome::Unknown`](crate::Outcome::Unknown), the same call may have created the
    ///   setting.
    /// - [`ErrorKind::Config`](crate::ErrorKind::Config) if `url` is not an http or https URL;
    ///   nothing is sent.
    pub fn create(&self, url: impl AsRef<str>, tags: Tags) -> Call<UrlSetting> {
        let (settings, url) = (self.clone(), url.as_ref().to_owned());
        Call::workflow(
            &self.0,
            "url_settings.create",
            Goal::Change,
            &[],
            |workflow| Box::pin(async move { settings.create_in(workflow, &url, &tags).await }),
        )
    }

    /// Watches a page with these tags, whatever the current state is.
    ///
    /// The settings are listed. A page that isn't watched is added, and one with other tags gets
    /// these tags; their order doesn't matter. Running it again, from anywhere, ends in the same
    /// state, and only reads if nothing has to change. It needs the permissions
    /// `integrations_read` and `manage_integrations`.
    ///
    /// The retry policy applies to each request. The timeout applies to all of them together.
    ///
    /// # Errors
    /// Every error of a list, a create or an update, and
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) or
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if other clients keep changing the
    /// setting. The outcome covers all requests. Whatever it is, it is safe to run the call
    /// again.
    pub fn ensure(&self, url: impl AsRef<str>, tags: Tags) -> Call<Ensured<UrlSetting>> {
        let (settings, url) = (self.clone(), url.as_ref().to_owned());
        if let Err(error) = page(&url) {
            return Call::refused(&self.0, error);
        }
        Call::workflow(
            &self.0,
            "url_settings.ensure",
            Goal::States,
            &[],
            |workflow| {
                Box::pin(async move {
                    let seen = Seen::Nothing;
                    settings.ensure_in(workflow, &url, &tags, seen).await
                })
            },
        )
    }

    async fn create_in(
        &self,
        workflow: &mut Workflow,
        url: &str,
        tags: &Tags,
    ) -> Result<UrlSetting, Error> {
        let conflict = match workflow.make(self.post(url, tags)).await {
            Err(error)
                if error.kind() == ErrorKind::Conflict && error.outcome() == Outcome::Unknown =>
            {
                error
            }
            result => return result,
        };
        match workflow.make(self.list()).await {
            Ok(list) => match list.watching(url) {
                Some(setting) if setting.has(tags) => Ok(setting.clone().unconfirmed()),
                Some(_) => Err(conflict.with_detail("where the page is watched with other tags")),
                None => Err(conflict.with_detail("although the page is no longer watched")),
            },
            Err(_) => Err(conflict.with_detail("and the URL settings could not be listed")),
        }
    }

    pub(crate) async fn ensure_in(
        &self,
        workflow: &mut Workflow,
        url: &str,
        tags: &Tags,
        seen: Seen,
    ) -> Result<Ensured<UrlSetting>, Error> {
        let mut found = match seen {
            Seen::Nothing => self.look(workflow, url).await?,
            Seen::Missing => None,
            Seen::There(setting) => Some(*setting),
        };
        let mut history = History::default();
        loop {
            let (change, answer) = match next(found, tags, &history) {
                Step::Done(ensured) => return Ok(ensured),
                Step::KeptOtherwise(setting) => {
                    return Err(kept_otherwise(tags, &setting));
                }
                Step::Create => {
                    let answer = workflow.make(self.post(url, tags)).await;
                    (Change::Create, answer)
                }
                Step::Update(setting) => {
                    let change = UrlSettingChange::default().tags(tags.clone());
                    let answer = workflow.make(self.update(setting.id(), change)).await;
                    (Change::Update, answer)
                }
            };
            match history.learn(change, answer, url, tags) {
                Learned::Done(ensured) => return Ok(ensured),
                Learned::Differs(shown) => return Err(differs(&shown)),
                Learned::Failed(error) => return Err(error),
                Learned::LookAgain(0) => {}
                Learned::LookAgain(vain) => workflow.pause(vain.saturating_sub(1)).await,
            }
            found = self.look(workflow, url).await?;
        }
    }

    async fn look(&self, workflow: &mut Workflow, url: &str) -> Result<Option<UrlSetting>, Error> {
        let list = self.list_in(workflow).await?;
        Ok(list.and_then(|list| list.watching(url).cloned()))
    }

    /// Lists the settings. Datadog documents a 404 for the list, so `None` means that there are
    /// none.
    pub(crate) async fn list_in(
        &self,
        workflow: &mut Workflow,
    ) -> Result<Option<UrlSettings>, Error> {
        match workflow.make(self.list()).await {
            Ok(list) => Ok(Some(list)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Returns the error for a setting that Datadog stores differently: another run would end the
/// same way.
fn kept_otherwise(sent: &Tags, found: &UrlSetting) -> Error {
    let text = |text: &str| one_line(text, 200);
    let mut error = Details::new(ErrorKind::Conflict);
    error.kept_otherwise = true;
    error.detail = Some(format!(
        "because it stores the tags of {} differently: sent {}, found {}",
        text(found.url().unwrap_or("the page")),
        text(&sent.to_string()),
        text(found.custom_tags().unwrap_or("none")),
    ));
    error.into()
}

/// Returns the error for a change that Datadog accepted, but answered with other values.
#[inline]
fn differs(shown: &UrlSetting) -> Error {
    let text = |text: Option<&str>| one_line(text.unwrap_or("nothing"), 200);
    let mut error = Details::new(ErrorKind::Conflict);
    error.detail = Some(format!(
        "because its answer shows the page {} with the tags {}",
        text(shown.url()),
        text(shown.custom_tags())
    ));
    error.into()
}
