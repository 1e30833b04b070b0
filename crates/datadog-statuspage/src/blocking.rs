//! A client for code that isn't async: scripts, build tools, tests.
//!
//! It has the methods of [`datadog_statuspage::Client`](crate::Client), and
//! [`Call::send`] where that one has `.await`:
//!
//! ```no_run
//! use datadog_statuspage::{blocking, secret_from_env};
//!
//! # fn run() -> Result<(), datadog_statuspage::Error> {
//! let client = blocking::Client::from_env()?;
//! let account = client.create_account(secret_from_env("STATUSPAGE_API_KEY")?).send()?;
//! println!("{:?}", account.masked_api_key());
//! # Ok(()) }
//! ```
//!
//! A client has a Tokio runtime of its own, which is one thread that looks
//! after its connections; it ends with the last clone. Calls can be made from
//! any number of threads at once. Inside of a Tokio runtime a call fails, with
//! [`ErrorKind::Config`], instead of holding up the thread that it is made on:
//! there, use the async client.

use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Error, ErrorKind};
use crate::{
    Account, ClientBuilder, Credentials, Deleted, Desired, EnsuredAccount, EnsuredUrlSetting, Plan,
    RawResponse, RetryPolicy, Secret, Site, Synced, Tags, UrlSetting, UrlSettingChange,
    UrlSettingId, UrlSettings,
};

/// A client of Datadog's Statuspage integration that waits for its answers.
///
/// Cloning is cheap, and clones share everything.
#[derive(Debug, Clone)]
pub struct Client {
    client: crate::Client,
    driver: Arc<Driver>,
}

/// The runtime that calls run on.
#[derive(Debug)]
struct Driver(Option<Runtime>);

