//! Making an organization's Statuspage integration be as it should.

mod desired;
mod plan;

use std::fmt;

use crate::Client;
use crate::account::EnsuredAccount;
use crate::call::Call;
use crate::error::{Error, ErrorKind, Outcome};
use crate::receipt::{Receipt, tells_its_course};
use crate::steps::{Goal, Steps};
use crate::url_setting::{Seen, UrlSettings};
use desired::{Key, Wanted};

pub use desired::Desired;
pub use plan::{Change, Plan};

/// How often to look again at what somebody else keeps changing.
const ROUNDS: u32 = 4;

impl Client {
    /// What would have to change for the organization to be as desired.
    ///
    /// Nothing is changed. The application key needs the permission
    /// `integrations_read`.
    ///
    /// # Errors
    /// Whatever reading the account and listing the URL settings can meet, and
    /// [`ErrorKind::Config`] if what is desired can't be, as [`Desired`] says.
    #[inline]
    pub fn plan(&self, desired: &Desired) -> Call<Plan> {
        let wanted = match Wanted::of(desired) {
            Ok(wanted) => wanted,
            Err(error) => return Call::refused(self.shared(), error),
        };
        let client = self.clone();
        let secrets = wanted.secrets();
        Call::steps(self.shared(), "plan", Goal::State, move |steps| {
            Box::pin(async move { client.plan_in(steps, &wanted).await })
        })
        .hiding(&secrets)
    }

    /// Makes the changes of a plan, in its order, and those alone.
    ///
    /// What is there now is listed first, and what has become unnecessary since
    /// is left out: a setting is deleted only while it watches the page that
    /// the plan shows. What is in the way of a change is dealt with as by
    /// [`ensure`](crate::UrlSettingOperations::ensure); but an account that
    /// somebody else has made since keeps its key, unless
    /// [`replace_key`](Desired::replace_key) asked for more. The application
    /// key needs the permissions `integrations_read` and `manage_integrations`.
    ///
    /// Datadog can't be asked to change something only if it is as it was, so
    /// what somebody else does between the list and a change can be undone by it.
    ///
    /// # Errors
    /// Whatever the changes can meet; the first failure ends the call. The
    /// outcome is [`NotApplied`](crate::Outcome::NotApplied) if nothing was
    /// changed, and [`Unknown`](crate::Outcome::Unknown) if something was, or
    /// may have been; it is safe to make another plan and apply it.
    #[inline]
    pub fn apply(&self, plan: Plan) -> Call<Synced> {
        let client = self.clone();
        let secrets = plan.secrets();
        Call::steps(self.shared(), "apply", Goal::States, move |steps| {
            Box::pin(async move {
                let mut synced = Synced::default();
                let plan = match plan.is_about_pages() {
                    true => plan.amid(&client.list(steps).await?),
                    false => plan,
                };
                client.apply_in(steps, &plan, &mut synced).await?;
                Ok(synced)
            })
        })
        .hiding(&secrets)
    }

    /// Makes the organization be as desired: plans, applies the plan, and looks
    /// again, until there is nothing left to change.
    ///
    /// Running it again, from anywhere, ends in the same state, and only reads
    /// where nothing is to be changed. `Ok` means that the account was as
    /// desired at some moment of the call, and the URL settings, all together,
    /// at some moment. The application key needs the permissions
    /// `integrations_read` and `manage_integrations`.
    ///
    /// Each request may be attempted as often as the policy says; the deadline
    /// is for all of them, so that a long list may need a longer one. Where
    /// changes don't show yet, there is a short wait before another look.
    ///
    /// # Errors
    /// As of [`plan`](Self::plan) and [`apply`](Self::apply), and
    /// [`ErrorKind::Conflict`] if what was changed is found to be otherwise
    /// again and again: somebody else is changing it too, or Datadog keeps it
    /// otherwise than it was sent; the message names the first such change.
    #[inline]
    pub fn sync(&self, desired: &Desired) -> Call<Synced> {
        let wanted = match Wanted::of(desired) {
            Ok(wanted) => wanted,
            Err(error) => return Call::refused(self.shared(), error),
        };
        let client = self.clone();
        let secrets = wanted.secrets();
        Call::steps(self.shared(), "sync", Goal::States, move |steps| {
            Box::pin(async move { client.sync_in(steps, wanted).await })
        })
        .hiding(&secrets)
    }

