//! The proxy that the environment names, for the default client.

use datadog_statuspage_api::Secret;
use reqwest::{NoProxy, Proxy, Url};

use super::environment::env_variable;
use crate::error::{Error, ErrorKind};

/// Variables that may name a proxy. The first non-empty one is used.
const PROXY: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
/// Variables that name hosts to reach without a proxy. Entries are not checked: what is no host
/// to reqwest may be one to another program.
const NO_PROXY: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// Reads the proxy for https from the environment.
///
/// reqwest reads these variables too, but silently ignores values that it can't use. Here, an
/// invalid value is an error, which doesn't show the value because it may contain a password.
pub(crate) fn proxy_of_environment() -> Result<Option<Proxy>, Error> {
    proxy_from(env_variable)
}

fn proxy_from(
    variable: impl Fn(&str) -> Result<Option<Secret>, Error>,
) -> Result<Option<Proxy>, Error> {
    let Some((name, value)) = first(&PROXY, &variable)? else {
        return Ok(None);
    };
    let refused = |why: String| Error::new(ErrorKind::Config, why).with_subject(name);
    let url = proxy_url(value.expose()).map_err(refused)?;
    // The source is dropped, because it may show the address.
    let proxy = Proxy::https(url).map_err(|_| refused("the proxy can't be used".to_owned()))?;
    let exceptions = first(&NO_PROXY, &variable)?;
    let exceptions = exceptions.and_then(|(_, hosts)| NoProxy::from_string(hosts.expose()));
    Ok(Some(proxy.no_proxy(exceptions)))
}

fn first<'a>(
    names: &[&'a str],
    variable: impl Fn(&str) -> Result<Option<Secret>, Error>,
) -> Result<Option<(&'a str, Secret)>, Error> {
    for name in names {
        if let Some(value) = variable(name)? {
            return Ok(Some((name, value)));
        }
    }
    Ok(None)
}

