//! What the client reads from the environment, in processes of their own.

use std::process::Command;

use datadog_statuspage::{Client, Credentials};

const PROBE: &str = "environment::probe";

/// Not a test of its own: prints what this process's environment gives.
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

fn with(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", PROBE, "--ignored", "--nocapture"]);
    for name in [
        "DD_API_KEY",
        "DD_APP_KEY",
        "DD_SITE",
        "DATADOG_SITE",
        "DATADOG_API_KEY",
        "DATADOG_APP_KEY",
        "DD_BEARER_TOKEN",
        "DATADOG_BEARER_TOKEN",
    ] {
        command.env_remove(name);
    }
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
        text.contains("no client: DD_BEARER_TOKEN: the access token has a space in it"),
        "{text}"
    );
}

#[cfg(unix)]
#[test]
fn a_key_that_is_not_text_is_an_error() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", PROBE, "--ignored", "--nocapture"]);
    let output = command
        .env("DD_API_KEY", OsStr::from_bytes(b"k3y\xff"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("the value of DD_API_KEY is not UTF-8 text"),
        "{text}"
    );
}
