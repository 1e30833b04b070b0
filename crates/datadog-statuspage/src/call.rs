//! A call that has been described and not yet made.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use datadog_statuspage_api as api;
use datadog_statuspage_api::types::ApiErrorResponse;
use reqwest::header::{HeaderValue, LOCATION, USER_AGENT};
use reqwest::{StatusCode, Url};
use serde::de::DeserializeOwned;
use tokio::runtime::Handle;

use crate::Secret;
use crate::account::Receipt;
use crate::attempt::AttemptFailure;
use crate::client::Shared;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind, Inner, Outcome, StopReason};
use crate::exchange::{Answer, End, Exchange, Failure};
use crate::mask::Mask;
use crate::message::{self, one_line};
use crate::retry::{self, Limits, Nature, Report, RetryPolicy};

/// A call to Datadog: `await` it, or set first what should differ for it alone.
///
/// ```no_run
/// # use std::time::Duration;
/// # use datadog_statuspage::{Client, RetryPolicy};
/// # async fn run(client: Client, key: String) -> Result<(), datadog_statuspage::Error> {
/// let account = client
///     .create_account(key)
///     .retry(RetryPolicy::none())
///     .deadline(Duration::from_secs(5))
///     .await?;
/// # Ok(()) }
/// ```
///
/// It must be awaited in a Tokio runtime with time and I/O enabled
/// (`enable_all`, as `#[tokio::main]` does).
///
/// # Cancellation
///
/// Dropping the future stops the call at once: no further attempt is made and
/// its connection is closed. What an attempt under way has come to by then is
/// unknown, as with [`Outcome::Unknown`](crate::Outcome::Unknown).
#[must_use = "a call is made when it is awaited"]
pub struct Call<T> {
    shared: Arc<Shared>,
    retry: RetryPolicy,
    limits: Limits,
    make: Box<dyn FnOnce(Setting) -> CallFuture<T> + Send>,
}

/// What a call of one operation is made with.
pub(crate) struct Setting {
    shared: Arc<Shared>,
    retry: RetryPolicy,
    limits: Limits,
}

/// What awaiting a [`Call`] awaits.
pub type CallFuture<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

impl<T> Call<T> {
    /// This call's retry policy, instead of the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long this call may take, waits included, instead of the client's deadline.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.limits.call = deadline;
        self
    }

    /// How long each attempt of this call may take, instead of the client's limit.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt = timeout;
        self
    }

    /// A call of one operation.
    ///
    /// `success` is the status that Datadog documents; `secrets` are what the
    /// request holds besides the keys; `send` makes the generated client's
    /// call; `is_one` tells whether the body of another success is what was
    /// asked for; `read` turns an answer into what the caller gets.
    pub(crate) fn new<R, F>(
        shared: &Arc<Shared>,
        success: StatusCode,
        secrets: Vec<Secret>,
        send: impl FnOnce(api::Client) -> F + Send + 'static,
        is_one: fn(&R) -> bool,
        read: impl FnOnce(R, Receipt, &Mask<'_>) -> T + Send + 'static,
    ) -> Self
    where
        R: DeserializeOwned + Send + 'static,
        F: Future<Output = Result<api::ResponseValue<R>, api::Error<ApiErrorResponse>>>
            + Send
            + 'static,
    {
        Self::from_fn(shared, move |setting| {
            Box::pin(async move {
                if Handle::try_current().is_err() {
                    let problem =
                        "the call was awaited outside of a Tokio runtime; await it inside one";
                    return Err(Error::new(ErrorKind::Config, problem));
                }
                let shared = Arc::clone(&setting.shared);
                let mask = Mask::new(shared.credentials.secrets().into_iter().chain(&secrets));
                let (answer, report) = carry(setting, success, send).await;
                conclude(answer, report, is_one, &shared.endpoint, &mask)
                    .map(|(value, receipt)| read(value, receipt, &mask))
            })
        })
    }

    /// A call that fails without being made.
    pub(crate) fn refused(shared: &Arc<Shared>, error: Error) -> Self
    where
        T: 'static,
    {
        Self::from_fn(shared, |_| Box::pin(async move { Err(error) }))
    }

    fn from_fn(
        shared: &Arc<Shared>,
        make: impl FnOnce(Setting) -> CallFuture<T> + Send + 'static,
    ) -> Self {
        Self {
            shared: Arc::clone(shared),
            retry: shared.retry.clone(),
            limits: shared.limits.clone(),
            make: Box::new(make),
        }
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        (self.make)(Setting {
            shared: self.shared,
            retry: self.retry,
            limits: self.limits,
        })
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("host", &self.shared.endpoint.host)
            .field("retry", &self.retry)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Carries the request of one call for the generated client, and keeps what it came to.
struct Carrier {
    setting: Setting,
    success: StatusCode,
    report: Mutex<Option<Report>>,
}

impl fmt::Debug for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Carrier").finish_non_exhaustive()
    }
}

