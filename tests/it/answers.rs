//! The client against the typed mocks: each documented answer, and each kind of error.

use datadog_statuspage::{Error, ErrorKind, Outcome, StopReason};
use datadog_statuspage_api::types;
use datadog_statuspage_testing::httpmock::MockServer;
use datadog_statuspage_testing::{MockServerExt, operations};
use expect_test::{Expect, expect};

use crate::support::{STATUSPAGE_KEY, once};

type Then = operations::CreateStatuspageAccountThen;

fn request() -> types::StatuspageAccountCreateRequest {
    types::StatuspageAccountCreateRequest {
        data: types::StatuspageAccountCreateRequestData {
            attributes: types::StatuspageAccountCreateRequestAttributes {
                api_key: STATUSPAGE_KEY.into(),
            },
            type_: types::StatuspageAccountType::StatuspageAccount,
        },
    }
}

fn errors(text: &str) -> types::ApiErrorResponse {
    types::ApiErrorResponse {
        errors: vec![text.to_owned()],
    }
}

async fn failing(then: impl FnOnce(Then) -> Then) -> Error {
    let server = MockServer::start_async().await;
    let mock = server.create_statuspage_account(|when, answer| {
        when.body(&request());
        then(answer);
    });
    let error = once(server.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    mock.assert_calls(1);
    error
}

/// Returns the error's text, without the mock's port.
fn text(error: &Error) -> String {
    let text = error.to_string();
    let (start, rest) = text.split_once("127.0.0.1:").unwrap();
    format!(
        "{start}HOST{}",
        rest.trim_start_matches(|c: char| c.is_ascii_digit())
    )
}

#[track_caller]
fn is(error: &Error, kind: ErrorKind, outcome: Outcome, messages: &[&str], sentence: Expect) {
    assert_eq!((error.kind(), error.outcome()), (kind, outcome));
    assert_eq!(error.messages(), messages);
    sentence.assert_eq(&text(error));
    assert_eq!(error.attempts().len(), 1);
    assert!(error.stop_reason().is_some());
}

#[tokio::test]
async fn a_201_is_the_account_with_its_masked_key() {
    let server = MockServer::start_async().await;
    let mock = server.create_statuspage_account(|when, then| {
        when.body(&request());
        then.created(&types::StatuspageAccountResponse {
            data: types::StatuspageAccountResponseData {
                attributes: types::StatuspageAccountResponseAttributes {
                    api_key: Some("*****".to_owned()),
                },
                type_: types::StatuspageAccountType::StatuspageAccount,
            },
        });
    });
    let client = once(server.base_url());
    let call = client.create_account(STATUSPAGE_KEY).with_response();
    let response = call.await.unwrap();
    mock.assert_calls(1);
    assert_eq!(response.value().masked_api_key(), Some("*****"));
    assert_eq!(response.status().unwrap(), 201);
    assert_eq!(response.attempts().len(), 1);
    assert_eq!(response.attempts()[0].outcome(), Outcome::Applied);
}

#[tokio::test]
async fn a_400_is_a_bad_request() {
    let error = failing(|then| then.bad_request(&errors("api_key is odd"))).await;
    is(
        &error,
        ErrorKind::BadRequest,
        Outcome::NotApplied,
        &["api_key is odd"],
        expect![[
            r#"HOST answered 400 Bad Request while creating the account ("api_key is odd"); nothing was changed; correct the request"#
        ]],
    );
}

#[tokio::test]
async fn a_403_is_forbidden() {
    let error = failing(|then| then.forbidden(&errors("API key required"))).await;
    is(
        &error,
        ErrorKind::Forbidden,
        Outcome::NotApplied,
        &["API key required"],
        expect![[
            r#"HOST answered 403 Forbidden while creating the account ("API key required"); nothing was changed; check that both keys are right, are of this site, and have the permission that the call needs"#
        ]],
    );
}

#[tokio::test]
async fn a_409_is_a_conflict() {
    let error = failing(|then| then.conflict(&errors("already there"))).await;
    is(
        &error,
        ErrorKind::Conflict,
        Outcome::NotApplied,
        &["already there"],
        expect![[
            r#"HOST answered 409 Conflict while creating the account ("already there"); an account already exists, and this call changed nothing; update or delete the existing one instead"#
        ]],
    );
}

#[tokio::test]
async fn a_429_is_too_many_requests_with_the_rate_limit() {
    let error = failing(|then| {
        let then = then.too_many_requests(&errors("slow down")).into_inner();
        Then::new(
            then.header("X-RateLimit-Limit", "300")
                .header("X-RateLimit-Reset", "17"),
        )
    })
    .await;
    assert_eq!(error.rate_limit().unwrap().limit(), Some(300));
    assert_eq!(error.retry_after().unwrap().as_secs(), 17);
    assert_eq!(error.stop_reason(), Some(StopReason::RetryDisabled));
    is(
        &error,
        ErrorKind::TooManyRequests,
        Outcome::NotApplied,
        &["slow down"],
        expect![[
            r#"HOST answered 429 Too Many Requests while creating the account ("slow down"); nothing was changed; retry in 17 s"#
        ]],
    );
}

#[tokio::test]
async fn statuses_that_are_not_documented_have_kinds_too() {
    for (status, kind, outcome) in [
        (401, ErrorKind::UnexpectedStatus, Outcome::NotApplied),
        // An HTML page, which isn't Datadog's answer that there is nothing.
        (404, ErrorKind::UnexpectedStatus, Outcome::NotApplied),
        (409, ErrorKind::UnexpectedStatus, Outcome::NotApplied),
        (408, ErrorKind::UnexpectedStatus, Outcome::Unknown),
        (418, ErrorKind::UnexpectedStatus, Outcome::NotApplied),
        (500, ErrorKind::Server, Outcome::Unknown),
        (501, ErrorKind::Server, Outcome::Unknown),
        (502, ErrorKind::Server, Outcome::Unknown),
        (503, ErrorKind::Server, Outcome::Unknown),
        (504, ErrorKind::Server, Outcome::Unknown),
        (599, ErrorKind::Server, Outcome::Unknown),
    ] {
        let page = "<html><head><title>Oh no</title></head></html>";
        let error = failing(|then| Then::new(then.into_inner().status(status).body(page))).await;
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{status}");
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.body(), page.as_bytes());
        assert_eq!(error.messages(), ["Oh no"]);
    }
}

