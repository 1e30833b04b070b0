//! The bytes on the wire, compared with the curl command of Datadog's page.

use std::collections::BTreeMap;

use crate::fixtures::CREATED;
use crate::raw_server::{RawServer, json};
use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, once};

#[tokio::test]
async fn a_create_sends_what_the_page_says_and_a_user_agent() {
    let server = RawServer::start([json("201 Created", "", CREATED)]).await;
    once(server.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap();
    let [request] = &server.received()[..] else {
        panic!("one request")
    };
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    assert_eq!(
        lines.next(),
        Some("POST /api/v2/integration/statuspage/account HTTP/1.1")
    );
    let headers: BTreeMap<_, _> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .collect();
    let length = body.len().to_string();
    let host = server.base_url().replace("http://", "");
    let agent = format!("datadog-statuspage/{}", env!("CARGO_PKG_VERSION"));
    let expected = [
        // The page's.
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("dd-api-key", API_KEY),
        ("dd-application-key", APP_KEY),
        // HTTP's own, and ours.
        ("content-length", &length),
        ("host", &host),
        ("user-agent", &agent),
    ];
    assert_eq!(
        headers,
        expected
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    );
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({
            "data": { "attributes": { "api_key": STATUSPAGE_KEY }, "type": "statuspage-account" }
        })
    );
}

#[tokio::test]
async fn any_key_arrives_as_it_was_given() {
    for key in ["\"quoted\"", "back\\slash", "ümläut", "a b", "😀"] {
        let server = RawServer::start([json("201 Created", "", CREATED)]).await;
        once(server.base_url()).create_account(key).await.unwrap();
        let received = server.received();
        let (_, body) = received[0].split_once("\r\n\r\n").unwrap();
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["data"]["attributes"]["api_key"], key);
    }
}

#[tokio::test]
async fn a_base_url_may_have_its_own_path() {
    let server = RawServer::start([json("201 Created", "", CREATED)]).await;
    once(format!("{}/gateway/", server.base_url()))
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap();
    let received = server.received();
    assert!(
        received[0].starts_with("POST /gateway/api/v2/integration/statuspage/account HTTP/1.1\r\n")
    );
}
