//! The HTTP client: the one that we make, and which of others we trust.

use std::time::Duration;

use reqwest::redirect;

use super::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};

/// Makes the HTTP client for an endpoint.
pub(crate) fn default_client(
    endpoint: &Endpoint,
    connect_timeout: Duration,
) -> Result<reqwest::Client, Error> {
    if !endpoint.plain && !cfg!(any(feature = "rustls", feature = "native-tls")) {
        return Err(Error::new(
            ErrorKind::Config,
            "this build has no TLS; turn on the feature rustls or native-tls of datadog-statuspage, \
             or supply an HTTP client with http_client",
        ));
    }
    let builder = || settings(endpoint, connect_timeout);
    let made = match endpoint.plain {
        true => without_roots(builder()).build(),
        false => builder().build(),
    };
    made.map_err(|error| {
        // What can be made without the system's root certificates failed because of them.
        let text = match without_roots(builder()).build() {
            Ok(_) => NO_ROOTS,
            Err(_) => "the HTTP client can't be set up",
        };
        Error::new(ErrorKind::Config, text).with_source(error)
    })
}

const NO_ROOTS: &str = "no root certificates were found on this system; install ca-certificates, \
                        set SSL_CERT_FILE, or supply an HTTP client with http_client";

/// Leaves out the system's root certificates, which plain http has no use for.
fn without_roots(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    return builder.tls_certs_only([]);
    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    builder
}

fn settings(endpoint: &Endpoint, connect_timeout: Duration) -> reqwest::ClientBuilder {
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
    if endpoint.plain {
        builder.no_proxy()
    } else {
        builder
    }
}

/// Takes a client that a caller supplied, unless it follows redirects.
pub(crate) fn supplied_client(client: reqwest::Client) -> Result<reqwest::Client, Error> {
    match follows_no_redirect(&client) {
        true => Ok(client),
        false => Err(Error::new(
            ErrorKind::Config,
            "the HTTP client follows redirects, and would hand the keys to whatever host one names; \
             build it with .redirect(reqwest::redirect::Policy::none())",
        )),
    }
}

/// Reads the redirect policy where reqwest alone shows it: in the `Debug` output, which
/// tells every policy that isn't the default. Should that ever change, every client is
/// refused, and a test says so.
fn follows_no_redirect(client: &reqwest::Client) -> bool {
    format!("{client:?}").contains(r#"redirect_policy: "Policy(None)""#)
}

#[cfg(test)]
mod tests {
    use reqwest::redirect::Policy;

    use super::*;

    fn supplied(client: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
        supplied_client(client.build().unwrap())
    }

    #[test]
    fn a_client_that_follows_redirects_is_refused() {
        for policy in [
            Policy::default(),
            Policy::limited(1),
            Policy::limited(0),
            Policy::custom(|attempt| attempt.stop()),
        ] {
            let shown = format!("{policy:?}");
            let error = supplied(reqwest::Client::builder().redirect(policy)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{shown}");
        }
        assert!(supplied(reqwest::Client::builder()).is_err());
    }

    #[test]
    fn a_client_that_follows_none_is_taken() {
        assert!(supplied(reqwest::Client::builder().redirect(Policy::none())).is_ok());
    }

    #[test]
    fn a_header_can_not_pass_for_a_policy() {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("x", r#"redirect_policy: "Policy(None)""#.parse().unwrap());
        assert!(supplied(reqwest::Client::builder().default_headers(headers)).is_err());
    }

    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    #[test]
    fn without_tls_only_this_machine_is_reached() {
        let connect = Duration::from_secs(1);
        let error = default_client(&Endpoint::of_site(Default::default()), connect).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.to_string(),
            "this build has no TLS; turn on the feature rustls or native-tls of datadog-statuspage, \
             or supply an HTTP client with http_client"
        );
        let plain = Endpoint::parse("http://127.0.0.1:1").unwrap();
        assert!(default_client(&plain, connect).is_ok());
    }
}
