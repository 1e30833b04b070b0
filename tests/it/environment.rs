//! What the client reads from the environment, in separate processes.

use datadog_statuspage::{Client, Credentials, Error, RetryPolicy};

use crate::proxy::Proxy;
use crate::support::{self, builder};

const PROBE: &str = "environment::probe";
const PROXIES: &str = "environment::proxies";

/// Not a test by itself: prints what this process reads from its environment.
#[test]
#[ignore = "run by the other tests of this module, with an environment of their choice"]
fn probe() {
    match Client::from_env() {
        Ok(client) => println!("client of {}", client.base_url()),
        Err(error) => println!("no client: {error}"),
    }
    match Credentials::from_env() {
        Ok(credentials) => println!("{credentials:?}"),
        Err(error) => println!("no credentials: {error:?}"),
    }
}

/// Not a test by itself: prints the result of a call to each address, and of building a client.
#[test]
#[ignore = "run by the other tests of this module, with an environment of their choice"]
fn proxies() {
    // A name that must not be looked up.
    for url in ["https://localhost:9", "http://127.0.0.1:9"] {
        match once_built(url, None) {
            Ok(client) => {
                let error = client.account().get().send_blocking().unwrap_err();
                println!("{url}: {:?}: {error}", error.kind());
            }
            Err(error) => println!("{url}: no client: {error}"),
        }
    }
    for (name, http) in [
        ("as it is", reqwest::Client::builder()),
        ("without proxies", reqwest::Client::builder().no_proxy()),
    ] {
        let http = http.redirect(reqwest::redirect::Policy::none()).build();
        match http.map(|http| once_built("http://127.0.0.1:9", Some(http))) {
            Ok(Ok(_)) => println!("{name}: taken"),
            Ok(Err(error)) => println!("{name}: refused: {error}"),
            Err(_) => println!("{name}: not made"),
        }
    }
}

fn once_built(url: &str, http: Option<reqwest::Client>) -> Result<Client, Error> {
    let builder = builder(url).retry_policy(RetryPolicy::disabled());
    match http {
        Some(http) => builder.http_client(http).build(),
        None => builder.build(),
    }
}

fn with(variables: &[(&str, &str)]) -> String {
    probed(PROBE, variables)
}

fn probed(probe: &str, variables: &[(&str, &str)]) -> String {
    let mut command = support::probe(probe);
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(!text.contains("k3y"), "{text}");
    text
}

const KEYS: [(&str, &str); 2] = [("DD_API_KEY", "k3y-1"), ("DD_APP_KEY", "k3y-2")];

#[test]
fn two_keys_make_a_client_of_us1() {
    assert!(with(&KEYS).contains("client of https://api.datadoghq.com\n"));
    let [api, app] = KEYS;
    assert!(with(&[api, app, ("DD_SITE", "")]).contains("client of https://api.datadoghq.com\n"));
}

#[test]
fn dd_site_chooses_the_site_however_it_is_written() {
    let [api, app] = KEYS;
    for site in ["datadoghq.eu", "EU1", " \"https://app.datadoghq.eu/\"\n"] {
        let text = with(&[api, app, ("DD_SITE", site)]);
        assert!(
            text.contains("client of https://api.datadoghq.eu\n"),
            "{text}"
        );
    }
}

#[test]
fn the_older_name_of_the_site_counts_where_the_newer_is_unset() {
    let old = [("DATADOG_API_KEY", "k3y-1"), ("DATADOG_APP_KEY", "k3y-2")];
    let site = ("DATADOG_SITE", "datadoghq.eu");
    let text = with(&[old[0], old[1], site]);
    assert!(
        text.contains("client of https://api.datadoghq.eu\n"),
        "{text}"
    );
    let text = with(&[old[0], old[1], site, ("DD_SITE", "us5.datadoghq.com")]);
    assert!(
        text.contains("client of https://api.us5.datadoghq.com\n"),
        "{text}"
    );
    let text = with(&[old[0], old[1], ("DATADOG_SITE", "nowhere.example")]);
    assert!(text.contains("no client: DATADOG_SITE:"), "{text}");
}

#[test]
fn an_unknown_site_is_one_clear_sentence() {
    let [api, app] = KEYS;
    let text = with(&[api, app, ("DD_SITE", "acme.datadoghq.com")]);
    assert!(
        text.contains(
            r#"no client: DD_SITE: "acme.datadoghq.com" is not a Datadog site; known sites are"#
        ),
        "{text}"
    );
}

#[test]
fn a_missing_key_is_named_with_where_to_create_it() {
    let text = with(&[("DD_API_KEY", "k3y-1")]);
    assert!(text.contains("no client: DD_APP_KEY is not set"), "{text}");
    assert!(
        text.contains("Organization Settings > Application Keys"),
        "{text}"
    );
}

#[test]
fn the_older_names_are_read_where_the_newer_are_unset_or_empty() {
    let text = with(&[
        ("DD_API_KEY", ""),
        ("DATADOG_API_KEY", "k3y-1"),
        ("DATADOG_APP_KEY", "\"k3y-2\""),
    ]);
    assert!(
        text.contains("client of https://api.datadoghq.com\n"),
        "{text}"
    );
    assert!(
        text.contains(
            r#"Credentials {"dd-api-key": Secret(*****), "dd-application-key": Secret(*****)}"#
        ),
        "{text}"
    );
}

