//! The HTTP client: the default one, and the checks of a supplied one.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::redirect;

use super::endpoint::Endpoint;
use super::proxy::proxy_of_environment;
use crate::error::{Error, ErrorKind};

/// Creates the HTTP client for an endpoint.
pub(crate) fn default_client(
    endpoint: &Endpoint,
    connect_timeout: Duration,
) -> Result<reqwest::Client, Error> {
    if !endpoint.plain && !cfg!(any(feature = "rustls", feature = "native-tls")) {
        return Err(Error::new(
            ErrorKind::Config,
            "this build has no TLS; enable the feature rustls or native-tls of datadog-statuspage, \
             or supply an HTTP client with http_client",
        ));
    }
    let proxy = match endpoint.plain {
        true => None,
        false => proxy_of_environment()?,
    };
    let builder = || settings(connect_timeout, proxy.clone());
    let made = match endpoint.plain {
        true => without_roots(builder()).build(),
        false => builder().build(),
    };
    made.map_err(|error| {
        // If it can be built without the system's root certificates, they were the problem.
        let text = match without_roots(builder()).build() {
            Ok(_) => NO_ROOTS,
            Err(_) => "the HTTP client can't be set up",
        };
        Error::new(ErrorKind::Config, text).with_source(error)
    })
}

const NO_ROOTS: &str = "no root certificates were found on this system; install ca-certificates, \
                        set SSL_CERT_FILE, or supply an HTTP client with http_client";

/// Skips the system's root certificates, which plain http doesn't need.
pub(crate) fn without_roots(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    return builder.tls_certs_only([]);
    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    builder
}

fn settings(connect_timeout: Duration, proxy: Option<reqwest::Proxy>) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(redirect::Policy::none())
        .referer(false)
        // The only retries are those of our own loop.
        .retry(reqwest::retry::never())
        // We read proxies from the environment ourselves, and use none for plain http: that is
        // for this machine only, and a proxy would expose the keys.
        .no_proxy()
        // Set even where another crate enables these features of reqwest: Datadog documents no
        // `Accept-Encoding`, and the body limit applies to what is read.
        .no_gzip()
        .no_brotli()
        .no_deflate()
        .no_zstd();
    // HTTP/2 likewise: without the feature, we can't tell whether a refused request was
    // processed.
    #[cfg(not(feature = "http2"))]
    let builder = builder.http1_only();
    match proxy {
        Some(proxy) => builder.proxy(proxy),
        None => builder,
    }
}

/// Accepts a client that a caller supplied, unless it follows redirects, or may send plain http
/// through a proxy where the base URL is plain http.
pub(crate) fn supplied_client(
    client: reqwest::Client,
    endpoint: &Endpoint,
) -> Result<reqwest::Client, Error> {
    // reqwest shows a client's settings only in its `Debug` output.
    let shown = format!("{client:?}");
    let refused = |why| Err(Error::new(ErrorKind::Config, why));
    let Some(before) = follows_no_redirect(&shown) else {
        return refused(
            "the HTTP client follows redirects, and would send the keys to any host that a redirect names; \
             build it with .redirect(reqwest::redirect::Policy::none())",
        );
    };
    if endpoint.plain && !is_free_of_proxies(before) {
        return refused(
            "the HTTP client may send plain http through a proxy, which could read the keys; \
             build it with .no_proxy()",
        );
    }
    Ok(client)
}

