//! Every sentence that an error can have.

mod unknown;

use std::time::Duration;

use expect_test::{Expect, expect};

use super::*;
use crate::error::{Attempt, Error, Parts};

/// How an attempt ended: status, failure and outcome.
type Ended = (Option<u16>, Option<AttemptFailure>, Outcome);

/// Creates an error whose attempts ended this way and took a second each.
fn error(kind: ErrorKind, attempts: &[Ended]) -> Details {
    let status = |code: u16| StatusCode::from_u16(code).unwrap();
    let last = attempts.last().copied();
    Details {
        outcome: attempts
            .iter()
            .map(|(_, _, outcome)| *outcome)
            .max()
            .unwrap(),
        host: "api.example".to_owned(),
        failure: last.and_then(|(_, failure, _)| failure),
        parts: Parts {
            status: last.and_then(|(code, _, _)| code).map(status),
            attempts: attempts
                .iter()
                .map(|(code, failure, outcome)| Attempt {
                    status: code.map(status),
                    failure: *failure,
                    outcome: *outcome,
                    elapsed: Duration::from_secs(1),
                    wait: None,
                })
                .collect(),
            elapsed: Duration::from_secs(attempts.len() as u64),
            ..Parts::default()
        },
        stop_reason: Some(StopReason::NotRetryable),
        ..Details::new(kind)
    }
}

fn reads(error: Details, expected: &Expect) {
    expected.assert_eq(&Error::from(error).to_string());
}

const CONNECT: Ended = (
    None,
    Some(AttemptFailure::NotConnected),
    Outcome::NotApplied,
);
const LOST: Ended = (None, Some(AttemptFailure::ConnectionLost), Outcome::Unknown);
const LATE: Ended = (None, Some(AttemptFailure::TimedOut), Outcome::Unknown);

const REFUSED: Ended = (
    None,
    Some(AttemptFailure::CertificateRefused),
    Outcome::NotApplied,
);
const INVALID: Ended = (
    None,
    Some(AttemptFailure::InvalidRequest),
    Outcome::NotApplied,
);
const LARGE: Ended = (
    Some(403),
    Some(AttemptFailure::TooLarge),
    Outcome::NotApplied,
);

const fn answered(code: u16, outcome: Outcome) -> Ended {
    (Some(code), None, outcome)
}

