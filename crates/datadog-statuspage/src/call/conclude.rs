//! How a call of one request ends: with a value or with an error.

use std::collections::HashMap;

use bytes::Bytes;
use datadog_statuspage_api as api;
use datadog_statuspage_api::types::ApiErrorResponse;
use reqwest::Url;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use serde::de::IgnoredAny;

use super::reader::{Reader, without_bom};
use super::response::Response;
use crate::config::Endpoint;
use crate::error::{
    AttemptFailure, CredentialKind, Details, Error, ErrorKind, Outcome, Parts, StopReason,
};
use crate::http::{Answer, End, Failure};
use crate::redact::{Mask, message};
use crate::retry::Report;
use crate::text::one_line;

/// Returns the error of a call whose request can't be built.
pub(super) fn unbuilt<E>(error: &api::Error<E>, mask: &Mask<'_>) -> Error {
    let detail = message::line(&error.to_string(), mask);
    Error::new(ErrorKind::Config, detail)
}

/// What a call's result says about the call.
pub(super) struct Context<'a> {
    pub(super) operation: &'static str,
    pub(super) doing: &'static str,
    pub(super) endpoint: &'a Endpoint,
    pub(super) credentials: CredentialKind,
    pub(super) mask: &'a Mask<'a>,
    /// Whether the caller wants the response beside the value.
    pub(super) keep_response: bool,
}

/// Returns the value of a call, or its error.
///
/// `read` reads the documented success.
pub(super) fn conclude<R, T>(
    mut report: Report,
    read: fn(api::Answer) -> Result<api::ResponseValue<R>, api::Error<ApiErrorResponse>>,
    reader: &Reader<R, T>,
    context: &Context<'_>,
) -> Result<Response<T>, Error> {
    let Some(success) = report.success() else {
        let error = failed(report, context, None);
        return match (reader.recover)(&error) {
            Some(value) => Ok(Response {
                value,
                parts: error.into_parts(),
            }),
            None => Err(error),
        };
    };
    let value = match success.status.as_u16() {
        201 | 204 => read(api::Answer {
            status: success.status,
            headers: HeaderMap::new(),
            body: success.body.clone(),
        })
        .map(|answer| (reader.value)(answer.into_inner(), context.mask))
        // Not the documented answer: the body decides, and explains a failure.
        .or_else(|_| (reader.by_body)(&success.body, context.mask)),
        _ => (reader.by_body)(&success.body, context.mask),
    };
    match value {
        Ok(value) => {
            if let Some(last) = report.attempts.last_mut()
                && last.outcome == Outcome::Unknown
            {
                last.outcome = Outcome::Applied;
            }
            Ok(Response {
                value,
                parts: match context.keep_response {
                    true => parts(report, context.mask).0,
                    // Without a reader, nothing needs to be masked.
                    false => Parts::default(),
                },
            })
        }
        Err(reason) => Err(failed(report, context, Some(reason))),
    }
}

/// Returns the parts of the call, and why the answer is incomplete.
fn parts(report: Report, mask: &Mask<'_>) -> (Parts, Option<Failure>) {
    let mut parts = Parts {
        attempts: report.attempts,
        rate_limit: report
            .rate_limit
            .map(|limit| limit.map_name(|name| message::line(&name, mask))),
        elapsed: report.elapsed,
        ..Parts::default()
    };
    let failure = match report.end {
        End::Answered(answer) => {
            parts.status = Some(answer.status);
            parts.headers = answer.headers;
            // Copied, because the bytes may be a slice of a far larger buffer, and errors and
            // responses are kept.
            parts.body = Bytes::copy_from_slice(&answer.body);
            answer.fault
        }
        End::Failed(failure) => Some(failure),
    };
    (parts, failure)
}

/// Returns the error of a call. `unreadable` is why an answer with a success status is an error.
fn failed(report: Report, context: &Context<'_>, unreadable: Option<String>) -> Error {
    let &Context { endpoint, mask, .. } = context;
    let (kind, detail, messages) = match (&report.end, unreadable) {
        (End::Answered(answer), Some(reason)) => {
            let detail = foreign(answer, &reason, mask);
            (ErrorKind::Decode, Some(detail), messages(answer, mask))
        }
        (End::Answered(answer), None) => {
            let detail = redirection(answer, endpoint, mask).or_else(|| encoded(answer, mask));
            (kind_of_answer(answer), detail, messages(answer, mask))
        }
        (End::Failed(failure), _) => (kind_of_failure(failure.what), None, Vec::new()),
    };
    let (outcome, retry_after) = (report.outcome, report.retry_after);
    let stop_reason = Some(report.stop_reason.unwrap_or(StopReason::NotRetryable));
    let (parts, failure) = parts(report, mask);
    Details {
        kind,
        outcome,
        detail,
        operation: Some(context.operation),
        doing: Some(context.doing),
        host: endpoint.host.clone(),
        credentials: context.credentials,
        messages,
        failure: failure.as_ref().map(|failure| failure.what),
        cause: failure
            .as_ref()
            .and_then(|failure| failure.cause.as_deref())
            .map(|cause| message::line(cause, mask)),
        parts,
        own: None,
        stop_reason,
        retry_after,
        repeatable: false,
        kept_otherwise: false,
        source: failure.and_then(|failure| failure.source),
    }
    .into()
}

