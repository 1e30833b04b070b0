//! Answers in every shape that Datadog, its other APIs and gateways in front of them send.

use datadog_statuspage::ErrorKind::{self, *};
use datadog_statuspage::Outcome::{self, *};

use crate::fixtures::{CREATED, failing};
use crate::raw_server::RawServer;
use crate::support::{STATUSPAGE_KEY, once};

struct Wild {
    status: &'static str,
    content_type: &'static str,
    body: &'static [u8],
    kind: ErrorKind,
    outcome: Outcome,
    messages: &'static [&'static str],
}

const fn wild(
    status: &'static str,
    content_type: &'static str,
    body: &'static [u8],
    kind: ErrorKind,
    outcome: Outcome,
    messages: &'static [&'static str],
) -> Wild {
    Wild {
        status,
        content_type,
        body,
        kind,
        outcome,
        messages,
    }
}

const JSON: &str = "application/json";
const JSON_API: &str = "application/vnd.api+json";
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain";
const NONE: &str = "";
const OH_NO: &[u8] = b"<html><head><title>Oh no</title></head></html>";

#[rustfmt::skip]
const FAILURES: &[Wild] = &[
    // As documented.
    wild("400 Bad Request", JSON, br#"{"errors":["Bad Request"]}"#, BadRequest, NotApplied, &["Bad Request"]),
    wild("400 Bad Request", JSON, br#"{"errors":["one","two"," ","one"]}"#, BadRequest, NotApplied, &["one", "two"]),
    wild("403 Forbidden", JSON, br#"{"errors":["API key required"]}"#, Forbidden, NotApplied, &["API key required"]),
    wild("409 Conflict", JSON, br#"{"errors":["already there"]}"#, Conflict, NotApplied, &["already there"]),
    wild("429 Too Many Requests", JSON, br#"{"errors":["slow down"]}"#, TooManyRequests, NotApplied, &["slow down"]),
    wild("400 Bad Request", JSON, br#"{"errors":[]}"#, BadRequest, NotApplied, &[]),
    wild("400 Bad Request", JSON, br#"{"errors":null}"#, BadRequest, NotApplied, &[]),
    wild("400 Bad Request", JSON, br#"{"errors":"a text"}"#, BadRequest, NotApplied, &["a text"]),
    wild("400 Bad Request", JSON, br#"{"errors":[1,true,null,["nested"]]}"#, BadRequest, NotApplied, &["nested"]),
    // JSON:API objects, with any subset of members.
    wild("409 Conflict", JSON_API, br#"{"errors":[{"status":"409","title":"Conflict","detail":"it is there"}]}"#, Conflict, NotApplied, &["Conflict: it is there"]),
    wild("400 Bad Request", JSON_API, br#"{"errors":[{"title":"Bad"},{"detail":"api_key is odd"}]}"#, BadRequest, NotApplied, &["Bad", "api_key is odd"]),
    wild("400 Bad Request", JSON_API, br#"{"errors":[{"title":null,"detail":"only this"}]}"#, BadRequest, NotApplied, &["only this"]),
    wild("400 Bad Request", JSON_API, br#"{"errors":[{"title":"same","detail":"same"}]}"#, BadRequest, NotApplied, &["same"]),
    wild("400 Bad Request", JSON_API, br#"{"errors":[{"id":"7","status":"400","code":"odd_key","meta":{},"links":{"about":"x"},"source":{"pointer":"/data"}}]}"#, BadRequest, NotApplied, &["odd_key"]),
    wild("400 Bad Request", JSON_API, br#"{"errors":[{"id":null,"status":null,"code":null,"title":null,"detail":null,"source":null,"meta":null,"links":null}]}"#, BadRequest, NotApplied, &[]),
    wild("404 Not Found", JSON_API, br#"{"errors":[{}]}"#, NotFound, NotApplied, &[]),
    wild("400 Bad Request", JSON_API, br#"{"errors":["a text",{"detail":"an object"}]}"#, BadRequest, NotApplied, &["a text", "an object"]),
    // The gateway's envelope.
    wild("403 Forbidden", JSON, br#"{"status":"error","code":403,"errors":["Forbidden"],"statuspage":"http://s","twitter":"http://t","email":"e@x"}"#, Forbidden, NotApplied, &["Forbidden"]),
    wild("502 Bad Gateway", JSON, br#"{"status":"error","code":502,"errors":["Bad Gateway"],"statuspage":"http://s","twitter":"http://t","email":"e@x"}"#, Server, Unknown, &["Bad Gateway"]),
    wild("403 Forbidden", JSON, br#"{"status":"error","code":403,"statuspage":"http://s"}"#, Forbidden, NotApplied, &[]),
    // One error object.
    wild("400 Bad Request", JSON, br#"{"error":{"code":"invalid","message":"No good","details":[]}}"#, BadRequest, NotApplied, &["No good"]),
    wild("400 Bad Request", JSON, br#"{"error":{"code":"invalid","message":"No good","details":["a",{"message":"b"}]}}"#, BadRequest, NotApplied, &["No good", "a", "b"]),
    wild("400 Bad Request", JSON, br#"{"error":{"details":["a"],"id":"7","more":"b"}}"#, BadRequest, NotApplied, &["more: b", "a"]),
    wild("400 Bad Request", JSON, br#"{"error":{"code":"invalid"}}"#, BadRequest, NotApplied, &["invalid"]),
    wild("400 Bad Request", JSON, br#"{"error":"a text"}"#, BadRequest, NotApplied, &["a text"]),
    wild("500 Internal Server Error", JSON, br#"{"message":"oops"}"#, Server, Unknown, &["oops"]),
    // Errors by field.
    wild("400 Bad Request", JSON, br#"{"errors":{"api_key":["is empty","is odd"],"type":"is wrong"}}"#, BadRequest, NotApplied, &["api_key: is empty", "api_key: is odd", "type: is wrong"]),
    wild("422 Unprocessable Entity", JSON, br#"{"errors":{"api_key":{"deep":1},"n":1}}"#, UnexpectedStatus, NotApplied, &[]),
    // JSON under another content type, or none, and something else under JSON's.
    wild("403 Forbidden", TEXT, br#"{"errors":["API key required"]}"#, Forbidden, NotApplied, &["API key required"]),
    wild("403 Forbidden", HTML, br#"{"errors":["API key required"]}"#, Forbidden, NotApplied, &["API key required"]),
    wild("403 Forbidden", NONE, b"\xef\xbb\xbf {\"errors\":[\"after a byte order mark\"]} ", Forbidden, NotApplied, &["after a byte order mark"]),
    wild("502 Bad Gateway", JSON, b"<html><head><title>502 Bad Gateway</title></head></html>", Server, Unknown, &["502 Bad Gateway"]),
    // Pages.
    wild("400 Bad Request", HTML, b"<!DOCTYPE html>\n<html>\n<head>\n<title>400\n  Bad   Request</title>", BadRequest, NotApplied, &["400 Bad Request"]),
    wild("403 Forbidden", HTML, b"<HTML><HEAD><TITLE class=\"x\">Access &amp; rights &lt;denied&gt;</TITLE>", Forbidden, NotApplied, &["Access & rights <denied>"]),
    wild("429 Too Many Requests", HTML, b"<html><body><h1>Too many</h1><p>soup", TooManyRequests, NotApplied, &["Too many"]),
    wild("502 Bad Gateway", HTML, b"<html><title></title><h1>An <b>odd</b> heading</h1><h2>Plain</h2>", Server, Unknown, &["Plain"]),
    wild("502 Bad Gateway", HTML, b"<html><body><p>nothing <i>to</i> quote</p>", Server, Unknown, &[]),
    wild("502 Bad Gateway", HTML, b"<title>cut in ha", Server, Unknown, &[]),
    wild("503 Service Unavailable", TEXT, b"Error: <html><body>soup</body></html>", Server, Unknown, &[]),
    // Text.
    wild("503 Service Unavailable", TEXT, b"upstream connect error or\r\ndisconnect\n", Server, Unknown, &["upstream connect error or disconnect"]),
    wild("500 Internal Server Error", TEXT, b"caf\xe9 down", Server, Unknown, &["caf\u{fffd} down"]),
    wild("500 Internal Server Error", TEXT, b"\x1b[31mred\x1b[0m \x00 \xe2\x80\xaetxt", Server, Unknown, &["[31mred [0m txt"]),
    wild("504 Gateway Timeout", TEXT, b"stream timeout", Server, Unknown, &["stream timeout"]),
    // Nothing, or less.
    wild("429 Too Many Requests", NONE, b"", TooManyRequests, NotApplied, &[]),
    wild("500 Internal Server Error", NONE, b"", Server, Unknown, &[]),
    wild("403 Forbidden", JSON, b" \n ", Forbidden, NotApplied, &[]),
    wild("400 Bad Request", JSON, br#"{"errors":["cut in ha"#, BadRequest, NotApplied, &[]),
    wild("400 Bad Request", JSON, b"{\"errors\":[\"\xff\xfe\"]}", BadRequest, NotApplied, &["\u{fffd}\u{fffd}"]),
    wild("400 Bad Request", JSON, br#""a JSON text""#, BadRequest, NotApplied, &["a JSON text"]),
    wild("400 Bad Request", JSON, b"null", BadRequest, NotApplied, &[]),
    wild("400 Bad Request", JSON, b"\x1f\x8b\x08\x00\x00", BadRequest, NotApplied, &["\u{fffd}"]),
    // Statuses that aren't documented.
    wild("401 Unauthorized", JSON, br#"{"errors":["who?"]}"#, UnexpectedStatus, NotApplied, &["who?"]),
    wild("407 Proxy Authentication Required", HTML, b"<title>Proxy</title>", UnexpectedStatus, NotApplied, &["Proxy"]),
    wild("413 Payload Too Large", NONE, b"", UnexpectedStatus, NotApplied, &[]),
    wild("451 Unavailable For Legal Reasons", TEXT, b"no", UnexpectedStatus, NotApplied, &["no"]),
    wild("520 Origin Error", TEXT, b"origin", Server, Unknown, &["origin"]),
    wild("999 Odd", TEXT, b"odd", UnexpectedStatus, Unknown, &["odd"]),
    wild("304 Not Modified", NONE, b"", UnexpectedStatus, Unknown, &[]),
    // HTML pages, which aren't Datadog's answer that there is nothing, or that there is something.
    wild("401 Unauthorized", HTML, OH_NO, UnexpectedStatus, NotApplied, &["Oh no"]),
    wild("404 Not Found", HTML, OH_NO, UnexpectedStatus, NotApplied, &["Oh no"]),
    wild("408 Request Timeout", HTML, OH_NO, UnexpectedStatus, Unknown, &["Oh no"]),
    wild("409 Conflict", HTML, OH_NO, UnexpectedStatus, NotApplied, &["Oh no"]),
    wild("418 I'm a teapot", HTML, OH_NO, UnexpectedStatus, NotApplied, &["Oh no"]),
    wild("500 Internal Server Error", HTML, OH_NO, Server, Unknown, &["Oh no"]),
    wild("501 Not Implemented", HTML, OH_NO, Server, Unknown, &["Oh no"]),
    wild("502 Bad Gateway", HTML, OH_NO, Server, Unknown, &["Oh no"]),
    wild("503 Service Unavailable", HTML, OH_NO, Server, Unknown, &["Oh no"]),
    wild("504 Gateway Timeout", HTML, OH_NO, Server, Unknown, &["Oh no"]),
    wild("599 Odd", HTML, OH_NO, Server, Unknown, &["Oh no"]),
    // Successes that can't be used.
    wild("201 Created", JSON, b"", Decode, Applied, &[]),
    wild("201 Created", JSON, b"{", Decode, Applied, &[]),
    wild("201 Created", JSON, b"[]", Decode, Applied, &[]),
    wild("201 Created", JSON, b"null", Decode, Applied, &[]),
    wild("201 Created", JSON, br#"{"data":{}}"#, Decode, Applied, &[]),
    wild("201 Created", HTML, b"<html>", Decode, Applied, &[]),
    wild("201 Created", JSON, br#"{"data":{"type":"statuspage-account"}}"#, Decode, Applied, &[]),
    wild("201 Created", HTML, b"<title>hello</title>", Decode, Applied, &["hello"]),
    wild("200 OK", HTML, b"<title>Please log in</title>", Decode, Unknown, &["Please log in"]),
    wild("200 OK", JSON, br#"{"data":{"type":"user","attributes":{}},"errors":["nope"]}"#, Decode, Unknown, &["nope"]),
    wild("202 Accepted", JSON, b"{}", Decode, Unknown, &[]),
    wild("204 No Content", NONE, b"", Decode, Unknown, &[]),
];

fn answer(status: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\n").into_bytes();
    if !content_type.is_empty() {
        answer.extend(format!("content-type: {content_type}\r\n").into_bytes());
    }
    if !status.starts_with("204") && !status.starts_with("304") {
        answer.extend(format!("content-length: {}\r\n", body.len()).into_bytes());
    }
    answer.extend(b"x-ratelimit-remaining: 3\r\n\r\n");
    answer.extend(body);
    answer
}

#[tokio::test]
async fn every_shape_of_failure_is_read() {
    assert!(FAILURES.len() >= 40);
    for wild in FAILURES {
        let error = failing(answer(wild.status, wild.content_type, wild.body)).await;
        let shown = format!("{} {}", wild.status, String::from_utf8_lossy(wild.body));
        assert_eq!(
            (error.kind(), error.outcome()),
            (wild.kind, wild.outcome),
            "{shown}"
        );
        assert_eq!(error.attempts()[0].outcome(), wild.outcome, "{shown}");
        assert_eq!(error.messages(), wild.messages, "{shown}");
        assert_eq!(error.body(), wild.body, "{shown}");
        assert!(
            wild.status.starts_with(error.status().unwrap().as_str()),
            "{shown}"
        );
        assert_eq!(error.rate_limit().unwrap().remaining(), Some(3), "{shown}");
        let sentence = error.to_string();
        assert!(
            !sentence.contains(['\n', '\r', '\u{1b}', '\u{0}']),
            "{sentence:?}"
        );
    }
}

/// A status, a body, and the masked key that it shows.
#[rustfmt::skip]
const READABLE: &[(&str, &str, Option<&str>)] = &[
    ("201 Created", CREATED, Some("*****")),
    ("201 Created", r#"{"data":{"attributes":{},"type":"statuspage-account"}}"#, None),
    ("201 Created", r#"{"data":{"attributes":{"api_key":null},"type":"statuspage-account"}}"#, None),
    ("201 Created", r#"{"data":{"attributes":{"api_key":""},"type":"statuspage-account"}}"#, Some("")),
    ("201 Created", r#"{"meta":1,"data":{"id":"1","attributes":{"api_key":"***","new":[]},"type":"statuspage-account"}}"#, Some("***")),
    ("201 Created", r#"{"data":{"attributes":{"api_key":"*"},"type":"statuspage-account-v3"}}"#, Some("*")),
    ("200 OK", r#"{"data":{"attributes":{"api_key":"*"},"type":"statuspage-account"}}"#, Some("*")),
    ("200 OK", r#"{"data":{"attributes":{},"type":"statuspage-account","x":1},"more":[]}"#, None),
    ("202 Accepted", r#"{"data":{"attributes":{},"type":"statuspage-account"}}"#, None),
];

#[tokio::test]
async fn every_success_that_can_be_read_is_one() {
    for (status, body, masked) in READABLE {
        let server = RawServer::start([answer(status, TEXT, body.as_bytes())]).await;
        let client = once(server.base_url());
        let call = client.create_account(STATUSPAGE_KEY).with_response();
        let account = call.await.unwrap();
        assert_eq!(account.value().masked_api_key(), *masked, "{body}");
        assert!(status.starts_with(account.status().unwrap().as_str()));
        assert_eq!(account.attempts()[0].outcome(), Applied, "{body}");
        assert_eq!(account.rate_limit().unwrap().remaining(), Some(3));
    }
}
