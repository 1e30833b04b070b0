//! The client: the entry point to the operations.

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
/// [retry budget](crate::RetryPolicy#the-retry-budget): create one client and clone it.
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

    /// Returns the address of requests: the site's API address, or the base URL, without a
    /// trailing slash.
    pub fn base_url(&self) -> &str {
        &self.0.endpoint.base_url
    }

    /// Returns the operations on the organization's Statuspage account. There is at most one.
    pub fn account(&self) -> AccountApi {
        AccountApi(Arc::clone(&self.0))
    }

    /// Returns the operations on the Statuspage pages that the organization watches.
    pub fn url_settings(&self) -> UrlSettingsApi {
        UrlSettingsApi(Arc::clone(&self.0))
    }

    /// Creates the account. Shorthand for [`account().create(..)`](AccountApi::create).
    pub fn create_account(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        self.account().create(statuspage_key)
    }

    /// Plans the changes that would bring the organization to the desired state.
    ///
    /// Changes nothing. It needs the permission `integrations_read`.
    ///
    /// # Errors
    /// Every error of reading the account and listing the URL settings, and
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the desired state is impossible; see
    /// [`Desired`].
    #[inline]
    pub fn plan(&self, desired: &Desired) -> Call<Plan> {
        run::plan(&self.0, desired)
    }

    /// Applies the changes of a plan, in order, and no others.
    ///
    /// The URL settings are listed first, and changes that are no longer necessary are skipped: a
    /// setting is deleted only while it watches the page that the plan shows. Changes by other
    /// clients are handled as by [`ensure`](crate::UrlSettingsApi::ensure), but an account that
    /// another client has created since keeps its key, unless
    /// [`replace_key`](Desired::replace_key) was set. It needs the permissions
    /// `integrations_read` and `manage_integrations`.
    ///
    /// Datadog has no conditional updates, so a change that another client makes between the list
    /// and a write can be overwritten.
    ///
    /// # Errors
    /// Every error of the changes; the first failure ends the call. The outcome is
    /// [`NotApplied`](crate::Outcome::NotApplied) if nothing was changed, and
    /// [`Unknown`](crate::Outcome::Unknown) if something was, or may have been. It is safe to
    /// make another plan and apply it.
    #[inline]
    pub fn apply(&self, plan: Plan) -> Call<SyncReport> {
        run::apply(&self.0, plan)
    }

    /// Brings the organization to the desired state: plans, applies the plan, and repeats until
    /// nothing is left to change.
    ///
    /// Running it again, from anywhere, ends in the same state, and only reads if nothing has to
    /// change. `Ok` means that at some moment of the call the account was as desired, and that at
    /// some moment all URL settings were. It needs the permissions `integrations_read` and
    /// `manage_integrations`.
    ///
    /// The retry policy applies to each request. The timeout applies to all of them together, so
    /// a long list may need a longer one. If changes aren't visible yet, it waits briefly before
    /// it looks again.
    ///
    /// # Errors
    /// Every error of [`plan`](Self::plan) and [`apply`](Self::apply), and
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if changes don't last after several
    /// rounds: another client is changing the same, or Datadog stores it differently. The message
    /// names the first such change.
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
