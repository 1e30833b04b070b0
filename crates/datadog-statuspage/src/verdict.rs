//! What a call came to: the answer, or the error that tells it all.

use bytes::Bytes;
use datadog_statuspage_api as api;
use datadog_statuspage_api::types::ApiErrorResponse;
use reqwest::Url;
use reqwest::header::{HeaderMap, LOCATION};
use serde::de::DeserializeOwned;

use crate::attempt::AttemptFailure;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind, Inner, Outcome, StopReason};
use crate::exchange::{Answer, End, Failure};
use crate::mask::Mask;
use crate::message::{self, one_line};
use crate::receipt::Receipt;
use crate::retry::Report;

/// Reads a JSON body that need not be the documented answer, and is only taken
/// if `is_one` finds that it is.
pub(crate) fn json<R: DeserializeOwned>(body: &[u8], is_one: fn(&R) -> bool) -> Result<R, String> {
    match serde_json::from_slice(body) {
        Ok(value) if is_one(&value) => Ok(value),
        Ok(_) => Err("it is about something else".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// The error of a call whose request can't be made.
pub(crate) fn unbuilt<E>(error: &api::Error<E>, mask: &Mask<'_>) -> Error {
    let detail = message::line(&error.to_string(), mask);
    Error::new(ErrorKind::Config, detail)
}

/// The answer of a call, or the error that it came to.
///
/// `read` reads the documented success, and `other` the body of any other one.
pub(crate) fn conclude<R>(
    mut report: Report,
    read: fn(api::Answer) -> Result<api::ResponseValue<R>, api::Error<ApiErrorResponse>>,
    other: fn(&[u8]) -> Result<R, String>,
    endpoint: &Endpoint,
    mask: &Mask<'_>,
) -> Result<(R, Receipt), Error> {
    let Some(success) = report.success() else {
        return Err(failed(report, endpoint, mask, None));
    };
    let status = success.status;
    let answer = read(api::Answer {
        status,
        headers: HeaderMap::new(),
        body: success.body.clone(),
    });
    let value = match answer {
        Ok(value) => Ok(value.into_inner()),
        // Not what is documented: what the body says counts, and why it says nothing.
        Err(_) => other(&success.body),
    };
    match value {
        Ok(value) => {
            if let Some(last) = report.attempts.last_mut()
                && last.outcome == Outcome::Unknown
            {
                last.outcome = Outcome::Applied;
            }
            let receipt = Receipt {
                status: Some(status),
                attempts: report.attempts,
                rate_limit: report.rate_limit.map(|limit| limit.masked(mask)),
                elapsed: report.elapsed,
            };
            Ok((value, receipt))
        }
        Err(reason) => Err(failed(report, endpoint, mask, Some(reason))),
    }
}

/// Characters of a host's name; DNS allows 253.
const HOST: usize = 100;

/// The error of a call that was made; `unreadable` is why a success is one nonetheless.
fn failed(
    report: Report,
    endpoint: &Endpoint,
    mask: &Mask<'_>,
    unreadable: Option<String>,
) -> Error {
    let success = unreadable.is_some();
    let (kind, detail) = match (&report.end, unreadable) {
        (_, Some(reason)) => {
            let reason = message::line(&reason, mask);
            (
                ErrorKind::Decode,
                Some(format!(
                    "but its body is not what Datadog documents: {reason}"
                )),
            )
        }
        (End::Answered(answer), None) => {
            (kind_of_answer(answer), redirection(answer, endpoint, mask))
        }
        (End::Failed(failure), None) => (kind_of_failure(failure.what), None),
    };
    let (status, body, failure) = match report.end {
        // A copy, since the bytes are a piece of a buffer that may be far larger,
        // and errors are kept.
        End::Answered(answer) => (
            Some(answer.status),
            Bytes::copy_from_slice(&answer.body),
            answer.fault,
        ),
        End::Failed(failure) => (None, Bytes::new(), Some(failure)),
    };
    Inner {
        kind,
        outcome: report.outcome,
        detail,
        host: endpoint.host.clone(),
        status,
        messages: if success {
            Vec::new()
        } else {
            message::read(&body, mask)
        },
        body,
        failure: failure.as_ref().map(|failure| failure.what),
        attempts: report.attempts,
        own: None,
        stop_reason: Some(report.stop_reason.unwrap_or(StopReason::NotRetryable)),
        rate_limit: report.rate_limit.map(|limit| limit.masked(mask)),
        retry_after: report.retry_after,
        elapsed: report.elapsed,
        repeatable: false,
        source: failure.and_then(|failure: Failure| failure.source),
    }
    .into()
}

fn kind_of_answer(answer: &Answer) -> ErrorKind {
    match (
        answer.status.as_u16(),
        answer.fault.as_ref().map(|fault| fault.what),
    ) {
        (_, Some(AttemptFailure::TooLarge)) => ErrorKind::TooLarge,
        (200..=299, Some(_)) => ErrorKind::Transport,
        (400, _) => ErrorKind::BadRequest,
        (403, _) => ErrorKind::Forbidden,
        (404, _) => ErrorKind::NotFound,
        (409, _) => ErrorKind::Conflict,
        (429, _) => ErrorKind::TooManyRequests,
        (500..=599, _) => ErrorKind::Server,
        _ => ErrorKind::UnexpectedStatus,
    }
}

fn kind_of_failure(failure: AttemptFailure) -> ErrorKind {
    match failure {
        AttemptFailure::Unsendable => ErrorKind::Config,
        AttemptFailure::NotConnected | AttemptFailure::CertificateRefused => ErrorKind::Connect,
        AttemptFailure::TimedOut => ErrorKind::Timeout,
        AttemptFailure::TooLarge => ErrorKind::TooLarge,
        AttemptFailure::ConnectionLost | AttemptFailure::BodyCutShort => ErrorKind::Transport,
    }
}

/// Whose host a redirect names; its path and query are nobody's business.
fn redirection(answer: &Answer, endpoint: &Endpoint, mask: &Mask<'_>) -> Option<String> {
    if !answer.status.is_redirection() {
        return None;
    }
    let target = answer.headers.get(LOCATION)?.to_str().ok()?;
    let target = Url::parse(&endpoint.base_url).ok()?.join(target).ok()?;
    let host = one_line(&mask.apply(target.host_str()?), HOST);
    Some(format!("redirecting to {host}, which was not followed"))
}