#[test]
fn a_token_takes_precedence_over_keys() {
    let [api, app] = KEYS;
    for token in ["DD_BEARER_TOKEN", "DATADOG_BEARER_TOKEN"] {
        let text = with(&[api, app, (token, "k3y-3")]);
        assert!(
            text.contains(r#"Credentials {"authorization": Secret(*****)}"#),
            "{text}"
        );
    }
    let text = with(&[("DD_BEARER_TOKEN", "k3y 3")]);
    assert!(
        text.contains("no client: DD_BEARER_TOKEN: the access token contains a space"),
        "{text}"
    );
}

#[test]
fn a_proxy_is_used_despite_quotes_and_spaces_around_its_address() {
    for (name, value) in [
        ("HTTPS_PROXY", "http://{}"),
        ("https_proxy", " http://{}\n"),
        ("ALL_PROXY", "\"http://{}\""),
        ("all_proxy", "'{}'"),
        ("HTTPS_PROXY", "user:k3y@{}"),
    ] {
        let proxy = Proxy::start();
        let value = value.replace("{}", &proxy.address());
        let text = probed(PROXIES, &[(name, &value)]);
        let asked = proxy.asked();
        assert_eq!(
            asked,
            ["CONNECT localhost:9 HTTP/1.1"],
            "{name}={value}: {text}"
        );
    }
}

#[test]
fn a_proxy_that_can_not_be_used_is_one_clear_sentence() {
    for (name, value) in [
        ("HTTPS_PROXY", "http://k3y proxy:1"),
        ("https_proxy", "htp://k3y:1"),
        ("ALL_PROXY", "k3y:99999"),
        ("all_proxy", "a#k3y@proxy:1"),
    ] {
        let text = probed(PROXIES, &[(name, value)]);
        let said = format!("https://localhost:9: no client: {name}: ");
        assert!(text.contains(&said), "{name}={value}: {text}");
        // The proxy is not for plain http.
        assert!(text.contains("http://127.0.0.1:9: Connect: "), "{text}");
    }
}

#[test]
fn a_socks_proxy_is_used_with_its_feature_and_refused_without() {
    let proxy = Proxy::start_socks();
    for name in ["HTTPS_PROXY", "all_proxy"] {
        let value = format!("socks5h://{}", proxy.address());
        let text = probed(PROXIES, &[(name, &value)]);
        let refused = format!("no client: {name}: it is a SOCKS proxy");
        assert_eq!(text.contains(&refused), !cfg!(feature = "socks"), "{text}");
    }
    let asked = if cfg!(feature = "socks") { 2 } else { 0 };
    assert_eq!(proxy.asked(), vec!["localhost"; asked]);
}

#[cfg(feature = "socks")]
#[test]
fn a_socks_proxy_that_is_not_there_is_named() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let text = probed(PROXIES, &[("HTTPS_PROXY", &format!("socks5://{address}"))]);
    let said = "the proxy can't be reached (connection refused)";
    assert!(text.contains(said), "{text}");
}

/// Wildcards, ports and separators of other programs are part of a name here, which no host has.
#[test]
fn hosts_that_are_excepted_go_without_the_proxy_and_no_others() {
    for (name, value, excepted) in [
        ("NO_PROXY", "\"localhost\"", true),
        ("no_proxy", "x, .localhost", true),
        ("NO_PROXY", "LOCALHOST", true),
        ("NO_PROXY", "*", true),
        ("NO_PROXY", "*.localhost", false),
        ("NO_PROXY", "calhost", false),
        ("NO_PROXY", "localhost:9", false),
        ("NO_PROXY", "https://localhost", false),
        ("NO_PROXY", "x localhost", false),
        ("NO_PROXY", "x;localhost", false),
    ] {
        let proxy = Proxy::start();
        let text = probed(PROXIES, &[("HTTPS_PROXY", &proxy.address()), (name, value)]);
        assert_eq!(proxy.asked().is_empty(), excepted, "{value}: {text}");
        assert!(text.contains("https://localhost:9: Connect: "), "{text}");
    }
}

#[test]
fn plain_http_never_meets_a_proxy_of_the_environment() {
    let proxy = Proxy::start();
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        let text = probed(
            PROXIES,
            &[(name, &proxy.address()), ("NO_PROXY", "localhost")],
        );
        assert!(text.contains("http://127.0.0.1:9: Connect: "), "{text}");
        assert!(
            text.contains("as it is: refused: the HTTP client may send plain http through a proxy"),
            "{text}"
        );
        assert!(text.contains("without proxies: taken"), "{text}");
    }
    assert!(proxy.asked().is_empty());
    let https = [
        ("HTTPS_PROXY", &*proxy.address()),
        ("NO_PROXY", "localhost"),
    ];
    for variables in [&https[..], &[]] {
        let text = probed(PROXIES, variables);
        assert!(text.contains("as it is: taken"), "{text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn plain_http_needs_no_root_certificates() {
    let none = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
    ];
    let text = probed(PROXIES, &none);
    assert!(text.contains("http://127.0.0.1:9: Connect: "), "{text}");
    assert!(text.contains("https://localhost:9: no client: "), "{text}");
    assert!(text.contains("without proxies: not made"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_key_that_is_not_text_is_an_error() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let output = support::probe(PROBE)
        .env("DD_API_KEY", OsStr::from_bytes(b"k3y\xff"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("the value of DD_API_KEY is not UTF-8 text"),
        "{text}"
    );
}
