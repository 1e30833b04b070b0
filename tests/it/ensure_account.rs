//! Ensuring an account: from any state, with any fault, and with another client at work.

use std::time::{Duration, Instant};

use datadog_statuspage::{Ensured, ErrorKind, Outcome, StopReason};
use datadog_statuspage_testing::Fault;

use crate::fixtures::{ACCOUNT, client_for, error, every_fault, in_turn, parsed};
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, ends_as, once, simulator, together};

#[tokio::test]
async fn an_account_is_created_or_given_the_key() {
    let datadog = simulator().await;
    let operations = once(datadog.base_url()).account();
    let ensured = operations.ensure("first").with_response().await.unwrap();
    assert!(matches!(ensured.value(), Ensured::Created(_)));
    assert_eq!(ensured.attempts().len(), 1);
    let ensured = operations.ensure("second").with_response().await.unwrap();
    assert!(matches!(ensured.value(), Ensured::Updated(_)));
    assert_eq!(datadog.account().unwrap().expose(), "second");
    // The attempts of both requests are kept.
    let statuses: Vec<_> = ensured
        .attempts()
        .iter()
        .filter_map(|attempt| attempt.status())
        .map(|status| status.as_u16())
        .collect();
    assert_eq!(statuses, [409, 200]);
    let refused = operations.ensure("").await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn an_account_is_ensured_through_every_fault() {
    let cases = every_fault([None, Some("theirs")]);
    together(cases.map(|(held, position, fault)| ensure_account(held, position, fault))).await;
}

/// The fault hits the first request, or the one after it.
async fn ensure_account(held: Option<&'static str>, position: usize, fault: &'static str) {
    let shown = format!("{held:?} {position} {fault}");
    let datadog = simulator().await;
    datadog.set_account(held.map(Into::into));
    let harmless = Fault::status(429);
    datadog.add_faults(std::iter::repeat_n(harmless, position));
    datadog.add_faults(parsed(&[fault]));
    let client = client_for(&datadog, fault);
    match client.account().ensure(STATUSPAGE_KEY).await {
        Ok(_) => assert_eq!(
            datadog.account().unwrap().expose(),
            STATUSPAGE_KEY,
            "{shown}"
        ),
        // Datadog applied the change, but the rest of its answer can't be read.
        Err(error) => {
            // A 201 is conclusive; a 409 without JSON is not Datadog's.
            let (outcome, holds) = match held {
                None => (Outcome::Applied, STATUSPAGE_KEY),
                Some(theirs) => (Outcome::NotApplied, theirs),
            };
            assert_eq!(
                (error.outcome(), fault),
                (outcome, "commit-then-garbage"),
                "{shown}"
            );
            assert_eq!(datadog.account().unwrap().expose(), holds, "{shown}");
        }
    }
    let again = client.account().ensure(STATUSPAGE_KEY).await.unwrap();
    assert!(matches!(again, Ensured::Updated(_)), "{shown}");
    assert_eq!(
        datadog.account().unwrap().expose(),
        STATUSPAGE_KEY,
        "{shown}"
    );
}

#[tokio::test]
async fn an_account_that_is_removed_in_between_is_created_again() {
    let answers = [
        error("409 Conflict"),
        error("404 Not Found"),
        json("201 Created", "", ACCOUNT),
    ];
    let server = RawServer::start(answers).await;
    let ensured = once(server.base_url()).account().ensure("k").await.unwrap();
    assert!(matches!(ensured, Ensured::Created(_)));
}

#[tokio::test]
async fn a_server_that_contradicts_itself_on_the_account_is_given_up() {
    let server = in_turn([error("409 Conflict"), error("404 Not Found")]).await;
    let failed = once(server.base_url())
        .account()
        .ensure("k")
        .await
        .unwrap_err();
    ends_as(&failed, ErrorKind::NotFound, Outcome::NotApplied);
    assert_eq!(server.received().len(), 6);
}

#[tokio::test]
async fn all_requests_share_one_timeout() {
    let datadog = simulator().await;
    datadog.set_account(Some("theirs".into()));
    // The create is rejected after a while; the update gets no answer.
    datadog.add_faults(parsed(&["429:Retry-After=1", "409", "stall"]));
    let client = builder(datadog.base_url()).build().unwrap();
    let start = Instant::now();
    let error = client
        .account()
        .ensure("k")
        .timeout(Duration::from_millis(1_800))
        .await
        .unwrap_err();
    assert!(
        start.elapsed() < Duration::from_millis(2_500),
        "{:?}",
        start.elapsed()
    );
    ends_as(&error, ErrorKind::Timeout, Outcome::Unknown);
    assert_eq!(error.stop_reason(), Some(StopReason::TimeoutReached));
    assert_eq!(error.attempts().len(), 3);
    assert!(
        error
            .to_string()
            .ends_with("safe to run again: it ends with this key in the account"),
        "{error}"
    );
}