#[tokio::test]
async fn a_502_says_that_the_request_may_have_been_carried_out() {
    let error = failing(|then| Then::new(then.into_inner().status(502))).await;
    is(
        &error,
        ErrorKind::Server,
        Outcome::Unknown,
        &[],
        expect![
            "HOST answered 502 Bad Gateway while creating the account; the request may still have been applied; call account().ensure next, which is safe in either case"
        ],
    );
}

#[tokio::test]
async fn a_201_that_can_not_be_read_is_applied() {
    for body in ["", "{", "<html>", r#"{"data":{}}"#, "[]", "null"] {
        let error = failing(|then| Then::new(then.into_inner().status(201).body(body))).await;
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Decode, Outcome::Applied),
            "{body}"
        );
        assert_eq!(error.status().unwrap(), 201);
        assert_eq!(error.body(), body.as_bytes());
    }
    let error = failing(|then| Then::new(then.into_inner().status(201).body("{"))).await;
    is(
        &error,
        ErrorKind::Decode,
        Outcome::Applied,
        &[],
        expect![
            "HOST answered 201 Created while creating the account, but its body is not what Datadog documents: EOF while parsing an object at line 1 column 1; the change was applied; don't repeat the call"
        ],
    );
}

#[tokio::test]
async fn a_200_in_place_of_a_201_is_what_its_body_says() {
    let server = MockServer::start_async().await;
    let account = r#"{"data":{"attributes":{},"type":"statuspage-account","x":1},"more":[]}"#;
    let mut mock = server.create_statuspage_account(|_, then| {
        Then::new(then.into_inner().status(200).body(account));
    });
    let client = once(server.base_url());
    let call = client.create_account(STATUSPAGE_KEY).with_response();
    let response = call.await.unwrap();
    assert_eq!(response.status().unwrap(), 200);
    assert_eq!(response.value().masked_api_key(), None);
    assert_eq!(response.attempts()[0].outcome(), Outcome::Applied);
    mock.delete();

    for (status, body) in [
        (200, "<title>Please log in</title>"),
        (204, ""),
        (202, "{}"),
    ] {
        let error = failing(|then| Then::new(then.into_inner().status(status).body(body))).await;
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Decode, Outcome::Unknown),
            "{status}"
        );
    }
}
