//! Nothing printable contains a key.

use std::error::Error as _;

use datadog_statuspage::{Account, Credentials, Error, Response, RetryPolicy, Secret, Site};
use datadog_statuspage_api::types;
use datadog_statuspage_testing::Simulator;

use crate::raw_server::{RawServer, json};
use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, builder, credentials, once, simulator};

#[track_caller]
fn clean(text: &str) {
    for key in [API_KEY, APP_KEY, STATUSPAGE_KEY] {
        assert!(!text.contains(key), "{key} is in {text}");
    }
    assert!(!text.contains("k3y"), "a part of a key is in {text}");
}

fn everything(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(" {error} {error:?} {error:#?}"));
        cause = error.source();
    }
    for attempt in error.attempts() {
        text.push_str(&format!(" {attempt} {attempt:?}"));
    }
    text.push_str(&format!(
        "{:?} {:?} {:?}",
        error.messages(),
        error.rate_limit(),
        error.stop_reason()
    ));
    text
}

fn everything_of(response: &Response<Account>) -> String {
    let masked = response.value().masked_api_key();
    format!("{response:?} {masked:?} {:?}", response.attempts())
}

#[tokio::test]
async fn values_do_not_show_keys() {
    let secret = Secret::from(STATUSPAGE_KEY);
    let body = types::StatuspageAccountCreateRequestAttributes {
        api_key: secret.clone(),
    };
    let builder = builder("http://127.0.0.1:9");
    let client = builder.clone().build().unwrap();
    let call = client.create_account(STATUSPAGE_KEY);
    clean(&format!(
        "{secret:?} {body:?} {:?} {builder:?} {client:?} {call:?}",
        credentials()
    ));
    clean(&format!(
        "{:#?} {builder:#?} {client:#?} {:?}",
        credentials(),
        RetryPolicy::default()
    ));
    assert!(serde_json::to_string(&body).is_err());

    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let call = client.create_account(STATUSPAGE_KEY).with_response();
    let account = call.await.unwrap();
    clean(&everything_of(&account));
    clean(&format!("{datadog:?} {:?}", datadog.requests()));
}

#[tokio::test]
async fn a_server_that_echoes_keys_does_not_get_them_printed() {
    let keys = format!("{API_KEY} {APP_KEY} {STATUSPAGE_KEY}");
    let long = format!("{}{keys}", "x".repeat(490));
    for (status, headers, body) in [
        (
            "400 Bad Request",
            String::new(),
            format!(r#"{{"errors":["no such key: {keys}"]}}"#),
        ),
        (
            "400 Bad Request",
            String::new(),
            format!(r#"{{"errors":["{long}"]}}"#),
        ),
        (
            "400 Bad Request",
            String::new(),
            format!(r#"{{"errors":{{"{keys}":"{keys}"}}}}"#),
        ),
        (
            "403 Forbidden",
            String::new(),
            format!("<title>{keys}</title>"),
        ),
        ("500 Internal Server Error", String::new(), keys.clone()),
        (
            "302 Found",
            format!("location: https://{STATUSPAGE_KEY}.example/{API_KEY}\r\n"),
            String::new(),
        ),
        (
            "429 Too Many Requests",
            format!("x-ratelimit-name: {API_KEY}\r\n"),
            String::new(),
        ),
        (
            "201 Created",
            String::new(),
            format!(r#"{{"data":{{"type":"x","attributes":"{keys}"}}}}"#),
        ),
        ("201 Created", String::new(), format!(r#""{keys}""#)),
    ] {
        let server = RawServer::start([json(status, &headers, &body)]).await;
        let error = once(server.base_url())
            .create_account(STATUSPAGE_KEY)
            .await
            .unwrap_err();
        clean(&everything(&error));
    }
    let body = format!(
        r#"{{"data":{{"type":"statuspage-account","attributes":{{"api_key":"{STATUSPAGE_KEY}"}}}}}}"#
    );
    let server = RawServer::start([json("201 Created", "", &body)]).await;
    let client = once(server.base_url());
    let call = client.create_account(STATUSPAGE_KEY).with_response();
    let account = call.await.unwrap();
    assert_eq!(account.value().masked_api_key(), Some("*****"));
    clean(&everything_of(&account));
}

#[tokio::test]
async fn refusals_do_not_show_keys() {
    let mut errors = vec![
        Credentials::keys(format!("{API_KEY}\n"), APP_KEY).unwrap_err(),
        Credentials::keys(API_KEY, format!("{APP_KEY}\0")).unwrap_err(),
        API_KEY.replace('-', "").parse::<Site>().unwrap_err(),
        builder(format!("https://{API_KEY}@api.datadoghq.com"))
            .build()
            .unwrap_err(),
        builder(format!("https://api.datadoghq.com?key={API_KEY}"))
            .build()
            .unwrap_err(),
        builder(API_KEY).build().unwrap_err(),
    ];
    let mut datadog = Simulator::builder()
        .keys("other", "others")
        .start()
        .await
        .unwrap();
    errors.push(
        once(datadog.base_url())
            .create_account(STATUSPAGE_KEY)
            .await
            .unwrap_err(),
    );
    datadog.stop();
    errors.push(
        once(datadog.base_url())
            .create_account(STATUSPAGE_KEY)
            .await
            .unwrap_err(),
    );
    for error in errors {
        clean(&everything(&error));
    }
}

#[tokio::test]
async fn a_key_with_spaces_around_it_is_masked_in_every_form() {
    for echo in [
        "ABCDEFGH/1234+5678",
        "abcdefgh/1234+5678",
        "QUJDREVGR0gvMTIzNCs1Njc4",
    ] {
        let body = format!(r#"{{"errors":["bad {echo}"]}}"#);
        let server = RawServer::start([json("400 Bad Request", "", &body)]).await;
        let credentials = Credentials::keys(" ABCDEFGH/1234+5678 ", "app").unwrap();
        let client = datadog_statuspage::Client::builder(credentials).base_url(server.base_url());
        let error = client.build().unwrap().account().get().await.unwrap_err();
        assert_eq!(error.messages(), ["bad *****"], "{echo}");
    }
}
