//! The simulator alone, as any HTTP client sees it.

use datadog_statuspage::{Client, Credentials, ErrorKind};
use datadog_statuspage_testing::{Fault, Simulator};
use reqwest::Method;
use serde_json::Value;

use crate::fixtures::parsed;
use crate::support::{http, once, simulator};

const PATH: &str = "/api/v2/integration/statuspage/account";
const GOOD: &str = r#"{"data":{"type":"statuspage-account","attributes":{"api_key":"k"}}}"#;

fn request(
    datadog: &Simulator,
    method: Method,
    path: &str,
    body: &'static str,
) -> reqwest::RequestBuilder {
    http()
        .build()
        .unwrap()
        .request(method, format!("{}{path}", datadog.base_url()))
        .header("dd-api-key", "a")
        .header("dd-application-key", "b")
        .header("content-type", "application/json")
        .body(body)
}

async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap(),
    )
}

#[tokio::test]
async fn what_the_page_calls_bad_is_a_400() {
    let datadog = simulator().await;
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{}",
        r#"{"data":{}}"#,
        r#"{"data":{"type":"statuspage-account"}}"#,
        r#"{"data":{"type":"statuspage-account","attributes":{}}}"#,
        r#"{"data":{"attributes":{"api_key":"k"}}}"#,
        r#"{"data":{"type":"another","attributes":{"api_key":"k"}}}"#,
        r#"{"data":{"type":7,"attributes":{"api_key":"k"}}}"#,
        r#"{"data":{"type":"statuspage-account","attributes":{"api_key":""}}}"#,
        r#"{"data":{"type":"statuspage-account","attributes":{"api_key":null}}}"#,
    ] {
        let (status, answer) = answer(request(&datadog, Method::POST, PATH, body)).await;
        assert_eq!(status, 400, "{body}");
        assert!(answer["errors"][0].is_string(), "{answer}");
    }
    assert!(datadog.account().is_none());
    assert_eq!(
        answer(request(&datadog, Method::POST, PATH, GOOD)).await.0,
        201
    );
}

#[tokio::test]
async fn a_missing_or_empty_key_is_a_403() {
    let datadog = simulator().await;
    for (header, text) in [
        ("dd-api-key", "API key required"),
        ("dd-application-key", "Application key required"),
    ] {
        for value in [None, Some("")] {
            let mut request = request(&datadog, Method::POST, PATH, GOOD).build().unwrap();
            request.headers_mut().remove(header);
            if let Some(value) = value {
                request.headers_mut().insert(header, value.parse().unwrap());
            }
            let http = http().build().unwrap();
            let response = http.execute(request).await.unwrap();
            assert_eq!(response.status(), 403);
            assert_eq!(
                response.text().await.unwrap(),
                format!(r#"{{"errors":["{text}"]}}"#)
            );
        }
    }
    assert!(datadog.account().is_none());
}

#[tokio::test]
async fn what_it_does_not_know_it_refuses_loudly() {
    let datadog = simulator().await;
    for (method, path, expected) in [
        (Method::POST, "/", 404),
        (Method::POST, "/api/v2/integration/statuspage/accounts", 404),
        (Method::POST, "/api/v2/statuspages", 404),
        (Method::POST, &*format!("{PATH}?x=1"), 404),
        (Method::PUT, PATH, 405),
        (Method::OPTIONS, PATH, 405),
    ] {
        let (status, answer) = answer(request(&datadog, method.clone(), path, GOOD)).await;
        assert_eq!(status, expected, "{method} {path}");
        assert!(
            answer["errors"][0]
                .as_str()
                .unwrap()
                .starts_with("the simulator does not support this")
        );
    }
    let other = request(&datadog, Method::POST, PATH, GOOD).header("content-type", "text/plain");
    let mut other = other.build().unwrap();
    other
        .headers_mut()
        .insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(
        http()
            .build()
            .unwrap()
            .execute(other)
            .await
            .unwrap()
            .status(),
        415
    );
    assert!(datadog.account().is_none());
}

#[tokio::test]
async fn it_keeps_what_it_received() {
    let datadog = simulator().await;
    request(&datadog, Method::POST, PATH, GOOD)
        .send()
        .await
        .unwrap();
    let [received] = &datadog.requests()[..] else {
        panic!("one request")
    };
    assert_eq!(received.method(), "POST");
    assert_eq!(received.path(), PATH);
    assert_eq!(received.headers()["dd-api-key"], "a");
    assert_eq!(received.body(), GOOD.as_bytes());
}

#[tokio::test]
async fn an_organization_can_begin_with_an_account_and_change_hands() {
    let datadog = Simulator::builder()
        .account("theirs")
        .start()
        .await
        .unwrap();
    assert_eq!(
        answer(request(&datadog, Method::POST, PATH, GOOD)).await.0,
        409
    );
    datadog.set_account(None);
    assert_eq!(
        answer(request(&datadog, Method::POST, PATH, GOOD)).await.0,
        201
    );
    assert_eq!(datadog.account().unwrap().expose(), "k");
}

#[tokio::test]
async fn faults_are_taken_in_order() {
    let datadog = simulator().await;
    datadog.add_faults([
        Fault::status(418).header("x-y", "z").body("tea"),
        Fault::status(503).after_commit(),
    ]);
    let response = request(&datadog, Method::POST, PATH, GOOD)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["x-y"]),
        (418, &"z".parse().unwrap())
    );
    assert_eq!(response.text().await.unwrap(), "tea");
    assert!(datadog.account().is_none());
    let response = request(&datadog, Method::POST, PATH, GOOD)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 503);
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("<title>503 Service Unavailable</title>")
    );
    assert!(datadog.account().is_some());
    assert_eq!(
        answer(request(&datadog, Method::POST, PATH, GOOD)).await.0,
        409
    );
}

#[tokio::test]
async fn with_an_organization_per_key_no_client_sees_another_one() {
    let datadog = Simulator::builder().organization_per_key();
    let datadog = datadog.start().await.unwrap();
    let client = |credentials: Credentials| {
        let builder = Client::builder(credentials).base_url(datadog.base_url());
        builder.build().unwrap()
    };
    let one = client(Credentials::access_token("one").unwrap());
    let two = client(Credentials::access_token("two").unwrap());
    let three = client(Credentials::keys("one", "two").unwrap());
    one.create_account("key").await.unwrap();
    for client in [&two, &three] {
        let missing = client.account().get().await.unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound);
        client.create_account("key").await.unwrap();
    }
    one.account().get().await.unwrap();
    assert!(datadog.account().is_none());
}

#[tokio::test]
async fn each_answer_can_be_logged() {
    let (log, logged) = std::sync::mpsc::channel();
    let datadog = Simulator::builder()
        .faults(parsed(&["commit-then-reset", "503"]))
        .on_answer(move |it, status| {
            let status = status.map_or(0, |status| status.as_u16());
            log.send(format!("{} {status}", it.method())).unwrap();
        });
    let datadog = datadog.start().await.unwrap();
    let client = once(datadog.base_url());
    for _ in 0..3 {
        let _ = client.create_account("key").await;
    }
    drop(datadog);
    let lines: Vec<_> = logged.iter().collect();
    assert_eq!(lines, ["POST 0", "POST 503", "POST 409"]);
}
