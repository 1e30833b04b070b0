//! The client: one short method per operation.

use std::fmt;
use std::sync::Arc;

use datadog_statuspage_api::Requests;

use crate::account::{Account, AccountOperations};
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::credentials::{Credentials, env_variable};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::headers::Extras;
use crate::retry::{Budget, Limits, RetryPolicy};
use crate::url_setting::UrlSettingOperations;
use crate::{Secret, Site};

/// A client of Datadog's Statuspage integration.
///
/// Cloning is cheap, and clones share their connections and their
/// [retry budget](RetryPolicy#the-retry-budget): make one client and clone it.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) endpoint: Endpoint,
    pub(crate) credentials: Credentials,
    pub(crate) retry: RetryPolicy,
    pub(crate) limits: Limits,
    /// Of an answer's body, in bytes after decompression.
    pub(crate) body_limit: usize,
    pub(crate) budget: Budget,
    pub(crate) requests: Requests,
    /// Headers of the caller's own.
    pub(crate) extras: Option<Arc<Extras>>,
}

impl Client {
    /// A client of a site, with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the TLS library can't be set up.
    pub fn new(site: Site, credentials: Credentials) -> Result<Self, Error> {
        Self::builder(credentials).site(site).build()
    }

    /// A client from the environment: [`Credentials::from_env`], and the site
    /// from `DD_SITE` in any spelling that [`Site`] reads; unset or empty
    /// means US1.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config), which says which variable is missing or wrong.
    pub fn from_env() -> Result<Self, Error> {
        let site = match env_variable("DD_SITE")? {
            Some(site) => site
                .expose()
                .parse()
                .map_err(|error: Error| error.about("DD_SITE"))?,
            None => Site::default(),
        };
        Self::new(site, Credentials::from_env()?)
    }

    /// A client with other than the default settings.
    pub fn builder(credentials: Credentials) -> ClientBuilder {
        ClientBuilder::new(credentials)
    }

    pub(crate) fn from_shared(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.0
    }

    /// The site; `None` with a base URL.
    pub fn site(&self) -> Option<Site> {
        self.0.endpoint.site
    }

    /// Where requests go: the site's API address, or the base URL, without a
    /// trailing slash.
    pub fn base_url(&self) -> &str {
        &self.0.endpoint.base_url
    }

    /// The operations on the organization's one Statuspage account.
    pub fn account(&self) -> AccountOperations {
        AccountOperations(Arc::clone(&self.0))
    }

    /// The operations on the Statuspage pages that the organization watches.
    pub fn url_settings(&self) -> UrlSettingOperations {
        UrlSettingOperations(Arc::clone(&self.0))
    }

    /// Creates the account: short for
    /// [`account().create(..)`](AccountOperations::create), which see.
    pub fn create_account(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        self.account().create(statuspage_key)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.endpoint.base_url)
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
