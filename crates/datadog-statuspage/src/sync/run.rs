//! Plans, applies, and repeats both until nothing is left to do.

use std::sync::Arc;

use super::change::Change;
use super::desired::{Desired, Key, Wanted};
use super::plan::Plan;
use super::report::SyncReport;
use crate::call::{Call, Core, Goal, Workflow};
use crate::error::{Details, Error, ErrorKind, Outcome};
use crate::operations::{AccountApi, Ensured, Seen, UrlSettings, UrlSettingsApi};

/// How often to look again while other clients keep changing the state.
const ROUNDS: u32 = 4;

/// See [`Client::plan`](crate::Client::plan).
#[inline]
pub(crate) fn plan(core: &Arc<Core>, desired: &Desired) -> Call<Plan> {
    let wanted = match Wanted::of(desired) {
        Ok(wanted) => wanted,
        Err(error) => return Call::refused(core, error),
    };
    let (resources, secrets) = (Resources::of(core), wanted.secrets());
    Call::workflow(core, "plan", Goal::State, &secrets, |workflow| {
        Box::pin(async move { resources.plan(workflow, &wanted).await })
    })
}

/// See [`Client::apply`](crate::Client::apply).
#[inline]
pub(crate) fn apply(core: &Arc<Core>, plan: Plan) -> Call<SyncReport> {
    if plan.lacks_key() {
        return Call::refused(core, without_key());
    }
    let (resources, secrets) = (Resources::of(core), plan.secrets());
    Call::workflow(core, "apply", Goal::States, &secrets, |workflow| {
        Box::pin(async move {
            let mut report = SyncReport::default();
            let plan = match plan.is_about_pages() {
                true => plan.still_needed(&resources.list(workflow).await?),
                false => plan,
            };
            resources.apply(workflow, &plan, &mut report).await?;
            Ok(report)
        })
    })
}

/// See [`Client::sync`](crate::Client::sync).
#[inline]
pub(crate) fn sync(core: &Arc<Core>, desired: &Desired) -> Call<SyncReport> {
    let wanted = match Wanted::of(desired) {
        Ok(wanted) => wanted,
        Err(error) => return Call::refused(core, error),
    };
    let (resources, secrets) = (Resources::of(core), wanted.secrets());
    Call::workflow(core, "sync", Goal::States, &secrets, |workflow| {
        Box::pin(async move { resources.sync(workflow, wanted).await })
    })
}

fn without_key() -> Error {
    let problem = "the plan has no Statuspage key; create it with Client::plan";
    Error::new(ErrorKind::Config, problem)
}

/// The resources of a desired state.
struct Resources {
    account: AccountApi,
    url_settings: UrlSettingsApi,
}

impl Resources {
    fn of(core: &Arc<Core>) -> Self {
        Self {
            account: AccountApi(Arc::clone(core)),
            url_settings: UrlSettingsApi(Arc::clone(core)),
        }
    }

    async fn sync(&self, workflow: &mut Workflow, mut wanted: Wanted) -> Result<SyncReport, Error> {
        let mut report = SyncReport::default();
        let mut round: u32 = 0;
        loop {
            let mut plan = self.plan(workflow, &wanted).await?;
            if let Some(looks) = round.checked_sub(1)
                && !plan.is_empty()
            {
                workflow.pause(looks).await;
                plan = self.plan(workflow, &wanted).await?;
            }
            report.unreadable = plan.unreadable();
            match plan.changes().first() {
                None => return Ok(report),
                Some(change) if round >= ROUNDS => {
                    let mut error = Details::new(ErrorKind::Conflict);
                    error.detail = Some(format!(
                        "because someone else keeps changing it, or Datadog stores it differently; \
                         still to be done after {ROUNDS} rounds: {change}"
                    ));
                    return Err(error.into());
                }
                Some(_) => self.apply(workflow, &plan, &mut report).await?,
            }
            // Datadog doesn't show that the key is in place, but we wrote it.
            wanted.key_is_written();
            round = round.saturating_add(1);
        }
    }

    async fn plan(&self, workflow: &mut Workflow, wanted: &Wanted) -> Result<Plan, Error> {
        let mut account_is_there = false;
        if wanted.account.is_some() {
            match workflow.make(self.account.get()).await {
                Ok(_) => account_is_there = true,
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        let list = match wanted.is_about_pages() {
            true => self.list(workflow).await?,
            false => UrlSettings::default(),
        };
        Ok(Plan::new(wanted, account_is_there, &list))
    }

    async fn list(&self, workflow: &mut Workflow) -> Result<UrlSettings, Error> {
        let list = self.url_settings.list_in(workflow).await?;
        Ok(list.unwrap_or_default())
    }

    /// Applies the changes of a plan, and records those that were made.
    async fn apply(
        &self,
        workflow: &mut Workflow,
        plan: &Plan,
        report: &mut SyncReport,
    ) -> Result<(), Error> {
        for change in plan.changes() {
            let made = self.make(workflow, change, plan.key.as_ref()).await;
            let doing = |error: Error| error.with_detail(&format!("as part of {}", change.doing()));
            report.changes.extend(made.map_err(doing)?);
        }
        Ok(())
    }

    /// Makes one change. Returns the change that was made, if it was still necessary.
    async fn make(
        &self,
        workflow: &mut Workflow,
        change: &Change,
        key: Option<&Key>,
    ) -> Result<Option<Change>, Error> {
        Ok(match (change, key) {
            (Change::CreateAccount, Some(key)) if !key.replace => {
                match workflow.make(self.account.create(key.secret.clone())).await {
                    Ok(_) => Some(Change::CreateAccount),
                    // Another client created one, which counts as if it had existed before,
                    // unless it was an attempt of this call whose answer was lost.
                    Err(error) if error.kind() == ErrorKind::Conflict => {
                        (error.outcome() == Outcome::Unknown).then_some(Change::CreateAccount)
                    }
                    Err(error) => return Err(error),
                }
            }
            (Change::CreateAccount | Change::ReplaceKey, Some(key)) => {
                let there = matches!(change, Change::ReplaceKey);
                let ensured = self.account.ensure_in(workflow, &key.secret, there);
                match ensured.await? {
                    Ensured::Created(_) => Some(Change::CreateAccount),
                    Ensured::Updated(_) | Ensured::Unchanged(_) => Some(Change::ReplaceKey),
                }
            }
            (Change::CreateAccount | Change::ReplaceKey, None) => return Err(without_key()),
            (Change::CreateUrlSetting { url, tags }, _) => {
                let ensured = self
                    .url_settings
                    .ensure_in(workflow, url, tags, Seen::Missing);
                Change::made(ensured.await?, change)
            }
            (Change::Retag { setting, url, tags }, _) => {
                let seen = Seen::There(Box::new(setting.clone()));
                let ensured = self.url_settings.ensure_in(workflow, url, tags, seen);
                Change::made(ensured.await?, change)
            }
            (Change::DeleteUrlSetting(setting), _) => {
                match workflow.make(self.url_settings.delete(setting.id())).await {
                    Ok(_) => Some(change.clone()),
                    Err(error) if error.kind() == ErrorKind::NotFound => None,
                    Err(error) => return Err(error),
                }
            }
        })
    }
}
