//! The client: one short method per operation.

use std::fmt;
use std::sync::Arc;

use datadog_statuspage_api::types;
use reqwest::StatusCode;

use crate::account::Account;
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::credentials::{Credentials, env_variable};
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::retry::{Budget, Limits, RetryPolicy};
use crate::{Secret, Site, verdict};

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
    pub(crate) body_limit: usize,
    pub(crate) budget: Budget,
}

impl Client {
    /// A client of a site, with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the TLS library can't be set up.
    pub fn new(site: Site, credentials: Credentials) -> Result<Self, Error> {
        Self::builder(credentials).site(site).build()
    }

    /// A client from the environment: [`Credentials::from_env`], and the site
    /// from `DD_SITE` in any spelling that [`Site`] reads; unset or empty
    /// means US1.
    ///
    /// # Errors
    /// [`ErrorKind::Config`], which says which variable is missing or wrong.
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

    /// The site; `None` with a base URL.
    pub fn site(&self) -> Option<Site> {
        self.0.endpoint.site
    }

    /// Where requests go: the site's API address, or the base URL, without a
    /// trailing slash.
    pub fn base_url(&self) -> &str {
        &self.0.endpoint.base_url
    }

    /// Creates the organization's Statuspage account from a Statuspage API key.
    ///
    /// An organization holds one account. The application key needs the
    /// permission `manage_integrations`.
    ///
    /// # Errors
    /// Beyond what any call can meet:
    /// - [`ErrorKind::Conflict`] if there is an account already. With
    ///   [`Outcome::Unknown`](crate::Outcome::Unknown) it may be the one that
    ///   an earlier attempt of this very call created.
    /// - [`ErrorKind::Config`] if the key is empty; nothing is sent then.
    pub fn create_account(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        let api_key = statuspage_key.into();
        if api_key.is_empty() {
            let problem =
                "the Statuspage API key is empty; copy it from Statuspage, under API info";
            return Call::refused(&self.0, Error::new(ErrorKind::Config, problem));
        }
        let secrets = vec![api_key.clone()];
        let body = types::StatuspageAccountCreateRequest {
            data: types::StatuspageAccountCreateRequestData {
                attributes: types::StatuspageAccountCreateRequestAttributes { api_key },
                type_: types::StatuspageAccountType::StatuspageAccount,
            },
        };
        let send = |wire: datadog_statuspage_api::Client| async move {
            wire.create_statuspage_account(&body).await
        };
        let other = |body: &[u8]| {
            verdict::json(body, |answer: &types::StatuspageAccountResponse| {
                answer.data.type_ == types::StatuspageAccountType::StatuspageAccount
            })
        };
        Call::new(
            &self.0,
            StatusCode::CREATED,
            secrets,
            send,
            other,
            Account::read,
        )
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("credentials", &self.0.credentials)
            .field("retry", &self.0.retry)
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}
