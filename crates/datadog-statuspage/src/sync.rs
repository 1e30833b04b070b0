//! Making an organization's Statuspage integration be as it should.

mod desired;
mod plan;

use std::fmt;

use crate::Client;
use crate::account::EnsuredAccount;
use crate::call::Call;
use crate::error::{Error, ErrorKind, Outcome};
use crate::receipt::{Receipt, tells_its_call};
use crate::steps::{Goal, Steps};
use crate::url_setting::Seen;
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
    pub fn plan(&self, desired: &Desired) -> Call<Plan> {
        let wanted = match Wanted::of(desired) {
            Ok(wanted) => wanted,
            Err(error) => return Call::refused(self.shared(), error),
        };
        let client = self.clone();
        Call::steps(self.shared(), Goal::State, move |steps| {
            Box::pin(async move { client.plan_in(steps, &wanted).await })
        })
    }

    /// Makes the changes of a plan, in its order, and those alone.
    ///
    /// What has become unnecessary since is left out, and what is in the way
    /// of a change is dealt with as by
    /// [`ensure`](crate::UrlSettingOperations::ensure). The application key
    /// needs the permissions `integrations_read` and `manage_integrations`.
    ///
    /// # Errors
    /// Whatever the changes can meet; the first failure ends the call. The
    /// outcome is [`NotApplied`](crate::Outcome::NotApplied) if nothing was
    /// changed, and [`Unknown`](crate::Outcome::Unknown) if something was, or
    /// may have been; it is safe to make another plan and apply it.
    pub fn apply(&self, plan: Plan) -> Call<Synced> {
        let client = self.clone();
        Call::steps(self.shared(), Goal::States, move |steps| {
            Box::pin(async move {
                let mut synced = Synced::default();
                client.apply_in(steps, &plan, &mut synced).await?;
                Ok(synced)
            })
        })
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
    /// is for all of them, so that a long list may need a longer one.
    ///
    /// # Errors
    /// As of [`plan`](Self::plan) and [`apply`](Self::apply), and
    /// [`ErrorKind::Conflict`] if what was changed is found to be otherwise
    /// again and again: somebody else is changing it too, or Datadog keeps it
    /// otherwise than it was sent; the message names the first such change.
    pub fn sync(&self, desired: &Desired) -> Call<Synced> {
        let mut wanted = match Wanted::of(desired) {
            Ok(wanted) => wanted,
            Err(error) => return Call::refused(self.shared(), error),
        };
        let client = self.clone();
        Call::steps(self.shared(), Goal::States, move |steps| {
            Box::pin(async move {
                let mut synced = Synced::default();
                for _ in 0..ROUNDS {
                    let plan = client.plan_in(steps, &wanted).await?;
                    if plan.is_empty() {
                        return Ok(synced);
                    }
                    client.apply_in(steps, &plan, &mut synced).await?;
                    // It can't be seen that the key is in place; it is known.
                    wanted.key_is_written();
                }
                let plan = client.plan_in(steps, &wanted).await?;
                match plan.changes().first() {
                    None => Ok(synced),
                    Some(change) => {
                        let mut error = steps.error(ErrorKind::Conflict);
                        error.detail = Some(format!(
                            "since somebody else is changing the same, or Datadog keeps it otherwise than it was sent; \
                             still to be done after {ROUNDS} rounds: {change}"
                        ));
                        Err(error.into())
                    }
                }
            })
        })
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
        let mut list = None;
        if wanted.is_about_pages() {
            list = self.url_settings().list_in(steps).await?;
        }
        Ok(Plan::new(wanted, account_is_there, list.as_ref()))
    }

    /// Makes the changes of a plan, and notes those that were made.
    async fn apply_in(
        &self,
        steps: &mut Steps,
        plan: &Plan,
        synced: &mut Synced,
    ) -> Result<(), Error> {
        for change in plan.changes() {
            let made = self.make(steps, change, plan.key.as_ref()).await;
            synced
                .changes
                .extend(made.map_err(|error| error.but(&format!("on {}", change.doing())))?);
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
                let ensured = settings.ensure_in(steps, url, tags, Seen::Missing);
                Change::made(ensured.await?, change)
            }
            (Change::Retag { setting, url, tags }, _) => {
                let seen = Seen::There(Box::new(setting.clone()));
                let ensured = settings.ensure_in(steps, url, tags, seen);
                Change::made(ensured.await?, change)
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
    changes: Vec<Change>,
    receipt: Receipt,
}

tells_its_call!(Synced);

impl Synced {
    /// The changes that were made, in their order; among them those whose
    /// answer was lost and whose effect was found.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether nothing was to be done.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl fmt::Display for Synced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        plan::diff(f, &self.changes, ["created", "updated", "deleted"])
    }
}
