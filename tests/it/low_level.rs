//! The generated client alone.

use datadog_statuspage_api::{Client, Error, types};
use expect_test::{Expect, expect};

use crate::fixtures::{CREATED, account_request};
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, http};

type Failed = Error<types::ApiErrorResponse>;

fn client(base: &str) -> Client {
    Client::new(base, http().build().unwrap())
}

async fn created(client: &Client) -> Result<types::StatuspageAccountResponse, Failed> {
    let answer = client.create_statuspage_account(&account_request()).await?;
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.headers()["content-type"], "application/json");
    Ok(answer.into_inner())
}

async fn failed(answer: String) -> Failed {
    let server = RawServer::start([answer]).await;
    created(&client(&server.base_url())).await.unwrap_err()
}

#[track_caller]
fn is(error: &Failed, status: Option<u16>, text: Expect) {
    assert_eq!(error.status().map(|status| status.as_u16()), status);
    text.assert_eq(&error.to_string());
    let has_cause = !matches!(
        error,
        Error::InvalidRequest(_) | Error::ErrorResponse(_) | Error::UnexpectedResponse(_)
    );
    assert_eq!(std::error::Error::source(error).is_some(), has_cause);
    let mut shown = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        shown.push_str(&error.to_string());
        cause = error.source();
    }
    assert!(!shown.contains(STATUSPAGE_KEY), "{shown}");
}

#[tokio::test]
async fn a_201_is_the_value_with_status_and_headers() {
    let server = RawServer::start([json("201 Created", "", CREATED)]).await;
    let account = created(&client(&server.base_url())).await.unwrap();
    assert_eq!(account.data.attributes.api_key.as_deref(), Some("*****"));
}

#[tokio::test]
async fn a_documented_error_is_its_value() {
    let error = failed(json("409 Conflict", "", r#"{"errors":["there is one"]}"#)).await;
    is(&error, Some(409), expect!["answered 409 Conflict"]);
    let Error::ErrorResponse(value) = error else {
        panic!("{error:?}")
    };
    assert_eq!(value.value().errors, ["there is one"]);
}

#[tokio::test]
async fn a_body_that_is_not_what_is_documented_is_not_shown() {
    let echo = format!(r#"{{"data":"{STATUSPAGE_KEY}"}}"#);
    for status in ["201 Created", "400 Bad Request"] {
        let error = failed(json(status, "", &echo)).await;
        let number = status.split(' ').next().unwrap().parse().ok();
        assert_eq!(error.status().map(|status| status.as_u16()), number);
        let Error::InvalidResponsePayload(answer, why) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(answer.body, echo);
        assert!(why.to_string().contains("at line 1 column"), "{why}");
        let shown = format!("{error} {error:?} {why}");
        assert!(!shown.contains(STATUSPAGE_KEY), "{shown}");
    }
    let error = failed(json("201 Created", "", "<html>")).await;
    is(
        &error,
        Some(201),
        expect!["answered 201 Created, but the body is not what is documented"],
    );
}

#[tokio::test]
async fn an_undocumented_status_keeps_the_whole_answer() {
    let error = failed(json("418 I'm a teapot", "X-Pot: tea\r\n", STATUSPAGE_KEY)).await;
    is(
        &error,
        Some(418),
        expect!["answered 418 I'm a teapot, which is not documented"],
    );
    let Error::UnexpectedResponse(answer) = error else {
        panic!("{error:?}")
    };
    assert_eq!(answer.headers["x-pot"], "tea");
    assert_eq!(answer.body, STATUSPAGE_KEY);
}

#[tokio::test]
async fn an_answer_that_breaks_off_keeps_its_status() {
    let cut = "HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{".to_owned();
    let error = failed(cut).await;
    is(
        &error,
        Some(201),
        expect!["answered 201 Created, but the answer broke off"],
    );
}

#[tokio::test]
async fn no_answer_is_said_to_be_none() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let error = created(&client(&base)).await.unwrap_err();
    is(&error, None, expect!["the request has no answer"]);
    assert!(matches!(error, Error::NoAnswer(_)));
}

#[tokio::test]
async fn an_address_that_can_not_be_used_is_refused_before_sending() {
    let error = created(&client("nowhere")).await.unwrap_err();
    is(
        &error,
        None,
        expect!["the request can't be built: the base URL is not a URL"],
    );
    let error = created(&client(&format!("http://me:{STATUSPAGE_KEY}@127.0.0.1:1")))
        .await
        .unwrap_err();
    is(
        &error,
        None,
        expect!["the request can't be built: the base URL has a user name or a password in it"],
    );
    let client = client("http://127.0.0.1:1");
    for id in [".", ".."] {
        let error = client
            .delete_statuspage_url_setting(&id.parse().unwrap())
            .await
            .unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    }
}
