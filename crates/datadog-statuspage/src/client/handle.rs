//! The client: the way to the operations.

use std::fmt;
use std::sync::Arc;

use datadog_statuspage_api::Secret;

use crate::call::{Call, Core};
use crate::config::Site;
use crate::operations::{Account, AccountApi, UrlSettingsApi};
use crate::sync::{Desired, Plan, SyncReport, run};

/// A client of Datadog's Statuspage integration.
///
/// Cloning is cheap, and clones share their connections and their
/// [retry budget](crate::RetryPolicy#the-retry-budget): make one client and clone it.
#[derive(Clone)]
pub struct Client(Arc<Core>);

impl Client {
    pub(super) fn of(core: Core) -> Self {
        Self(Arc::new(core))
    }

    /// Returns the site; `None` with a base URL.
    pub fn site(&self) -> Option<Site> {
        self.0.endpoint.site
    }

    /// Returns where requests go: the site's API address, or the base URL, without a
    /// trailing slash.
    pub fn base_url(&self) -> &str {
        &self.0.endpoint.base_url
    }

    /// Returns the operations on the organization's one Statuspage account.
    pub fn account(&self) -> AccountApi {
        AccountApi(Arc::clone(&self.0))
    }

    /// Returns the operations on the Statuspage pages that the organization watches.
    pub fn url_settings(&self) -> UrlSettingsApi {
        UrlSettingsApi(Arc::clone(&self.0))
    }

    /// Creates the account: short for [`account().create(..)`](AccountApi::create),
    /// which says more.
    pub fn create_account(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        self.account().create(statuspage_key)
    }

    /// Plans what would have to change for the organization to be as desired.
    ///
    /// Nothing is changed. It needs the permission
    /// `integrations_read`.
    ///
    /// # Errors
    /// Whatever reading the account and listing the URL settings can meet, and
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if what is desired can't be, as [`Desired`] says.
    #[inline]
    pub fn plan(&self, desired: &Desired) -> Call<Plan> {
        run::plan(&self.0, desired)
    }

    /// Makes the changes of a plan, in its order, and those alone.
    ///
    /// What is there now is listed first, and what has become unnecessary since
    /// is left out: a setting is deleted only while it watches the page that
    /// the plan shows. What is in the way of a change is dealt with as by
    /// [`ensure`](crate::UrlSettingsApi::ensure); but an account that
    /// somebody else has made since keeps its key, unless
    /// [`replace_key`](Desired::replace_key) asked for more. It needs the permissions
    /// `integrations_read` and `manage_integrations`.
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
    pub fn apply(&self, plan: Plan) -> Call<SyncReport> {
        run::apply(&self.0, plan)
    }

    /// Brings the organization to the desired state: plans, applies the plan, and looks
    /// again, until there is nothing left to change.
    ///
    /// Running it again, from anywhere, ends in the same state, and only reads
    /// where nothing is to be changed. `Ok` means that the account was as
    /// desired at some moment of the call, and the URL settings, all together,
    /// at some moment. It needs the permissions
    /// `integrations_read` and `manage_integrations`.
    ///
    /// Each request may be attempted as often as the policy says; the timeout
    /// is for all of them, so that a long list may need a longer one. Where
    /// changes don't show yet, there is a short wait before another look.
    ///
    /// # Errors
    /// As of [`plan`](Self::plan) and [`apply`](Self::apply), and
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if what was changed is found to be otherwise
    /// again and again: somebody else is changing it too, or Datadog keeps it
    /// otherwise than it was sent; the message names the first such change.
    #[inline]
    pub fn sync(&self, desired: &Desired) -> Call<SyncReport> {
        run::sync(&self.0, desired)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