/// Finds the redirect policy, which is shown unless it is the default, and returns what is shown
/// before it. If that format ever changes, every client is rejected, and a test fails.
fn follows_no_redirect(shown: &str) -> Option<&str> {
    let (before, _) = shown.split_once(r#"redirect_policy: "Policy(None)""#)?;
    Some(before)
}

/// Returns whether none of a client's proxies accepts plain http. Anything unknown counts as one
/// that does.
fn is_free_of_proxies(before_policy: &str) -> bool {
    match before_policy.split_once("proxies: [") {
        Some((_, proxies)) => takes_https_alone(proxies.trim_end_matches("], ")),
        None => proxies_are_shown(),
    }
}

/// Returns whether this is the one proxy that doesn't accept plain http: `Matcher`, where the
/// environment names none, or one with at most an address for `https` and exceptions (`no`).
fn takes_https_alone(proxies: &str) -> bool {
    if proxies == "Matcher" {
        return true;
    }
    let rest = match proxies.strip_prefix("Matcher { https: Intercept { uri: ") {
        Some(rest) => rest.split_once(" }").map(|(_, rest)| rest),
        None => proxies.strip_prefix("Matcher { "),
    };
    rest.is_some_and(|rest| {
        let exceptions = rest.trim_start_matches(", ").starts_with("no: NoProxy {");
        rest == " }" || (exceptions && rest.ends_with("} }") && !rest.contains(", Matcher"))
    })
}

/// Returns whether reqwest still shows proxies. Otherwise a client that shows none proves
/// nothing.
fn proxies_are_shown() -> bool {
    static SHOWN: OnceLock<bool> = OnceLock::new();
    *SHOWN.get_or_init(|| {
        let proxy = reqwest::Proxy::http("http://127.0.0.1:9");
        let client = proxy.and_then(|proxy| {
            let builder = reqwest::Client::builder().proxy(proxy);
            without_roots(builder.redirect(redirect::Policy::none())).build()
        });
        client.is_ok_and(|client| {
            let shown = format!("{client:?}");
            follows_no_redirect(&shown)
                .is_some_and(|before| before.contains("proxies: [Matcher { http: "))
        })
    })
}

#[cfg(test)]
mod tests {
    use reqwest::Proxy;
    use reqwest::redirect::Policy;

    use super::*;

    fn supplied(client: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
        supplied_client(
            client.build().unwrap(),
            &Endpoint::of_site(Default::default()),
        )
    }

    fn supplied_for_plain(client: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
        let client = client.redirect(Policy::none()).build().unwrap();
        supplied_client(client, &Endpoint::parse("http://127.0.0.1:1").unwrap())
    }

    fn without_system() -> reqwest::ClientBuilder {
        machineless().no_proxy()
    }

    /// Creates a client independent of this machine's root certificates.
    fn machineless() -> reqwest::ClientBuilder {
        without_roots(reqwest::Client::builder())
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
            let error = supplied(machineless().redirect(policy)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{shown}");
        }
        assert!(supplied(machineless()).is_err());
    }

    #[test]
    fn a_client_that_follows_none_is_taken() {
        assert!(supplied(machineless().redirect(Policy::none())).is_ok());
    }

    #[test]
    fn a_header_can_not_pass_for_a_policy() {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("x", r#"redirect_policy: "Policy(None)""#.parse().unwrap());
        assert!(supplied(machineless().default_headers(headers)).is_err());
    }

    #[test]
    fn plain_http_takes_no_client_that_may_have_a_proxy_for_it() {
        let address = "http://127.0.0.1:9";
        let none = || reqwest::NoProxy::from_string("127.0.0.1, Matcher { https: x }], _");
        let custom = || Proxy::custom(|_| Some("http://127.0.0.1:9"));
        for (name, client) in [
            (
                "http",
                without_system().proxy(Proxy::http(address).unwrap()),
            ),
            ("all", without_system().proxy(Proxy::all(address).unwrap())),
            ("custom", without_system().proxy(custom())),
            (
                "an exception that can't be weighed",
                without_system().proxy(Proxy::http(address).unwrap().no_proxy(none())),
            ),
            (
                "custom, after one for https",
                without_system()
                    .proxy(Proxy::https(address).unwrap())
                    .proxy(custom()),
            ),
            (
                "custom, after one for https with exceptions",
                without_system()
                    .proxy(Proxy::https(address).unwrap().no_proxy(none()))
                    .proxy(custom()),
            ),
            (
                "http, after one for https with exceptions",
                without_system()
                    .proxy(Proxy::https(address).unwrap().no_proxy(none()))
                    .proxy(Proxy::http(address).unwrap()),
            ),
        ] {
            let error = supplied_for_plain(client).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{name}");
            assert_eq!(
                error.to_string(),
                "the HTTP client may send plain http through a proxy, which could read the keys; \
                 build it with .no_proxy()",
                "{name}"
            );
        }
        // With TLS to protect the keys, the caller may choose any proxy.
        assert!(supplied(without_system().redirect(Policy::none()).proxy(custom())).is_ok());
    }

    #[test]
    fn plain_http_takes_a_client_whose_proxies_are_for_https() {
        let address = "http://user:password@127.0.0.1:9";
        let none = || reqwest::NoProxy::from_string("127.0.0.1, x.example, 10.0.0.0/8");
        let https = || Proxy::https(address).unwrap();
        assert!(proxies_are_shown());
        for (name, client) in [
            ("none", without_system()),
            ("https", without_system().proxy(https())),
            (
                "exceptions",
                without_system().proxy(https().no_proxy(none())),
            ),
        ] {
            let shown = format!("{client:?}");
            assert!(supplied_for_plain(client).is_ok(), "{name}: {shown}");
        }
        assert!(takes_https_alone("Matcher"));
        assert!(takes_https_alone(
            "Matcher { no: NoProxy { ips: IpMatcher([]) } }"
        ));
        for unknown in [
            "",
            "_",
            "Matcher, Matcher",
            "Matcher { }",
            "Matcher { all: x }",
        ] {
            assert!(!takes_https_alone(unknown), "{unknown}");
        }
    }

    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    #[test]
    fn without_tls_only_this_machine_is_reached() {
        let connect = Duration::from_secs(1);
        let error = default_client(&Endpoint::of_site(Default::default()), connect).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.to_string(),
            "this build has no TLS; enable the feature rustls or native-tls of datadog-statuspage, \
             or supply an HTTP client with http_client"
        );
        let plain = Endpoint::parse("http://127.0.0.1:1").unwrap();
        assert!(default_client(&plain, connect).is_ok());
    }
}
