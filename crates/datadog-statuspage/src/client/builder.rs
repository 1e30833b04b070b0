//! How a client is built.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use datadog_statuspage_api::Requests;
use reqwest::header::HeaderMap;

use super::handle::Client;
use crate::call::{CallOptions, Core};
use crate::config::environment::env_variable;
use crate::config::headers::AttemptHook;
use crate::config::{Credentials, Endpoint, Site, trust};
use crate::error::Error;
use crate::retry::{Budget, Limits, RetryPolicy};

/// Builds a [`Client`].
///
/// | setting | default | why |
/// |---|---|---|
/// | [`site`](Self::site) | US1 | as in Datadog's own clients |
/// | [`retry_policy`](Self::retry_policy) | [`RetryPolicy::default`] | 4 attempts |
/// | [`connect_timeout`](Self::connect_timeout) | 10 s | a host that hasn't answered by then won't |
/// | [`attempt_timeout`](Self::attempt_timeout) | 30 s | gateways time out at about that time |
/// | [`timeout`](Self::timeout) | 60 s | room for one slow attempt, a wait and another |
/// | [`body_limit`](Self::body_limit) | 1 MiB | a thousand times the size of Datadog's answers |
#[derive(Clone)]
#[must_use = "a builder makes nothing until `build`"]
pub struct ClientBuilder {
    credentials: Credentials,
    target: Target,
    retry_policy: RetryPolicy,
    connect_timeout: Duration,
    limits: Limits,
    body_limit: usize,
    http: Option<reqwest::Client>,
    headers: HeaderMap,
    on_attempt: Option<Arc<AttemptHook>>,
}

#[derive(Clone)]
enum Target {
    Site(Site),
    BaseUrl(String),
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(site) => site.fmt(f),
            Self::BaseUrl(url) => match Endpoint::parse(url) {
                Ok(endpoint) => endpoint.base_url.fmt(f),
                // Base URLs may contain passwords and keys by mistake.
                Err(_) => f.write_str("<a base URL that can't be used>"),
            },
        }
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().collect();
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("target", &self.target)
            .field("retry_policy", &self.retry_policy)
            .field("connect_timeout", &self.connect_timeout)
            .field("limits", &self.limits)
            .field("body_limit", &self.body_limit)
            .field("http", &self.http.as_ref().map(|_| "<supplied>"))
            // The values, like those of a supplied client, may be secret.
            .field("headers", &headers)
            .finish()
    }
}

impl ClientBuilder {
    /// Starts a builder from the environment, as [`Client::from_env`] does.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config), naming the variable that is missing or
    /// wrong.
    pub fn from_env() -> Result<Self, Error> {
        let mut site = Site::default();
        for name in ["DD_SITE", "DATADOG_SITE"] {
            if let Some(value) = env_variable(name)? {
                let parsed = value.expose().parse();
                site = parsed.map_err(|error: Error| error.with_subject(name))?;
                break;
            }
        }
        Ok(Self::new(Credentials::from_env()?).site(site))
    }

    fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            target: Target::Site(Site::default()),
            retry_policy: RetryPolicy::default(),
            connect_timeout: Duration::from_secs(10),
            limits: Limits {
                attempt: Duration::from_secs(30),
                call: Duration::from_secs(60),
            },
            body_limit: 1024 * 1024,
            http: None,
            headers: HeaderMap::new(),
            on_attempt: None,
        }
    }

    /// Sets the site to call. Replaces an earlier [`base_url`](Self::base_url).
    pub fn site(mut self, site: Site) -> Self {
        self.target = Target::Site(site);
        self
    }

    /// Sets another address to call: a newer site's API, your own gateway, or a simulator.
    /// Replaces an earlier [`site`](Self::site).
    ///
    /// It must be an https URL, or an http URL of this machine (`localhost`, `127.0.0.0/8`,
    /// `[::1]`), without user name, password, query or fragment; [`build`](Self::build) checks.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.target = Target::BaseUrl(url.into());
        self
    }

    /// Sets when a failed attempt is repeated.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry_policy = policy;
        self
    }

    /// Sets how long connecting may take, including TLS. It has no effect on a client supplied
    /// with [`http_client`](Self::http_client).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long one attempt may take, from connecting to the end of the body.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt = timeout;
        self
    }

    /// Sets how long a whole call may take, including waits.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.call = timeout;
        self
    }

    /// Sets how many bytes of an answer's body are read, after decompression.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Supplies your own HTTP client: for a proxy, other root certificates, or mutual TLS.
    ///
    /// It must be built with `redirect::Policy::none()`: a client that follows redirects sends
    /// the keys to any host that a redirect names, and no setting of a request prevents that. If
    /// the base URL is plain http, the client must not use a proxy for it, because the proxy
    /// could read the keys: build it with `no_proxy()`. [`build`](Self::build) rejects any other
    /// client.
    ///
    /// The client's own retries (`reqwest::retry`) have no effect on these requests.
    ///
    /// ```
    /// # fn run(credentials: datadog_statuspage::Credentials) -> Result<(), Box<dyn std::error::Error>> {
    /// let http = reqwest::Client::builder()
    ///     .proxy(reqwest::Proxy::https("https://proxy.example:3128")?)
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .build()?;
    /// let client = datadog_statuspage::Client::builder(credentials).http_client(http).build()?;
    /// # Ok(()) }
    /// ```
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Sets headers that every request carries besides the client's own, such as those for a
    /// gateway or another `User-Agent`. Replaces earlier ones.
    ///
    /// See [`Call::headers`](crate::Call::headers) for which headers can't be set, the maximum
    /// number, and how sensitive values are treated. [`build`](Self::build) checks them.
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }

    /// Sets a hook that adds headers to each attempt, including retries, such as W3C's
    /// `traceparent`.
    ///
    /// It is called inside the attempt's span, before anything is sent. Headers that the client
    /// sets itself (see [`Call::headers`](crate::Call::headers)) and `User-Agent` are dropped,
    /// and a token's `Authorization` takes precedence. `headers` of the client or the call
    /// replace those with the same names. If the hook adds more than 100, the attempt is not
    /// made, and the call fails with [`ErrorKind::Config`](crate::ErrorKind::Config).
    pub fn on_attempt(mut self, hook: impl Fn(&mut HeaderMap) + Send + Sync + 'static) -> Self {
        self.on_attempt = Some(Arc::new(hook));
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the base URL is invalid, if a supplied
    /// client follows redirects or may send plain http through a proxy, if a proxy variable of
    /// the environment is invalid, if a header may not be set by the caller, if there are more
    /// than 100 headers, or if there is no TLS: because its library can't be set up, or because
    /// the crate was built without the features `rustls` and `native-tls` and no client with its
    /// own TLS library was supplied.
    pub fn build(self) -> Result<Client, Error> {
        let endpoint = match &self.target {
            Target::Site(site) => Endpoint::of_site(*site),
            Target::BaseUrl(url) => Endpoint::parse(url)?,
        };
        let mut options = CallOptions {
            retry: self.retry_policy,
            limits: self.limits,
            headers: None,
            secrets: Vec::new(),
            keep_response: false,
        };
        if !self.headers.is_empty() {
            options.add_headers(self.headers, &self.credentials)?;
        }
        let http = match self.http {
            Some(client) => trust::supplied_client(client, &endpoint)?,
            None => trust::default_client(&endpoint, self.connect_timeout)?,
        };
        Ok(Client::of(Core {
            http,
            requests: Requests::new(endpoint.base_url.as_str()),
            endpoint,
            credentials: self.credentials,
            on_attempt: self.on_attempt,
            body_limit: self.body_limit,
            budget: Budget::default(),
            options,
            #[cfg(feature = "blocking")]
            driver: Default::default(),
        }))
    }
}

impl Client {
    /// Creates a client for a site, with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the TLS library can't be set up, or a
    /// proxy variable of the environment is invalid.
    pub fn new(site: Site, credentials: Credentials) -> Result<Self, Error> {
        Self::builder(credentials).site(site).build()
    }

    /// Creates a client from the environment. Credentials come from [`Credentials::from_env`];
    /// the site comes from `DD_SITE`, or from `DATADOG_SITE` if that is unset or empty, in any
    /// spelling that [`Site`] parses. The default is US1.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config), naming the variable that is missing or
    /// wrong.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }

    /// Creates a builder, to change the default settings.
    pub fn builder(credentials: Credentials) -> ClientBuilder {
        ClientBuilder::new(credentials)
    }
}
