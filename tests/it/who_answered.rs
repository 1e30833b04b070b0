//! A status alone is no proof that Datadog answered.

use datadog_statuspage::{Client, Desired, Error, ErrorKind, Outcome};
use expect_test::{Expect, expect};

use crate::fixtures::{CREATED, PAGE, tags};
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, once, timeless};

const LOGIN: &str = "<html><title>Please log in</title></html>";

fn html(status: &str, body: &str) -> String {
    json(status, "", body).replace("application/json", "text/html")
}

/// Returns the result of an update whose request is answered this way.
async fn updated(answer: impl Into<Vec<u8>>) -> (Error, String) {
    let server = RawServer::start([answer]).await;
    let error = once(server.base_url())
        .account()
        .update(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    let text = timeless(&error, &server.base_url());
    (error, text)
}

async fn reads(answer: impl Into<Vec<u8>>, kind: ErrorKind, outcome: Outcome, text: Expect) {
    let (error, sentence) = updated(answer).await;
    assert_eq!(
        (error.kind(), error.outcome()),
        (kind, outcome),
        "{sentence}"
    );
    text.assert_eq(&sentence);
}

#[tokio::test]
async fn a_200_counts_by_its_body() {
    let unknown = (ErrorKind::Decode, Outcome::Unknown);
    for (answer, text) in [
        (
            html("200 OK", LOGIN),
            expect![[
                r#"127.0.0.1 answered 200 OK while updating the account, but its body (text/html) is not what Datadog documents: expected value at line 1 column 1 ("Please log in"); the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"#
            ]],
        ),
        (
            json("200 OK", "", r#"{"errors":["Invalid api_key"]}"#),
            expect![[
                r#"127.0.0.1 answered 200 OK while updating the account, but its body (application/json) is not what Datadog documents: missing field `data` at line 1 column 30 ("Invalid api_key"); the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"#
            ]],
        ),
        (
            json("200 OK", "", r#"{"data":{"type":"user","attributes":{}}}"#),
            expect![
                "127.0.0.1 answered 200 OK while updating the account, but its body (application/json) is not what Datadog documents: it does not describe the requested resource; the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"
            ],
        ),
        (
            json("200 OK", "", ""),
            expect![
                "127.0.0.1 answered 200 OK while updating the account, but its body (application/json) is not what Datadog documents: EOF while parsing a value at line 1 column 0; the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"
            ],
        ),
        (
            json("200 OK", "", "[]"),
            expect![
                "127.0.0.1 answered 200 OK while updating the account, but its body (application/json) is not what Datadog documents: invalid length 0, expected struct StatuspageAccountResponse with 1 element at line 1 column 2; the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"
            ],
        ),
        (
            json("202 Accepted", "", "{}"),
            expect![
                "127.0.0.1 answered 202 Accepted while updating the account, but its body (application/json) is not what Datadog documents: missing field `data` at line 1 column 2; the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"
            ],
        ),
        (
            "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
            expect![
                "127.0.0.1 answered 204 No Content while updating the account, but its body is not what Datadog documents: EOF while parsing a value at line 1 column 0; the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"
            ],
        ),
    ] {
        reads(answer, unknown.0, unknown.1, text).await;
    }
}

#[tokio::test]
async fn a_body_that_is_encoded_is_named_and_not_printed() {
    let gzip = |status: &str| {
        let mut answer = format!(
            "HTTP/1.1 {status}\r\ncontent-encoding: gzip\r\ncontent-type: application/json\r\ncontent-length: 4\r\n\r\n"
        )
        .into_bytes();
        answer.extend(b"\x1f\x8b\x08\x00");
        answer
    };
    for (status, kind, outcome, text) in [
        (
            "200 OK",
            ErrorKind::Decode,
            Outcome::Unknown,
            expect![
                "127.0.0.1 answered 200 OK while updating the account, but its body is in gzip, which was not requested; the request may still have been applied; check the address, and any proxy or gateway in front of Datadog; safe to repeat: an update ends in the same state"
            ],
        ),
        (
            "400 Bad Request",
            ErrorKind::BadRequest,
            Outcome::NotApplied,
            expect![
                "127.0.0.1 answered 400 Bad Request while updating the account, with a body in gzip, which was not requested; nothing was changed; correct the request"
            ],
        ),
        (
            "404 Not Found",
            ErrorKind::UnexpectedStatus,
            Outcome::NotApplied,
            expect![
                "127.0.0.1 answered 404 Not Found while updating the account, with a body in gzip, which was not requested; nothing was changed; check the address, and any proxy or gateway in front of Datadog"
            ],
        ),
    ] {
        let (error, _) = updated(gzip(status)).await;
        assert!(error.messages().is_empty());
        reads(gzip(status), kind, outcome, text).await;
    }
    let plain = json(
        "400 Bad Request",
        "content-encoding: identity\r\n",
        r#"{"errors":["no"]}"#,
    );
    assert_eq!(updated(plain).await.0.messages(), ["no"]);
}

#[tokio::test]
async fn a_byte_order_mark_is_skipped() {
    let bom = "\u{feff}";
    for status in ["201 Created", "200 OK"] {
        let server = RawServer::start([json(status, "", &format!("{bom}{CREATED}"))]).await;
        let account = once(server.base_url()).create_account("k").await.unwrap();
        assert_eq!(account.masked_api_key(), Some("*****"), "{status}");
    }
    let absent = json(
        "404 Not Found",
        "",
        &format!("{bom}{{\"errors\":[\"none\"]}}"),
    );
    assert_eq!(updated(absent).await.0.kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_404_or_a_409_that_is_no_json_is_not_datadogs() {
    for (status, kind) in [
        ("404 Not Found", ErrorKind::NotFound),
        ("409 Conflict", ErrorKind::Conflict),
    ] {
        let known = json(status, "", r#"{"errors":["x"]}"#);
        let cut = &known[..known.len() - 12];
        assert_eq!(updated(&*known).await.0.kind(), kind);
        assert_eq!(updated(cut).await.0.kind(), kind, "its type says JSON");
        for body in [LOGIN, "404 page not found", ""] {
            let (error, text) = updated(html(status, body)).await;
            assert_eq!(error.kind(), ErrorKind::UnexpectedStatus, "{body:?}");
            assert!(text.contains("check the address"), "{text}");
        }
    }
}

/// Makes calls for which "nothing there" is a valid answer.
async fn asked(client: &Client, what: usize) -> Result<(), Error> {
    let desired = Desired::new()
        .account("k")
        .url_setting(PAGE, tags("team:web"));
    match what {
        0 => client.plan(&desired).await.map(drop),
        1 => client.sync(&desired).await.map(drop),
        2 => client
            .url_settings()
            .ensure(PAGE, tags("team:web"))
            .await
            .map(drop),
        3 => client.account().delete().await.map(drop),
        _ => client.account().ensure("k").await.map(drop),
    }
}

#[tokio::test]
async fn a_wrong_address_is_not_nothing_there() {
    let nginx = html("404 Not Found", "<html><title>404 Not Found</title></html>");
    for what in 0..5 {
        let server = RawServer::start([nginx.clone()]).await;
        let error = asked(&once(server.base_url()), what).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::UnexpectedStatus, Outcome::NotApplied),
            "{what}"
        );
        assert_eq!(server.received().len(), 1, "{what}");
    }
}