impl api::Transport for Carrier {
    fn send<'a>(
        &'a self,
        client: &'a reqwest::Client,
        mut request: reqwest::Request,
        _operation: &'static str,
    ) -> api::SendFuture<'a> {
        Box::pin(async move {
            let Setting {
                shared,
                retry,
                limits,
            } = &self.setting;
            let headers = request.headers_mut();
            shared.credentials.apply(headers);
            headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
            let exchange = Exchange {
                http: client,
                request: &request,
                body_limit: shared.body_limit,
            };
            let nature = Nature {
                safe: request.method().is_safe(),
                success: self.success,
            };
            let report = retry::run(
                &exchange,
                nature,
                retry,
                limits,
                &shared.budget,
                fastrand::f64,
            )
            .await;
            let answer = match &report.end {
                End::Answered(answer) if report.stop_reason.is_none() => Ok(rebuild(answer)),
                // The report says it all; the generated client only needs to stop.
                _ => Err(api::TransportError::Refused(api::Refused(
                    "the call failed".to_owned(),
                ))),
            };
            *self.report.lock().unwrap_or_else(PoisonError::into_inner) = Some(report);
            answer
        })
    }
}

const AGENT: &str = concat!("datadog-statuspage/", env!("CARGO_PKG_VERSION"));

/// A success as the generated client reads it: from memory, and so within bounds.
fn rebuild(answer: &Answer) -> reqwest::Response {
    let mut response = http::Response::new(answer.body.clone());
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers.clone();
    response.into()
}

type Parsed<R> = Result<api::ResponseValue<R>, api::Error<ApiErrorResponse>>;

async fn carry<R, F>(
    setting: Setting,
    success: StatusCode,
    send: impl FnOnce(api::Client) -> F,
) -> (Parsed<R>, Option<Report>)
where
    F: Future<Output = Parsed<R>>,
{
    let shared = Arc::clone(&setting.shared);
    let carrier = Arc::new(Carrier {
        setting,
        success,
        report: Mutex::new(None),
    });
    let wire = api::Client::new_with_client(
        &shared.endpoint.base_url,
        shared.http.clone(),
        Arc::clone(&carrier) as api::SharedTransport,
    );
    let answer = send(wire).await;
    let report = carrier
        .report
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    (answer, report)
}

fn conclude<R: DeserializeOwned>(
    answer: Parsed<R>,
    report: Option<Report>,
    is_one: fn(&R) -> bool,
    endpoint: &Endpoint,
    mask: &Mask<'_>,
) -> Result<(R, Receipt), Error> {
    let Some(mut report) = report else {
        let reason = answer
            .err()
            .map_or(String::new(), |error| format!(": {error}"));
        let detail = message::line(&format!("the request can't be built{reason}"), mask);
        return Err(Error::new(ErrorKind::Config, detail));
    };
    let (status, body) = match &report.end {
        End::Answered(answer) if report.stop_reason.is_none() => {
            (answer.status, answer.body.clone())
        }
        _ => return Err(failed(report, endpoint, mask, None)),
    };
    let value = match answer {
        Ok(value) => Ok(value.into_inner()),
        // A success that isn't the documented one: what its body says counts.
        Err(_) => match serde_json::from_slice(&body) {
            Ok(value) if is_one(&value) => Ok(value),
            Ok(_) => Err("it is about something else".to_owned()),
            Err(error) => Err(error.to_string()),
        },
    };
    match value {
        Ok(value) => {
            if let Some(last) = report.attempts.last_mut()
                && last.outcome == Outcome::Unknown
            {
                last.outcome = Outcome::Applied;
            }
            let receipt = Receipt {
                status,
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
        End::Answered(answer) => (Some(answer.status), answer.body, answer.fault),
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
        attempts: report.attempts,
        stop_reason: Some(report.stop_reason.unwrap_or(StopReason::NotRetryable)),
        rate_limit: report.rate_limit.map(|limit| limit.masked(mask)),
        retry_after: report.retry_after,
        elapsed: report.elapsed,
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
