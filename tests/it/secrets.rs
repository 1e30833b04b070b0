//! Nothing printable contains a key.

use datadog_statuspage::{Account, Client, Credentials, Response, RetryPolicy, Secret, Site};
use datadog_statuspage_api::types;
use datadog_statuspage_testing::Simulator;

use crate::echoes::{echoing, everything};
use crate::fixtures::{account_body, failing};
use crate::raw_server::{RawServer, json};
use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, builder, credentials, once, simulator};

#[track_caller]
fn clean(text: &str) {
    for key in [API_KEY, APP_KEY, STATUSPAGE_KEY] {
        assert!(!text.contains(key), "{key} is in {text}");
    }
    assert!(!text.contains("k3y"), "a part of a key is in {text}");
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
    for echo in [API_KEY, APP_KEY, STATUSPAGE_KEY, &keys, &long] {
        for (status, headers, body) in echoing(echo) {
            let error = failing(json(status, &headers, &body)).await;
            clean(&everything(&error));
        }
    }
    let body = account_body(&format!("{STATUSPAGE_KEY:?}"));
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
    let encodable = " ABCDEFGH/1234+5678 ";
    for (key, echo) in [
        (encodable, "ABCDEFGH/1234+5678"),
        (encodable, "abcdefgh/1234+5678"),
        (encodable, "QUJDREVGR0gvMTIzNCs1Njc4"),
        ("k3y-1234 ", "k3y-1234"),
    ] {
        let body = format!(r#"{{"errors":["bad {echo}"]}}"#);
        for status in ["400 Bad Request", "403 Forbidden"] {
            let server = RawServer::start([json(status, "", &body)]).await;
            let credentials = Credentials::keys(key, "app").unwrap();
            let client = Client::builder(credentials).base_url(server.base_url());
            let error = client.build().unwrap().account().get().await.unwrap_err();
            assert_eq!(error.messages(), ["bad *****"], "{echo}");
            assert!(!everything(&error).contains("1234"), "{error:?}");
        }
    }
}
