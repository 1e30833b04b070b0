//! How a client is made.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use datadog_statuspage_api::Requests;
use reqwest::header::HeaderMap;
use reqwest::redirect;

use crate::Site;
use crate::client::{Client, Shared};
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::headers::Extras;
use crate::retry::{Budget, Limits, RetryPolicy};

/// Makes a [`Client`].
///
/// | setting | default | why |
/// |---|---|---|
/// | [`site`](Self::site) | US1 | as in Datadog's own clients |
/// | [`retry`](Self::retry) | [`RetryPolicy::default`] | 4 attempts |
/// | [`connect_timeout`](Self::connect_timeout) | 10 s | a host that hasn't answered by then won't |
/// | [`attempt_timeout`](Self::attempt_timeout) | 30 s | gateways give up at about that time |
/// | [`deadline`](Self::deadline) | 60 s | room for one slow attempt, a wait and another |
/// | [`body_limit`](Self::body_limit) | 1 MiB | a thousand times what Datadog answers |
#[derive(Clone)]
#[must_use = "a builder makes nothing until `build`"]
pub struct ClientBuilder {
    credentials: Credentials,
    target: Target,
    retry: RetryPolicy,
    connect_timeout: Duration,
    limits: Limits,
    body_limit: usize,
    http: Option<reqwest::Client>,
    headers: HeaderMap,
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
                // People do put passwords and keys in addresses.
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
            .field("retry", &self.retry)
            .field("connect_timeout", &self.connect_timeout)
            .field("limits", &self.limits)
            .field("body_limit", &self.body_limit)
            .field("http", &self.http.as_ref().map(|_| "<brought>"))
            // The values, like those of a brought client, may be for nobody's eyes.
            .field("headers", &headers)
            .finish()
    }
}

impl ClientBuilder {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            target: Target::Site(Site::default()),
            retry: RetryPolicy::default(),
            connect_timeout: Duration::from_secs(10),
            limits: Limits {
                attempt: Duration::from_secs(30),
                call: Duration::from_secs(60),
            },
            body_limit: 1024 * 1024,
            http: None,
            headers: HeaderMap::new(),
        }
    }

    /// The site to talk to. It takes the place of an earlier [`base_url`](Self::base_url).
    pub fn site(mut self, site: Site) -> Self {
        self.target = Target::Site(site);
        self
    }

    /// Another address to talk to: a newer site's API, a gateway of your own,
    /// or a simulator. It takes the place of an earlier [`site`](Self::site).
    ///
    /// It must be an https URL, or an http one of this machine (`localhost`,
    /// `127.0.0.0/8`, `[::1]`), without user name, password, query or
    /// fragment; [`build`](Self::build) checks.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.target = Target::BaseUrl(url.into());
        self
    }

    /// When a call is attempted again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long connecting may take, TLS included. It has no effect on a
    /// client brought with [`http_client`](Self::http_client).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one attempt may take, from connecting to the end of the body.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt = timeout;
        self
    }

    /// How long a whole call may take, waits included.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.limits.call = deadline;
        self
    }

    /// How many bytes of an answer's body are read, after decompression.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// A client of your own: for a proxy, other root certificates, or mutual TLS.
    ///
    /// It must have been built with `redirect::Policy::none()`, since a client
    /// that follows redirects hands the keys to whatever host they name, and
    /// nothing that is set on a request can stop it. [`build`](Self::build)
    /// refuses one that doesn't say so.
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

    /// Headers that every request carries besides the client's own: for a
    /// gateway, say, or another `User-Agent`. They take the place of earlier ones.
    ///
    /// [`Call::headers`](crate::Call::headers) says which can't be set, and
    /// what becomes of sensitive values; [`build`](Self::build) checks.
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the base URL can't be used, if the client that
    /// was brought follows redirects, if a header is not the caller's to set, or
    /// if there is no TLS: because its library can't be set up, or because the
    /// crate was built without the features `rustls` and `native-tls` and no
    /// client with a TLS library of its own was brought.
    pub fn build(self) -> Result<Client, Error> {
        let endpoint = match &self.target {
            Target::Site(site) => Endpoint::of_site(*site),
            Target::BaseUrl(url) => Endpoint::parse(url)?,
        };
        let extras = match self.headers.is_empty() {
            true => None,
            false => {
                let mut extras = Extras::default();
                extras.add(self.headers)?;
                Some(Arc::new(extras))
            }
        };
        let http = match self.http {
            Some(client) if follows_no_redirect(&client) => client,
            Some(_) => {
                return Err(Error::new(
                    ErrorKind::Config,
                    "the HTTP client follows redirects, and would hand the keys to whatever host one names; \
                     build it with .redirect(reqwest::redirect::Policy::none())",
                ));
            }
            None if !endpoint.plain && !cfg!(any(feature = "rustls", feature = "native-tls")) => {
                return Err(Error::new(
                    ErrorKind::Config,
                    "this build has no TLS; turn on the feature rustls or native-tls of datadog-statuspage, \
                     or bring an HTTP client with http_client",
                ));
            }
            None => http_client(self.connect_timeout, endpoint.plain)?,
        };
        Ok(Client::from_shared(Shared {
            http,
            requests: Requests::new(endpoint.base_url.as_str()),
            endpoint,
            credentials: self.credentials,
            retry: self.retry,
            limits: self.limits,
            body_limit: self.body_limit,
            budget: Budget::default(),
            extras,
        }))
    }
}