    async fn sync_in(&self, steps: &mut Steps, mut wanted: Wanted) -> Result<Synced, Error> {
        let mut synced = Synced::default();
        let mut round: u32 = 0;
        loop {
            let mut plan = self.plan_in(steps, &wanted).await?;
            if let Some(looks) = round.checked_sub(1)
                && !plan.is_empty()
            {
                steps.pause(looks).await;
                plan = self.plan_in(steps, &wanted).await?;
            }
            match plan.changes().first() {
                None => return Ok(synced),
                Some(change) if round >= ROUNDS => {
                    let mut error = steps.error(ErrorKind::Conflict);
                    error.detail = Some(format!(
                        "since somebody else is changing the same, or Datadog keeps it otherwise than it was sent; \
                         still to be done after {ROUNDS} rounds: {change}"
                    ));
                    return Err(error.into());
                }
                Some(_) => self.apply_in(steps, &plan, &mut synced).await?,
            }
            // It can't be seen that the key is in place; it is known.
            wanted.key_is_written();
            round = round.saturating_add(1);
        }
    }

    async fn plan_in(&self, steps: &mut Steps, wanted: &Wanted) -> Result<Plan, Error> {
        let mut account_is_there = false;
        if wanted.account.is_some() {
            match steps.make(self.account().get()).await {
                Ok(_) => account_is_there = true,
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        let list = match wanted.is_about_pages() {
            true => self.list(steps).await?,
            false => UrlSettings::default(),
        };
        Ok(Plan::new(wanted, account_is_there, &list))
    }

    async fn list(&self, steps: &mut Steps) -> Result<UrlSettings, Error> {
        let list = self.url_settings().list_in(steps).await?;
        Ok(list.unwrap_or_default())
    }

    /// Makes the changes of a plan, and notes those that were made.
    async fn apply_in(
        &self,
        steps: &mut Steps,
        plan: &Plan,
        synced: &mut Synced,
    ) -> Result<(), Error> {
        for change in plan.changes() {
            let made = self.make(steps, change, plan.key.as_ref());
            let made = made.await;
            let made = made.map_err(|error| error.but(&format!("on {}", change.doing())))?;
            synced.changes.extend(made);
        }
        Ok(())
    }

    /// Makes one change; says which was made, if one still had to be.
    async fn make(
        &self,
        steps: &mut Steps,
        change: &Change,
        key: Option<&Key>,
    ) -> Result<Option<Change>, Error> {
        let (account, settings) = (self.account(), self.url_settings());
        Ok(match (change, key) {
            (Change::CreateAccount, Some(key)) if !key.replace => {
                match steps.make(account.create(key.secret.clone())).await {
                    Ok(_) => Some(Change::CreateAccount),
                    // Somebody else made one, which is as good as if it had been there
                    // before, unless it was an attempt of this call whose answer was lost.
                    Err(error) if error.kind() == ErrorKind::Conflict => {
                        (error.outcome() == Outcome::Unknown).then_some(Change::CreateAccount)
                    }
                    Err(error) => return Err(error),
                }
            }
            (Change::CreateAccount | Change::ReplaceKey, Some(key)) => {
                let there = matches!(change, Change::ReplaceKey);
                let ensured = account.ensure_in(steps, &key.secret, there);
                match ensured.await? {
                    EnsuredAccount::Created(_) => Some(Change::CreateAccount),
                    EnsuredAccount::Updated(_) => Some(Change::ReplaceKey),
                }
            }
            // No plan has such a change without a key.
            (Change::CreateAccount | Change::ReplaceKey, None) => None,
            (Change::CreateUrlSetting { url, tags }, _) => {
                let ensured = settings.ensure_in(steps, url, tags, Seen::Missing).await?;
                Change::made(ensured, change)
            }
            (Change::Retag { setting, url, tags }, _) => {
                let seen = Seen::There(Box::new(setting.clone()));
                let ensured = settings.ensure_in(steps, url, tags, seen).await?;
                Change::made(ensured, change)
            }
            (Change::DeleteUrlSetting(setting), _) => {
                match steps.make(settings.delete(setting.id())).await {
                    Ok(_) => Some(change.clone()),
                    Err(error) if error.kind() == ErrorKind::NotFound => None,
                    Err(error) => return Err(error),
                }
            }
        })
    }
}

/// What [`Client::sync`] or [`Client::apply`] changed.
///
/// `Display` lists it like a [`Plan`]; if nothing was to be done, it says so.
#[derive(Debug, Clone, Default)]
pub struct Synced {
    pub(crate) changes: Vec<Change>,
    pub(crate) receipt: Receipt,
}

tells_its_course!(Synced);

impl Synced {
    /// The changes that were made, in their order. Where an answer was lost and
    /// its effect was found, it may be somebody else's.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether nothing was to be done.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl fmt::Display for Synced {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        plan::diff(f, &self.changes, ["created", "updated", "deleted"])
    }
}