/// Parses a proxy's address, or explains why it can't be used.
///
/// Accepts only what reqwest will certainly connect to: it connects without a proxy if it doesn't
/// understand the address.
fn proxy_url(text: &str) -> Result<Url, String> {
    // The parser would drop line breaks and tabs in the middle of a name.
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("the proxy's address contains a space or a line break".to_owned());
    }
    let url = match text.contains("://") {
        true => Url::parse(text),
        false => Url::parse(&format!("http://{text}")),
    };
    let url = url.map_err(|error| {
        format!(
            "the proxy's address can't be read ({error}); write it like http://proxy.example:3128"
        )
    })?;
    match url.scheme() {
        "http" | "https" => {}
        "socks4" | "socks4a" | "socks5" | "socks5h" if cfg!(feature = "socks") => {}
        "socks4" | "socks4a" | "socks5" | "socks5h" => {
            return Err(
                "it is a SOCKS proxy, which this build does not support; enable the feature socks of \
                 datadog-statuspage, or supply an HTTP client with http_client"
                    .to_owned(),
            );
        }
        _ => {
            return Err(
                "the proxy's scheme is none of http, https, socks4, socks4a, socks5 and socks5h"
                    .to_owned(),
            );
        }
    }
    // A password with a `#`, `?` or `/` ends the host early, and the rest of it ends up here.
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err(
            "the proxy's address has more than a scheme, a user, a host and a port; \
             percent-encode #, ?, / and \\ in a password"
                .to_owned(),
        );
    }
    let understood = url.as_str().parse::<http::Uri>();
    if !understood.is_ok_and(|uri| uri.host().is_some_and(|host| !host.is_empty())) {
        return Err("the proxy's address has no usable host".to_owned());
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::trust::without_roots;

    fn with(variables: &[(&str, &str)]) -> Result<Option<Proxy>, Error> {
        proxy_from(|name| {
            let mut found = variables.iter().filter(|(other, _)| *other == name);
            Ok(found.next().map(|(_, value)| Secret::from(*value)))
        })
    }

    /// Returns the address of the proxy that reqwest will use, from its `Debug` output.
    fn used(variables: &[(&str, &str)]) -> Option<String> {
        let proxy = with(variables).unwrap()?;
        let client = without_roots(reqwest::Client::builder())
            .proxy(proxy)
            .build()
            .unwrap();
        let shown = format!("{client:?}");
        let (_, rest) = shown.split_once("https: Intercept { uri: ").unwrap();
        Some(rest.split_once(" }").unwrap().0.to_owned())
    }

    #[test]
    fn what_names_a_proxy_is_used() {
        for (value, address) in [
            ("http://proxy.example:3128", "http://proxy.example:3128/"),
            ("HTTP://Proxy.Example:3128/", "http://proxy.example:3128/"),
            ("https://proxy.example", "https://proxy.example/"),
            ("proxy.example:3128", "http://proxy.example:3128/"),
            ("proxy", "http://proxy/"),
            ("10.0.0.1:3128", "http://10.0.0.1:3128/"),
            ("http://[::1]:3128", "http://[::1]:3128/"),
            (
                "user:p%23ss@proxy.example:3128",
                "http://proxy.example:3128/",
            ),
            ("http://user:p^|s@proxy:1", "http://proxy:1/"),
            ("http://bücher.example:1", "http://xn--bcher-kva.example:1/"),
        ] {
            assert_eq!(
                used(&[("HTTPS_PROXY", value)]).as_deref(),
                Some(address),
                "{value}"
            );
        }
    }

    #[test]
    fn what_can_not_be_used_is_an_error_that_does_not_show_it() {
        for (value, why) in [
            ("s3cret proxy:1", "space or a line break"),
            ("http://s3cret\n.example", "space or a line break"),
            ("http://", "can't be read"),
            ("http://s3cret:99999", "can't be read"),
            ("http://user:s3cret#x@proxy:1", "can't be read"),
            ("http://[s3cret", "can't be read"),
            ("ftp://s3cret:1", "scheme is none of"),
            ("socks://s3cret:1", "scheme is none of"),
            ("htp://s3cret:1", "scheme is none of"),
            ("file:///s3cret", "scheme is none of"),
            ("http://user#s3cret@proxy:1", "more than a scheme"),
            ("http://user?s3cret@proxy:1", "more than a scheme"),
            ("http://dom\\user:s3cret@proxy:1", "more than a scheme"),
            ("http://proxy:1/s3cret", "more than a scheme"),
        ] {
            let error = with(&[("https_proxy", value)]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{value}");
            let shown = format!("{error} {error:?}");
            assert!(shown.starts_with("https_proxy: "), "{value}: {shown}");
            assert!(shown.contains(why), "{value}: {shown}");
            assert!(!shown.contains("s3cret"), "{value}: {shown}");
        }
    }

    #[test]
    fn a_socks_proxy_needs_its_feature() {
        for scheme in ["socks4", "socks4a", "socks5", "socks5h"] {
            let value = format!("{scheme}://user:s3cret@proxy.example");
            let variables = [("ALL_PROXY", &*value)];
            if cfg!(feature = "socks") {
                let address = format!("{scheme}://proxy.example:1080/");
                assert_eq!(used(&variables).unwrap(), address);
                let error = with(&[("ALL_PROXY", &format!("{scheme}://"))]).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Config, "{scheme}");
                let error = with(&[("ALL_PROXY", &format!("{scheme}://a%20b"))]).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Config, "{scheme}");
            } else {
                let error = with(&variables).unwrap_err();
                assert_eq!(
                    error.to_string(),
                    "ALL_PROXY: it is a SOCKS proxy, which this build does not support; enable the \
                     feature socks of datadog-statuspage, or supply an HTTP client with http_client"
                );
            }
        }
    }

    #[test]
    fn the_first_variable_that_is_not_empty_counts() {
        let url = |name: &str| format!("http://{}/", name.replace('_', "-").to_lowercase());
        let all = PROXY.map(|name| (name, url(name)));
        for (first, (_, address)) in all.iter().enumerate() {
            let set = all.iter().skip(first);
            let set: Vec<_> = set.map(|(name, url)| (*name, &**url)).collect();
            assert_eq!(used(&set).as_ref(), Some(address));
        }
        assert_eq!(used(&[]), None);
        assert_eq!(
            used(&[("HTTP_PROXY", "http://plain:1"), ("NO_PROXY", "*")]),
            None
        );
    }

    #[test]
    fn exceptions_are_those_of_the_first_variable_too() {
        let shown = |variables: &[_]| {
            let mut all = vec![("HTTPS_PROXY", "http://proxy:1")];
            all.extend_from_slice(variables);
            format!("{:?}", with(&all).unwrap().unwrap())
        };
        let both = shown(&[
            ("no_proxy", "a.example"),
            ("NO_PROXY", "b.example, 10.0.0.0/8"),
        ]);
        assert!(
            both.contains("b.example, 10.0.0.0/8") && !both.contains("a.example"),
            "{both}"
        );
        assert!(shown(&[("no_proxy", "a.example")]).contains("a.example"));
    }
}