fn http_client(connect_timeout: Duration, plain: bool) -> Result<reqwest::Client, Error> {
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(redirect::Policy::none())
        .referer(false)
        // There is one retry loop, and it is ours.
        .retry(reqwest::retry::never())
        // Even where another crate turned these features of reqwest on:
        // Datadog documents no `Accept-Encoding`, and the limit is on what is read.
        .no_gzip()
        .no_brotli()
        .no_deflate()
        .no_zstd();
    // Plain http is for this machine, and a proxy would carry the keys off it in the clear.
    let builder = if plain { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| {
        Error::new(ErrorKind::Config, "the HTTP client can't be set up").with_source(error)
    })
}

/// reqwest has no way to ask a client for its redirect policy but its `Debug`
/// output, which tells every policy that isn't the default. Should that ever
/// change, every client is refused, and a test says so.
fn follows_no_redirect(client: &reqwest::Client) -> bool {
    format!("{client:?}").contains(r#"redirect_policy: "Policy(None)""#)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(client: reqwest::ClientBuilder) -> Result<Client, Error> {
        let credentials = Credentials::new("api", "app").unwrap();
        Client::builder(credentials)
            .http_client(client.build().unwrap())
            .build()
    }

    #[test]
    fn a_client_that_follows_redirects_is_refused() {
        for policy in [
            redirect::Policy::default(),
            redirect::Policy::limited(1),
            redirect::Policy::limited(0),
            redirect::Policy::custom(|attempt| attempt.stop()),
        ] {
            let shown = format!("{policy:?}");
            let error = build(reqwest::Client::builder().redirect(policy)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{shown}");
        }
        assert!(build(reqwest::Client::builder()).is_err());
    }

    #[test]
    fn a_client_that_follows_none_is_taken() {
        assert!(build(reqwest::Client::builder().redirect(redirect::Policy::none())).is_ok());
    }

    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    #[test]
    fn without_tls_a_client_must_be_brought_or_talk_to_this_machine() {
        let credentials = || Credentials::new("api", "app").unwrap();
        let error = Client::new(Site::Us1, credentials()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.to_string(),
            "this build has no TLS; turn on the feature rustls or native-tls of datadog-statuspage, \
             or bring an HTTP client with http_client"
        );
        let plain = Client::builder(credentials()).base_url("http://127.0.0.1:1");
        assert!(plain.build().is_ok());
        assert!(build(reqwest::Client::builder().redirect(redirect::Policy::none())).is_ok());
    }

    #[test]
    fn a_header_can_not_pass_for_a_policy() {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("x", r#"redirect_policy: "Policy(None)""#.parse().unwrap());
        assert!(build(reqwest::Client::builder().default_headers(headers)).is_err());
    }
}
