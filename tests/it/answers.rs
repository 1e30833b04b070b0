//! The client against the typed mocks: each documented answer, and each kind of error.

use datadog_statuspage::{Error, ErrorKind, Outcome, StopReason};
use datadog_statuspage_api::types;
use datadog_statuspage_testing::httpmock::MockServer;
use datadog_statuspage_testing::{MockServerExt, operations};
use expect_test::{Expect, expect};

use crate::fixtures::account_request;
use crate::support::{STATUSPAGE_KEY, ends_as, once, timeless};

type Then = operations::CreateStatuspageAccountThen;

/// Returns the error of a call that is answered this way, and its sentence.
async fn failing(then: impl FnOnce(Then) -> Then) -> (Error, String) {
    let server = MockServer::start_async().await;
    let mock = server.create_statuspage_account(|when, answer| {
        when.body(&account_request());
        then(answer);
    });
    let call = once(server.base_url()).create_account(STATUSPAGE_KEY);
    let error = call.await.unwrap_err();
    mock.assert_calls(1);
    let text = timeless(&error, &server.base_url());
    (error, text)
}

#[tokio::test]
async fn a_201_is_the_account_with_its_masked_key() {
    let server = MockServer::start_async().await;
    let mock = server.create_statuspage_account(|when, then| {
        when.body(&account_request());
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

/// A status with the errors, and the kind, outcome, messages and sentence that it gives.
type Case = (
    fn(Then, &types::ApiErrorResponse) -> Then,
    ErrorKind,
    Outcome,
    &'static [&'static str],
    Expect,
);

#[rustfmt::skip]
fn cases() -> [Case; 6] {
    use ErrorKind::*;
    use Outcome::*;
    [
        (|then, errors| then.bad_request(errors), BadRequest, NotApplied, &["api_key is odd"], expect![[r#"127.0.0.1 answered 400 Bad Request while creating the account ("api_key is odd"); nothing was changed; correct the request"#]]),
        (|then, errors| then.forbidden(errors), Forbidden, NotApplied, &["API key required"], expect![[r#"127.0.0.1 answered 403 Forbidden while creating the account ("API key required"); nothing was changed; check that both keys are right, are of this site, and have the permission that the call needs"#]]),
        (|then, errors| then.conflict(errors), Conflict, NotApplied, &["already there"], expect![[r#"127.0.0.1 answered 409 Conflict while creating the account ("already there"); an account already exists, and this call changed nothing; update or delete the existing one instead"#]]),
        (too_many_requests, TooManyRequests, NotApplied, &["slow down"], expect![[r#"127.0.0.1 answered 429 Too Many Requests while creating the account ("slow down"); nothing was changed; retry in 17 s"#]]),
        (|then, _| Then::new(then.into_inner().status(502)), Server, Unknown, &[], expect!["127.0.0.1 answered 502 Bad Gateway while creating the account; the request may still have been applied; call account().ensure next, which is safe in either case"]),
        (|then, _| Then::new(then.into_inner().status(201).body("{")), Decode, Applied, &[], expect!["127.0.0.1 answered 201 Created while creating the account, but its body is not what Datadog documents: EOF while parsing an object at line 1 column 1; the change was applied; don't repeat the call"]),
    ]
}

fn too_many_requests(then: Then, errors: &types::ApiErrorResponse) -> Then {
    let then = then.too_many_requests(errors).into_inner();
    Then::new(
        then.header("X-RateLimit-Limit", "300")
            .header("X-RateLimit-Reset", "17"),
    )
}

#[tokio::test]
async fn each_kind_of_error_has_its_outcome_and_its_sentence() {
    for (answer, kind, outcome, messages, sentence) in cases() {
        let errors = messages.iter().map(|&text| text.to_owned()).collect();
        let errors = types::ApiErrorResponse { errors };
        let (error, text) = failing(|then| answer(then, &errors)).await;
        ends_as(&error, kind, outcome);
        assert_eq!(error.messages(), messages);
        sentence.assert_eq(&text);
        assert_eq!(error.attempts().len(), 1);
        assert!(error.stop_reason().is_some());
        assert_eq!(error.operation(), Some("create_statuspage_account"));
        if kind == ErrorKind::TooManyRequests {
            assert_eq!(error.rate_limit().unwrap().limit(), Some(300));
            assert_eq!(error.headers()["x-ratelimit-limit"], "300");
            assert_eq!(error.retry_after().unwrap().as_secs(), 17);
            assert_eq!(error.stop_reason(), Some(StopReason::RetryDisabled));
        }
    }
}
