//! The address that a client calls.

use reqwest::Url;

use super::site::Site;
use crate::error::{Error, ErrorKind};

#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    /// Without a trailing slash.
    pub(crate) base_url: String,
    /// The host, and the port unless it is the default one.
    pub(crate) host: String,
    /// Whether it is plain http, which only loopback may use.
    pub(crate) plain: bool,
    pub(crate) site: Option<Site>,
}

impl Endpoint {
    pub(crate) fn of_site(site: Site) -> Self {
        let base_url = site.api_url();
        Self {
            base_url: base_url.to_owned(),
            host: base_url.trim_start_matches("https://").to_owned(),
            plain: false,
            site: Some(site),
        }
    }

    /// Parses an https address, or an http address of this machine.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        // The text itself is never shown, because it may contain a password.
        let refuse = |why: &str| Err(Error::new(ErrorKind::Config, format!("the base URL {why}")));
        let text = text.trim();
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(error) => {
                return refuse(&format!(
                    "can't be read; write it like https://api.datadoghq.com ({error})"
                ));
            }
        };
        let plain = match url.scheme() {
            "https" => false,
            "http" if is_loopback(&url) => true,
            "http" => {
                return refuse(
                    "is plain http, which would expose the keys on the network; use https (http is allowed only for this machine)",
                );
            }
            _ => {
                return refuse(
                    "is neither https nor, for this machine, http; write it like https://api.datadoghq.com",
                );
            }
        };
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("has a user name or password in it; leave them out");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("has a query or a fragment in it; leave them out");
        }
        let Some(host) = url.host_str() else {
            return refuse("names no host");
        };
        let host = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        Ok(Self {
            base_url: url.as_str().trim_end_matches('/').to_owned(),
            host,
            plain,
            site: None,
        })
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        // The parser has normalized an address in any notation (127.1, 0x7f000001) to four
        // numbers.
        Some(host) => host
            .parse()
            .is_ok_and(|address: std::net::Ipv4Addr| address.is_loopback()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn https_goes_anywhere_and_http_stays_here() {
        for (text, base_url, host) in [
            (
                "https://api.uk1.datadoghq.com",
                "https://api.uk1.datadoghq.com",
                "api.uk1.datadoghq.com",
            ),
            (
                " https://proxy.example:8443/dd/\n",
                "https://proxy.example:8443/dd",
                "proxy.example:8443",
            ),
            (
                "http://127.0.0.1:8126",
                "http://127.0.0.1:8126",
                "127.0.0.1:8126",
            ),
            ("http://127.8.9.1", "http://127.8.9.1", "127.8.9.1"),
            ("http://localhost:1/", "http://localhost:1", "localhost:1"),
            ("http://[::1]:1", "http://[::1]:1", "[::1]:1"),
        ] {
            let endpoint = Endpoint::parse(text).unwrap();
            assert_eq!(
                (&*endpoint.base_url, &*endpoint.host),
                (base_url, host),
                "{text}"
            );
            assert_eq!(endpoint.plain, base_url.starts_with("http:"), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_without_being_shown() {
        for text in [
            "",
            "api.datadoghq.com",
            "http://api.s3cret.com",
            "http://127.0.0.1.s3cret.com",
            "http://localhost.s3cret.com",
            "http://127.0.0.1@s3cret.com",
            "http://0.0.0.0:80",
            "http://[::]:80",
            "https://user:s3cret@api.datadoghq.com",
            "https://s3cret@api.datadoghq.com",
            "https://api.datadoghq.com?key=s3cret",
            "https://api.datadoghq.com/#s3cret",
            "ftp://127.0.0.1/s3cret",
            "file:///s3cret",
            "https://",
            "https://api.s3cret.com:99999",
            "https://exa mple.s3cret",
        ] {
            let error = Endpoint::parse(text).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{text}");
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("s3cret"), "{text}: {shown}");
            let plain = text.starts_with("http:");
            assert_eq!(shown.contains("plain http"), plain, "{text}: {shown}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_is_https_or_this_machine(
            text in prop_oneof![
                any::<String>(),
                "(https?|ftp)://([a-z0-9]{0,5}[:@]){0,2}(localhost|127[.0-9]{0,8}|\\[::1\\]|[a-z0-9.-]{0,12})(:[0-9]{0,6})?[/?#a-z.]{0,8}",
            ],
        ) {
            if let Ok(endpoint) = Endpoint::parse(&text) {
                let url = Url::parse(&endpoint.base_url).unwrap();
                prop_assert!(url.scheme() == "https" || (endpoint.plain && is_loopback(&url)));
                prop_assert!(url.username().is_empty() && url.password().is_none());
                prop_assert!(url.query().is_none() && url.fragment().is_none());
                let call = Url::parse(&format!("{}/api/v2/x", endpoint.base_url)).unwrap();
                prop_assert_eq!((call.scheme(), call.host_str(), call.port()), (url.scheme(), url.host_str(), url.port()));
            }
        }
    }
}
