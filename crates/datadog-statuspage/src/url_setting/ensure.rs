//! Creating a page's setting when answers are lost, and making it so whatever there is.

use super::{UrlSetting, UrlSettingChange, UrlSettingOperations, UrlSettings, canonical};
use crate::error::{Error, ErrorKind, Outcome};
use crate::message::one_line;
use crate::receipt::{Receipt, Told};
use crate::steps::Steps;
use crate::tags::Tags;

/// How often to look again at what somebody else keeps changing.
const ROUNDS: u32 = 4;

/// What [`UrlSettingOperations::ensure`] found, and made of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum EnsuredUrlSetting {
    /// The page was not watched, and is now. If
    /// [`confirmed`](UrlSetting::confirmed) is `false`, an answer was lost:
    /// this call created it, or somebody else an equal one at the same time.
    Created(UrlSetting),
    /// The page was watched with these tags; nothing was changed.
    AlreadyThere(UrlSetting),
    /// The page was watched with other tags, and has these now. If
    /// [`confirmed`](UrlSetting::confirmed) is `false`, it was seen so after
    /// an update whose answer doesn't tell.
    Retagged(UrlSetting),
}

impl EnsuredUrlSetting {
    /// The setting, whatever was made of it.
    pub fn setting(&self) -> &UrlSetting {
        match self {
            Self::Created(setting) | Self::AlreadyThere(setting) | Self::Retagged(setting) => {
                setting
            }
        }
    }
}

impl Told for EnsuredUrlSetting {
    fn receipt(&self) -> &Receipt {
        self.setting().receipt()
    }

    fn receipt_mut(&mut self) -> &mut Receipt {
        match self {
            Self::Created(setting) | Self::AlreadyThere(setting) | Self::Retagged(setting) => {
                setting.receipt_mut()
            }
        }
    }
}

/// What is known of a page when its setting is to be ensured.
pub(crate) enum Seen {
    Nothing,
    Missing,
    There(Box<UrlSetting>),
}

impl UrlSettings {
    /// The setting that watches the page: the one with the very text, if several do.
    #[inline]
    pub(crate) fn watching(&self, url: &str) -> Option<&UrlSetting> {
        let exact = self.iter().find(|setting| setting.url() == Some(url));
        let page = canonical(url);
        let is_it = |setting: &&UrlSetting| setting.page().as_ref() == Some(&page);
        exact.or_else(|| self.iter().find(is_it))
    }
}

/// Datadog said yes, and shows something else than was asked for.
#[inline]
fn otherwise(steps: &Steps, shown: &UrlSetting) -> Error {
    let text = |text: Option<&str>| one_line(text.unwrap_or("nothing"), 200);
    let mut error = steps.error(ErrorKind::Conflict);
    error.detail = Some(format!(
        "as Datadog's answer shows the page {} with the tags {}",
        text(shown.url()),
        text(shown.custom_tags())
    ));
    error.into()
}

impl UrlSettingOperations {
    pub(super) async fn create_in(
        &self,
        steps: &mut Steps,
        url: &str,
        tags: &Tags,
    ) -> Result<UrlSetting, Error> {
        let conflict = match steps.make(self.post(url, tags)).await {
            Err(error)
                if error.kind() == ErrorKind::Conflict && error.outcome() == Outcome::Unknown =>
            {
                error
            }
            result => return result,
        };
        match steps.make(self.list()).await {
            Ok(list) => match list.watching(url) {
                Some(setting) if setting.has(tags) => Ok(setting.clone().unconfirmed()),
                Some(_) => Err(conflict.but("with other tags there")),
                None => Err(conflict.but("though it isn't there any more")),
            },
            Err(_) => Err(conflict.but("and what is there could not be listed")),
        }
    }

    pub(crate) async fn ensure_in(
        &self,
        steps: &mut Steps,
        url: &str,
        tags: &Tags,
        seen: Seen,
    ) -> Result<EnsuredUrlSetting, Error> {
        let mut found = match seen {
            Seen::Nothing => self.look(steps, url).await?,
            Seen::Missing => None,
            Seen::There(setting) => Some(*setting),
        };
        // Whether a request whose answer was lost may have made what is found then.
        let (mut maybe_created, mut maybe_retagged) = (false, false);
        let mut round: u32 = 1;
        loop {
            match found {
                Some(setting) if setting.has(tags) => {
                    return Ok(match (maybe_created, maybe_retagged) {
                        (true, _) => EnsuredUrlSetting::Created(setting.unconfirmed()),
                        (_, true) => EnsuredUrlSetting::Retagged(setting.unconfirmed()),
                        _ => EnsuredUrlSetting::AlreadyThere(setting),
                    });
                }
                Some(setting) => {
                    let change = UrlSettingChange::default().tags(tags.clone());
                    match steps.make(self.update(setting.id(), change)).await {
                        Ok(updated) if updated.watches(url) && updated.has(tags) => {
                            return Ok(EnsuredUrlSetting::Retagged(updated));
                        }
                        // It isn't said that it is as it should be.
                        Ok(_) if round < ROUNDS => maybe_retagged = true,
                        Ok(updated) => return Err(otherwise(steps, &updated)),
                        // Datadog said yes, and it can't be read of what.
                        Err(error) if error.outcome() == Outcome::Applied && round < ROUNDS => {
                            maybe_retagged = true;
                        }
                        // It has been removed in the meantime.
                        Err(error) if error.kind() == ErrorKind::NotFound && round < ROUNDS => {
                            maybe_retagged |= error.outcome() == Outcome::Unknown;
                        }
                        Err(error) => return Err(error),
                    }
                }
                None => match steps.make(self.post(url, tags)).await {
                    Ok(created) if created.watches(url) && created.has(tags) => {
                        return Ok(EnsuredUrlSetting::Created(created));
                    }
                    Ok(_) if round < ROUNDS => maybe_created = true,
                    Ok(created) => return Err(otherwise(steps, &created)),
                    Err(error) if error.outcome() == Outcome::Applied && round < ROUNDS => {
                        maybe_created = true;
                    }
                    // It has been added in the meantime, or by an attempt whose answer was lost.
                    Err(error) if error.kind() == ErrorKind::Conflict && round < ROUNDS => {
                        maybe_created |= error.outcome() == Outcome::Unknown;
                    }
                    Err(error) => return Err(error),
                },
            }
            if let Some(looks) = round.checked_sub(2) {
                steps.pause(looks).await;
            }
            round = round.saturating_add(1);
            found = self.look(steps, url).await?;
        }
    }

    async fn look(&self, steps: &mut Steps, url: &str) -> Result<Option<UrlSetting>, Error> {
        Ok(self
            .list_in(steps)
            .await?
            .and_then(|list| list.watching(url).cloned()))
    }

    /// The list; Datadog documents a 404 for it, where there is nothing to list.
    pub(crate) async fn list_in(&self, steps: &mut Steps) -> Result<Option<UrlSettings>, Error> {
        match steps.make(self.list()).await {
            Ok(list) => Ok(Some(list)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
