//! Every fault of the simulator over real sockets: the result of the call, and the truth.

use std::time::Duration;

use datadog_statuspage::{AttemptFailure, ErrorKind, Outcome, RetryPolicy, StopReason};

use crate::fixtures::{client_for, faulty};
use crate::support::{STATUSPAGE_KEY, builder, together};

/// A fault, the attempt's status and failure, the call's kind and outcome, and whether an account
/// exists afterwards.
type Known = (
    &'static str,
    Option<u16>,
    Option<AttemptFailure>,
    ErrorKind,
    Outcome,
    bool,
);

#[rustfmt::skip]
fn known() -> [Known; 21] {
    use AttemptFailure::*;
    use ErrorKind::*;
    use Outcome::*;
    [
        ("reset", None, Some(ConnectionLost), Transport, Unknown, false),
        ("commit-then-reset", None, Some(ConnectionLost), Transport, Unknown, true),
        ("stall", None, Some(TimedOut), Timeout, Unknown, false),
        ("commit-then-stall", None, Some(TimedOut), Timeout, Unknown, true),
        ("cut", Some(502), Some(BodyTruncated), Server, Unknown, false),
        ("commit-then-cut", Some(201), Some(BodyTruncated), Transport, Unknown, true),
        ("garbage", Some(502), None, Server, Unknown, false),
        ("commit-then-garbage", Some(201), None, Decode, Applied, true),
        ("400", Some(400), None, BadRequest, NotApplied, false),
        ("403", Some(403), None, Forbidden, NotApplied, false),
        ("404", Some(404), None, NotFound, NotApplied, false),
        ("408", Some(408), None, UnexpectedStatus, Unknown, false),
        ("409", Some(409), None, Conflict, NotApplied, false),
        ("429", Some(429), None, TooManyRequests, NotApplied, false),
        ("429:Retry-After=1", Some(429), None, TooManyRequests, NotApplied, false),
        ("500", Some(500), None, Server, Unknown, false),
        ("502", Some(502), None, Server, Unknown, false),
        ("commit-then-502", Some(502), None, Server, Unknown, true),
        ("503", Some(503), None, Server, Unknown, false),
        ("commit-then-503", Some(503), None, Server, Unknown, true),
        ("commit-then-504", Some(504), None, Server, Unknown, true),
    ]
}

/// The faults after which a call goes on, or does not know what it did.
pub(crate) fn passing() -> Vec<&'static str> {
    let goes_on = |(.., kind, outcome, _): &Known| {
        *kind == ErrorKind::TooManyRequests || *outcome != Outcome::NotApplied
    };
    let passing = known().into_iter().filter(goes_on);
    passing.map(|(fault, ..)| fault).collect()
}

#[tokio::test]
async fn one_attempt_says_what_is_known_after_each_fault() {
    for (fault, status, failure, kind, outcome, committed) in known() {
        let datadog = faulty(&[fault]).await;
        let call = client_for(&datadog, fault)
            .create_account(STATUSPAGE_KEY)
            .retry_policy(RetryPolicy::disabled());
        let error = call.await.unwrap_err();
        let [attempt] = error.attempts() else {
            panic!("one attempt: {error:?}")
        };
        assert_eq!(
            attempt.status().map(|status| status.as_u16()),
            status,
            "{fault}"
        );
        assert_eq!(attempt.failure(), failure, "{fault}");
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{fault}");
        assert_eq!(datadog.account().is_some(), committed, "{fault}");
        assert_eq!(datadog.requests().len(), 1, "{fault}");
        assert!(error.elapsed() < Duration::from_secs(2), "{fault}");
    }
}

#[tokio::test]
async fn a_lost_create_is_never_reported_as_a_plain_conflict() {
    for (fault, said) in [
        ("commit-then-502", "attempt 1 (502 Bad Gateway)"),
        ("commit-then-reset", "attempt 1 (connection lost)"),
        ("commit-then-cut", "attempt 1 (201 Created)"),
        ("commit-then-stall", "attempt 1 (no answer in time)"),
    ] {
        let datadog = faulty(&[fault]).await;
        let client = client_for(&datadog, fault);
        let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Conflict, Outcome::Unknown),
            "{fault}"
        );
        assert_eq!(
            error.stop_reason(),
            Some(StopReason::NotRetryable),
            "{fault}"
        );
        let text = error.to_string();
        assert!(
            text.contains("may be with this call's own") && text.contains(said),
            "{text}"
        );
        let [first, second] = error.attempts() else {
            panic!("two attempts: {error:?}")
        };
        assert_eq!(
            (first.outcome(), second.outcome()),
            (Outcome::Unknown, Outcome::NotApplied)
        );
        assert_eq!(second.status().unwrap(), 409);
        assert!(first.wait().is_some() && second.wait().is_none());
    }
}

#[tokio::test]
async fn what_did_not_take_effect_is_repeated() {
    let each = [
        &["reset"][..],
        &["stall"],
        &["cut"],
        &["garbage"],
        &["429"],
        &["408", "500", "502"],
        &["503", "504", "reset"],
    ];
    together(each.map(|faults| async move {
        let datadog = faulty(faults).await;
        let client = client_for(&datadog, faults[0]);
        let call = client.create_account(STATUSPAGE_KEY).with_response();
        let response = call.await.unwrap();
        assert_eq!(response.attempts().len(), faults.len() + 1, "{faults:?}");
        assert_eq!(response.value().masked_api_key(), Some("*****"));
        assert_eq!(datadog.account().unwrap().expose(), STATUSPAGE_KEY);
        let (last, before) = response.attempts().split_last().unwrap();
        assert_eq!(last.outcome(), Outcome::Applied);
        assert!(
            before.iter().all(|attempt| attempt.wait().is_some()),
            "{faults:?}"
        );
    }))
    .await;
}

#[tokio::test]
async fn a_careful_policy_stops_at_an_unknown_outcome() {
    let careful = RetryPolicy::default().retry_unknown_outcomes(false);
    for fault in [
        "commit-then-502",
        "commit-then-reset",
        "502",
        "commit-then-cut",
    ] {
        let datadog = faulty(&[fault]).await;
        let call = client_for(&datadog, fault)
            .create_account(STATUSPAGE_KEY)
            .retry_policy(careful.clone());
        let error = call.await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{fault}");
        assert_eq!(
            error.stop_reason(),
            Some(StopReason::UnknownOutcome),
            "{fault}"
        );
        assert_eq!(datadog.requests().len(), 1, "{fault}");
    }
    // Attempts that certainly changed nothing are still repeated.
    let datadog = faulty(&["429"]).await;
    let call = client_for(&datadog, "429")
        .create_account(STATUSPAGE_KEY)
        .retry_policy(careful);
    assert!(call.await.is_ok());
}

#[tokio::test]
async fn a_dropped_call_stops_at_once() {
    let datadog = faulty(&["stall", "503", "503"]).await;
    let client = builder(datadog.base_url()).build().unwrap();
    let call = client.create_account(STATUSPAGE_KEY).into_future();
    assert!(
        tokio::time::timeout(Duration::from_millis(200), call)
            .await
            .is_err()
    );
    assert_eq!(datadog.requests().len(), 1);
    // Dropped between two attempts, it makes no further one.
    let call = client.create_account(STATUSPAGE_KEY);
    let mut call = call.into_future();
    while datadog.requests().len() < 2 {
        let _ = tokio::time::timeout(Duration::from_millis(1), &mut call).await;
    }
    drop(call);
    let before = datadog.requests().len();
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(datadog.requests().len(), before);
}