#[rustfmt::skip]
#[test]
fn it_says_what_happened_what_it_means_and_what_to_do() {
    use ErrorKind::*;
    use Outcome::*;

    for (kind, attempts, expected) in [
        // What happened.
        (Connect, &[CONNECT][..], expect!["no connection to api.example could be made; nothing was changed; check the address, the network, the proxy and the certificates"]),
        (Connect, &[CONNECT, CONNECT], expect!["no connection to api.example could be made in the last of 2 attempts over 2 s; nothing was changed; check the address, the network, the proxy and the certificates"]),
        (Transport, &[LOST], expect!["the connection to api.example was lost; the request may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (Timeout, &[LATE], expect!["api.example did not answer in time; the request may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (Connect, &[REFUSED], expect!["the certificate of api.example was refused; nothing was changed; check the address, the root certificates and this machine's clock"]),
        (Config, &[INVALID], expect!["the request to api.example can't be sent; nothing was changed; correct the request"]),
        (TooLarge, &[LARGE], expect!["api.example answered 403 Forbidden, answer too large; nothing was changed; check the address, or raise the body limit"]),
        // What it means, and what to do.
        (NotFound, &[answered(404, NotApplied)], expect!["api.example answered 404 Not Found; nothing was changed; check that it exists"]),
        (Forbidden, &[answered(403, NotApplied)], expect!["api.example answered 403 Forbidden; nothing was changed; check that both keys are right, are of this site, and have the permission that the call needs"]),
        (UnexpectedStatus, &[answered(401, NotApplied)], expect!["api.example answered 401 Unauthorized; nothing was changed; check that both keys are right and are of this site"]),
        (UnexpectedStatus, &[answered(418, NotApplied)], expect!["api.example answered 418 I'm a teapot; nothing was changed; check the address, and any proxy or gateway in front of Datadog"]),
        (Conflict, &[answered(409, NotApplied)], expect!["api.example answered 409 Conflict; it already exists, and this call changed nothing; update or delete the existing one instead"]),
        (TooManyRequests, &[answered(429, NotApplied)], expect!["api.example answered 429 Too Many Requests; nothing was changed; retry later, or send fewer requests"]),
        // The call must not simply be repeated.
        (Server, &[answered(503, Unknown)], expect!["api.example answered 503 Service Unavailable; the request may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (Decode, &[answered(201, Applied)], expect!["api.example answered 201 Created; the change was applied; don't repeat the call"]),
        // An earlier attempt may have had an effect.
        (Conflict, &[CONNECT, LOST, answered(409, NotApplied)], expect!["api.example answered 409 Conflict in the last of 3 attempts over 3 s; the conflict may be with this call's own attempt 2 (connection lost), which may have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (Forbidden, &[answered(502, Unknown), answered(403, NotApplied)], expect!["api.example answered 403 Forbidden in the last of 2 attempts over 2 s; attempt 1 (502 Bad Gateway) may still have been applied; check that both keys are right, are of this site, and have the permission that the call needs; check the Statuspage integration in Datadog before you repeat the call"]),
    ] {
        reads(error(kind, attempts), &expected);
    }
}

#[test]
fn it_repeats_the_first_messages() {
    let mut said = error(ErrorKind::BadRequest, &[answered(400, Outcome::NotApplied)]);
    said.messages = ["Bad Request", "one", "two", "three", "four"]
        .map(str::to_owned)
        .into();
    reads(
        said,
        &expect![[
            r#"api.example answered 400 Bad Request ("one", "two", "three"); nothing was changed; correct the request"#
        ]],
    );
}

#[rustfmt::skip]
#[test]
fn it_says_why_it_was_given_up() {
    let failing = [
        answered(502, Outcome::Unknown),
        answered(503, Outcome::Unknown),
    ];
    for (reason, retry_after, expected) in [
        (StopReason::AttemptsExhausted, None, expect!["api.example answered 503 Service Unavailable in the last of 2 attempts over 2 s; attempt 1 (502 Bad Gateway) may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (StopReason::WaitExceedsTimeout, Some(Duration::from_secs(90)), expect!["api.example answered 503 Service Unavailable in the last of 2 attempts over 2 s, and the requested wait of 90 s exceeds the timeout; attempt 1 (502 Bad Gateway) may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (StopReason::WaitExceedsTimeout, None, expect!["api.example answered 503 Service Unavailable in the last of 2 attempts over 2 s, and the next wait would exceed the timeout; attempt 1 (502 Bad Gateway) may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (StopReason::TimeoutReached, None, expect!["api.example answered 503 Service Unavailable in the last of 2 attempts over 2 s, and the timeout was reached; attempt 1 (502 Bad Gateway) may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
        (StopReason::BudgetExhausted, None, expect!["api.example answered 503 Service Unavailable in the last of 2 attempts over 2 s, and the client's retry budget is used up; attempt 1 (502 Bad Gateway) may still have been applied; check the Statuspage integration in Datadog before you repeat the call"]),
    ] {
        let mut error = error(ErrorKind::Server, &failing);
        error.stop_reason = Some(reason);
        error.retry_after = retry_after;
        reads(error, &expected);
    }
}

#[test]
fn it_says_when_to_call_again() {
    let mut limited = error(
        ErrorKind::TooManyRequests,
        &[answered(429, Outcome::NotApplied)],
    );
    limited.retry_after = Some(Duration::from_secs(17));
    reads(
        limited,
        &expect!["api.example answered 429 Too Many Requests; nothing was changed; retry in 17 s"],
    );
}

#[rustfmt::skip]
#[test]
fn it_says_the_cause_of_what_failed() {
    for (failure, cause, expected) in [
        (AttemptFailure::NotConnected, Some("connection refused"), expect!["no connection to api.example could be made: connection refused, in the last of 2 attempts over 2 s; nothing was changed; check the address, the network, the proxy and the certificates"]),
        (AttemptFailure::ClientCertificateRefused, Some("asks for a client certificate"), expect!["api.example asks for a client certificate, in the last of 2 attempts over 2 s; nothing was changed; supply an HTTP client with a certificate that it accepts"]),
        (AttemptFailure::ProxyUnusable, Some("the proxy asks for authorization (407)"), expect!["no connection to api.example could be made: the proxy asks for authorization (407), in the last of 2 attempts over 2 s; nothing was changed; correct the proxy's settings"]),
        (AttemptFailure::TlsIncompatible, None, expect!["api.example refused the TLS handshake in the last of 2 attempts over 2 s; nothing was changed; check the address, and any proxy or gateway in front of Datadog"]),
    ] {
        let ended = (None, Some(failure), Outcome::NotApplied);
        let mut error = error(ErrorKind::Connect, &[ended, ended]);
        error.cause = cause.map(str::to_owned);
        reads(error, &expected);
    }
}

#[rustfmt::skip]
#[test]
fn it_says_what_a_conflict_is_with() {
    for (operation, expected) in [
        (Some("create_statuspage_account"), expect!["api.example answered 409 Conflict; an account already exists, and this call changed nothing; update or delete the existing one instead"]),
        (Some("url_settings.create"), expect!["api.example answered 409 Conflict; a URL setting already watches the page, and this call changed nothing; update or delete the existing one instead"]),
        (Some("sync"), expect!["api.example answered 409 Conflict; it already exists, and this call changed nothing; update or delete the existing one instead"]),
    ] {
        let mut error = error(ErrorKind::Conflict, &[answered(409, Outcome::NotApplied)]);
        error.operation = operation;
        reads(error, &expected);
    }
}

#[test]
fn it_says_whose_attempts_it_counts() {
    for (own, which) in [
        (None, "in the last of"),
        (Some(2), "in the last of"),
        (Some(1), "after"),
    ] {
        let mut error = error(ErrorKind::Connect, &[CONNECT, CONNECT]);
        error.own = own;
        let text = Error::from(error).to_string();
        assert!(
            text.contains(&format!(" {which} 2 attempts over 2 s;")),
            "{text}"
        );
    }
}