/// Returns the messages in the body of an answer, unless the body is encoded.
fn messages(answer: &Answer, mask: &Mask<'_>) -> Vec<String> {
    match encoding(answer) {
        None => message::read(&answer.body, mask),
        Some(_) => Vec::new(),
    }
}

/// Returns the content encoding of the body, which was not requested by `Accept-Encoding`.
fn encoding(answer: &Answer) -> Option<&HeaderValue> {
    let encoding = answer.headers.get(CONTENT_ENCODING)?;
    (!encoding.as_bytes().eq_ignore_ascii_case(b"identity")).then_some(encoding)
}

fn encoded(answer: &Answer, mask: &Mask<'_>) -> Option<String> {
    let encoding = shown(encoding(answer)?, mask);
    Some(format!(
        "with a body in {encoding}, which was not requested"
    ))
}

/// Explains why the body of a success is not the requested resource.
fn foreign(answer: &Answer, reason: &str, mask: &Mask<'_>) -> String {
    if let Some(encoding) = encoding(answer) {
        let encoding = shown(encoding, mask);
        return format!("but its body is in {encoding}, which was not requested");
    }
    let kind = match answer.headers.get(CONTENT_TYPE) {
        Some(kind) => format!(" ({})", shown(kind, mask)),
        None => String::new(),
    };
    let reason = message::line(reason, mask);
    format!("but its body{kind} is not what Datadog documents: {reason}")
}

/// Returns a header's value, shortened and masked.
fn shown(value: &HeaderValue, mask: &Mask<'_>) -> String {
    one_line(
        &message::line(&String::from_utf8_lossy(value.as_bytes()), mask),
        100,
    )
}

/// Returns whether Datadog may have written the body. Gateways in front of it answer in HTML or
/// text, and know nothing about accounts and settings.
fn speaks_json(answer: &Answer) -> bool {
    if encoding(answer).is_some() {
        return false;
    }
    match &answer.fault {
        None => {
            let object = serde_json::from_slice::<HashMap<String, IgnoredAny>>;
            object(without_bom(&answer.body)).is_ok()
        }
        // A partial body can't be parsed.
        Some(_) => {
            let kind = answer.headers.get(CONTENT_TYPE);
            let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            kind.to_ascii_lowercase().contains("json")
        }
    }
}

fn kind_of_answer(answer: &Answer) -> ErrorKind {
    let fault = answer.fault.as_ref().map(|fault| fault.what);
    match (answer.status.as_u16(), fault) {
        (_, Some(AttemptFailure::TooLarge)) => ErrorKind::TooLarge,
        (200..=299, Some(AttemptFailure::BodyTimedOut)) => ErrorKind::Timeout,
        (200..=299, Some(_)) => ErrorKind::Transport,
        (400, _) => ErrorKind::BadRequest,
        (403, _) => ErrorKind::Forbidden,
        // Any other body means a wrong address.
        (404, _) if speaks_json(answer) => ErrorKind::NotFound,
        (409, _) if speaks_json(answer) => ErrorKind::Conflict,
        (429, _) => ErrorKind::TooManyRequests,
        (500..=599, _) => ErrorKind::Server,
        _ => ErrorKind::UnexpectedStatus,
    }
}

fn kind_of_failure(failure: AttemptFailure) -> ErrorKind {
    match failure {
        AttemptFailure::CredentialsUnavailable | AttemptFailure::InvalidRequest => {
            ErrorKind::Config
        }
        AttemptFailure::NotConnected
        | AttemptFailure::ProxyUnusable
        | AttemptFailure::CertificateRefused
        | AttemptFailure::ClientCertificateRefused
        | AttemptFailure::TlsIncompatible => ErrorKind::Connect,
        AttemptFailure::TimedOut | AttemptFailure::BodyTimedOut => ErrorKind::Timeout,
        AttemptFailure::TooLarge => ErrorKind::TooLarge,
        AttemptFailure::RequestRefused
        | AttemptFailure::ConnectionLost
        | AttemptFailure::BodyTruncated => ErrorKind::Transport,
    }
}

/// Names the host that a redirect points to. Path and query are not shown, because they may
/// contain anything.
fn redirection(answer: &Answer, endpoint: &Endpoint, mask: &Mask<'_>) -> Option<String> {
    /// The most characters of a host's name to show; DNS allows 253.
    const LONGEST: usize = 100;
    if !answer.status.is_redirection() {
        return None;
    }
    let target = answer.headers.get(LOCATION)?.to_str().ok()?;
    let target = Url::parse(&endpoint.base_url).ok()?.join(target).ok()?;
    let host = one_line(&mask.apply(target.host_str()?), LONGEST);
    Some(format!("redirecting to {host}, which was not followed"))
}