impl Driver {
    fn start() -> Result<Self, Error> {
        // Connections must be looked after between calls too, or the next
        // request could meet one that the server closed long ago.
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("datadog-statuspage")
            .enable_all()
            .build();
        match runtime {
            Ok(runtime) => Ok(Self(Some(runtime))),
            Err(error) => {
                let problem = "the thread of the blocking client can't be started";
                Err(Error::new(ErrorKind::Config, problem).with_source(error))
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // To wait for it would panic where a runtime is the caller.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl ClientBuilder {
    /// Makes a client that waits for its answers. Nothing is sent.
    ///
    /// # Errors
    /// As of [`build`](Self::build), and [`ErrorKind::Config`] if no thread can
    /// be started.
    pub fn build_blocking(self) -> Result<Client, Error> {
        Ok(Client {
            client: self.build()?,
            driver: Arc::new(Driver::start()?),
        })
    }
}

impl Client {
    /// A client of a site, with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    /// As of [`ClientBuilder::build_blocking`].
    pub fn new(site: Site, credentials: Credentials) -> Result<Self, Error> {
        Self::builder(credentials).site(site).build_blocking()
    }

    /// A client from the environment, as of
    /// [`datadog_statuspage::Client::from_env`](crate::Client::from_env).
    ///
    /// # Errors
    /// As of that, and of [`ClientBuilder::build_blocking`].
    pub fn from_env() -> Result<Self, Error> {
        Ok(Self {
            client: crate::Client::from_env()?,
            driver: Arc::new(Driver::start()?),
        })
    }

    /// Makes a client with other than the default settings, by
    /// [`ClientBuilder::build_blocking`].
    pub fn builder(credentials: Credentials) -> ClientBuilder {
        crate::Client::builder(credentials)
    }

    /// The site; `None` with a base URL.
    pub fn site(&self) -> Option<Site> {
        self.client.site()
    }

    /// Where requests go, without a trailing slash.
    pub fn base_url(&self) -> &str {
        self.client.base_url()
    }

    /// The operations on the organization's one Statuspage account.
    pub fn account(&self) -> AccountOperations {
        AccountOperations {
            operations: self.client.account(),
            driver: Arc::clone(&self.driver),
        }
    }

    /// The operations on the Statuspage pages that the organization watches.
    pub fn url_settings(&self) -> UrlSettingOperations {
        UrlSettingOperations {
            operations: self.client.url_settings(),
            driver: Arc::clone(&self.driver),
        }
    }

    /// As [`Client::create_account`](crate::Client::create_account).
    pub fn create_account(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        self.account().create(statuspage_key)
    }

    /// As [`Client::plan`](crate::Client::plan).
    pub fn plan(&self, desired: &Desired) -> Call<Plan> {
        Call::of(self.client.plan(desired), &self.driver)
    }

    /// As [`Client::apply`](crate::Client::apply).
    pub fn apply(&self, plan: Plan) -> Call<Synced> {
        Call::of(self.client.apply(plan), &self.driver)
    }

    /// As [`Client::sync`](crate::Client::sync).
    pub fn sync(&self, desired: &Desired) -> Call<Synced> {
        Call::of(self.client.sync(desired), &self.driver)
    }
}

/// The operations on the organization's one Statuspage account; see [`Client::account`].
#[derive(Debug, Clone)]
pub struct AccountOperations {
    operations: crate::AccountOperations,
    driver: Arc<Driver>,
}

impl AccountOperations {
    /// As [`AccountOperations::create`](crate::AccountOperations::create).
    pub fn create(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        Call::of(self.operations.create(statuspage_key), &self.driver)
    }

    /// As [`AccountOperations::get`](crate::AccountOperations::get).
    pub fn get(&self) -> Call<Account> {
        Call::of(self.operations.get(), &self.driver)
    }

    /// As [`AccountOperations::update`](crate::AccountOperations::update).
    pub fn update(&self, statuspage_key: impl Into<Secret>) -> Call<Account> {
        Call::of(self.operations.update(statuspage_key), &self.driver)
    }

    /// As [`AccountOperations::ensure`](crate::AccountOperations::ensure).
    pub fn ensure(&self, statuspage_key: impl Into<Secret>) -> Call<EnsuredAccount> {
        Call::of(self.operations.ensure(statuspage_key), &self.driver)
    }

    /// As [`AccountOperations::delete`](crate::AccountOperations::delete).
    pub fn delete(&self) -> Call<Deleted> {
        Call::of(self.operations.delete(), &self.driver)
    }
}

/// The operations on the organization's URL settings; see [`Client::url_settings`].
#[derive(Debug, Clone)]
pub struct UrlSettingOperations {
    operations: crate::UrlSettingOperations,
    driver: Arc<Driver>,
}

impl UrlSettingOperations {
    /// As [`UrlSettingOperations::list`](crate::UrlSettingOperations::list).
    pub fn list(&self) -> Call<UrlSettings> {
        Call::of(self.operations.list(), &self.driver)
    }

    /// As [`UrlSettingOperations::create`](crate::UrlSettingOperations::create).
    pub fn create(&self, url: impl AsRef<str>, tags: Tags) -> Call<UrlSetting> {
        Call::of(self.operations.create(url, tags), &self.driver)
    }

    /// As [`UrlSettingOperations::ensure`](crate::UrlSettingOperations::ensure).
    pub fn ensure(&self, url: impl AsRef<str>, tags: Tags) -> Call<EnsuredUrlSetting> {
        Call::of(self.operations.ensure(url, tags), &self.driver)
    }

    /// As [`UrlSettingOperations::update`](crate::UrlSettingOperations::update).
    pub fn update(&self, id: &UrlSettingId, change: UrlSettingChange) -> Call<UrlSetting> {
        Call::of(self.operations.update(id, change), &self.driver)
    }

    /// As [`UrlSettingOperations::delete`](crate::UrlSettingOperations::delete).
    pub fn delete(&self, id: &UrlSettingId) -> Call<Deleted> {
        Call::of(self.operations.delete(id), &self.driver)
    }
}

/// A call to Datadog: [`send`](Self::send) it, or set first what should differ
/// for it alone.
#[must_use = "a call is made by `send`"]
pub struct Call<T> {
    call: crate::Call<T>,
    driver: Arc<Driver>,
}

impl<T: 'static> Call<T> {
    fn of(call: crate::Call<T>, driver: &Arc<Driver>) -> Self {
        Self {
            call,
            driver: Arc::clone(driver),
        }
    }

    /// Makes the call, and waits for what it comes to.
    ///
    /// # Errors
    /// Those of the async method of the same name, and
    /// [`ErrorKind::Config`] inside of a Tokio runtime; nothing is sent then.
    pub fn send(self) -> Result<T, Error> {
        if Handle::try_current().is_ok() {
            let problem = "a blocking call inside of a Tokio runtime would hold up its thread; \
                           use datadog_statuspage::Client there, and await it";
            return Err(Error::new(ErrorKind::Config, problem));
        }
        match &self.driver.0 {
            Some(runtime) => runtime.block_on(self.call.into_future()),
            // Only in the course of `drop`, and then nobody has a call.
            None => Err(Error::new(ErrorKind::Config, "the client is gone")),
        }
    }

    /// As [`Call::retry`](crate::Call::retry).
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.map(|call| call.retry(policy))
    }

    /// As [`Call::deadline`](crate::Call::deadline).
    pub fn deadline(self, deadline: Duration) -> Self {
        self.map(|call| call.deadline(deadline))
    }

    /// As [`Call::attempt_timeout`](crate::Call::attempt_timeout).
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        self.map(|call| call.attempt_timeout(timeout))
    }

    /// As [`Call::headers`](crate::Call::headers).
    pub fn headers(self, headers: HeaderMap) -> Self {
        self.map(|call| call.headers(headers))
    }

    /// As [`Call::with_raw_response`](crate::Call::with_raw_response).
    pub fn with_raw_response(self) -> Call<RawResponse<T>> {
        self.map(crate::Call::with_raw_response)
    }

    fn map<U>(self, change: impl FnOnce(crate::Call<T>) -> crate::Call<U>) -> Call<U> {
        Call {
            call: change(self.call),
            driver: self.driver,
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}
