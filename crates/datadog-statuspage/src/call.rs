//! A call that has been described and not yet made.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use datadog_statuspage_api::types::ApiErrorResponse;
use datadog_statuspage_api::{self as api, Requests};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::runtime::Handle;

use crate::Secret;
use crate::client::Shared;
use crate::error::{Error, ErrorKind};
use crate::exchange::{End, Exchange};
use crate::headers::Extras;
use crate::mask::Mask;
use crate::raw::{RawResponse, RawSlot};
use crate::receipt::Receipt;
use crate::retry::{self, Limits, RetryPolicy};
use crate::setting::Setting;
use crate::verdict::{conclude, unbuilt};

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
/// (`enable_all`, as `#[tokio::main]` does). Outside of any runtime it fails with
/// [`ErrorKind::Config`](crate::ErrorKind::Config); in one without time or I/O
/// it is Tokio that panics, and it can't be asked beforehand.
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
    secrets: Vec<Secret>,
    extras: Option<Arc<Extras>>,
    raw: Option<RawSlot>,
    make: Box<dyn FnOnce(Setting) -> CallFuture<T> + Send>,
}

/// What the generated crate makes of an operation.
pub(crate) type Prepared<R> =
    Result<api::Prepared<R, ApiErrorResponse>, api::Error<ApiErrorResponse>>;

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

    /// Headers that the requests of this call carry besides the client's, each
    /// in place of any of the client's [`headers`](crate::ClientBuilder::headers)
    /// with its name.
    ///
    /// Those that are the client's own to set (the keys, `Content-Type` and
    /// whatever frames a request) make the call fail with
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) before anything is sent.
    /// A value that is marked as
    /// [sensitive](reqwest::header::HeaderValue::set_sensitive) is masked in
    /// what Datadog says, like the keys.
    pub fn headers(mut self, headers: HeaderMap) -> Self
    where
        T: 'static,
    {
        let mut extras = self.extras.take().unwrap_or_default();
        if let Err(error) = Arc::make_mut(&mut extras).add(headers) {
            self.make = Box::new(|_| Box::pin(async move { Err(error) }));
        }
        self.extras = Some(extras);
        self
    }

    /// The same call, which also gives back the answer itself: its status,
    /// headers and body.
    ///
    /// ```no_run
    /// # async fn run(client: datadog_statuspage::Client) -> Result<(), datadog_statuspage::Error> {
    /// let answer = client.account().get().with_raw_response().await?;
    /// println!("{:?} {:?}", answer.header("x-request-id"), answer.value());
    /// # Ok(()) }
    /// ```
    pub fn with_raw_response(self) -> Call<RawResponse<T>>
    where
        T: 'static,
    {
        let slot = RawSlot::default();
        let make = self.make;
        Call {
            shared: self.shared,
            retry: self.retry,
            limits: self.limits,
            secrets: self.secrets,
            extras: self.extras,
            raw: Some(slot.clone()),
            make: Box::new(move |setting| {
                let call = make(setting);
                Box::pin(async move {
                    let value = call.await?;
                    Ok(RawResponse {
                        value,
                        raw: slot.take(),
                    })
                })
            }),
        }
    }

    /// A call of one operation.
    ///
    /// `success` is the status that Datadog documents; `prepare` makes the
    /// request, and gives back what secret it holds besides the keys; `other`
    /// reads the body of a success with another status, and fails if it isn't
    /// what was asked for; `read` turns the answer into what the caller gets.
    pub(crate) fn new<R: 'static>(
        shared: &Arc<Shared>,
        success: StatusCode,
        prepare: impl FnOnce(&Requests) -> (Prepared<R>, Option<Secret>) + Send + 'static,
        other: fn(&[u8]) -> Result<R, String>,
        read: impl FnOnce(R, Receipt, &Mask<'_>) -> T + Send + 'static,
    ) -> Self {
        Self::settled(shared, success, prepare, other, |result, mask| {
            result.map(|(answer, receipt)| read(answer, receipt, mask))
        })
    }

    /// The same, with the last word for `settle`: whether what the call came
    /// to is what the caller asked for.
    pub(crate) fn settled<R: 'static>(
        shared: &Arc<Shared>,
        success: StatusCode,
        prepare: impl FnOnce(&Requests) -> (Prepared<R>, Option<Secret>) + Send + 'static,
        other: fn(&[u8]) -> Result<R, String>,
        settle: impl FnOnce(Result<(R, Receipt), Error>, &Mask<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Self {
        Self::from_fn(shared, move |setting| {
            Box::pin(async move {
                if Handle::try_current().is_err() {
                    let problem =
                        "the call was awaited outside of a Tokio runtime; await it inside one";
                    return Err(Error::new(ErrorKind::Config, problem));
                }
                let shared = &setting.shared;
                let hidden = |sent| Mask::of(&shared.credentials, [sent, &setting.secrets]);
                let (exchange, reader, sent) = match prepare(&shared.requests) {
                    (Ok(prepared), sent) => {
                        let exchange = Exchange::new(prepared.request, &setting);
                        (exchange, prepared.read, sent)
                    }
                    (Err(error), sent) => return Err(unbuilt(&error, &hidden(sent.as_slice()))),
                };
                let span = exchange.span_of_call();
                let report = {
                    let mut course = setting.course(exchange.is_safe(), success);
                    let run = pin!(course.run(&exchange, retry::random));
                    span.around(run).await
                };
                if let (Some(raw), End::Answered(answer)) = (&setting.raw, &report.end) {
                    raw.put(answer);
                }
                let mask = hidden(sent.as_slice());
                let result = conclude(report, reader, other, &shared.endpoint, &mask);
                let result = settle(result, &mask);
                span.concluded(&result);
                result
            })
        })
    }

    /// The same call, which shows none of these either.
    pub(crate) fn hiding(mut self, secrets: &[Secret]) -> Self {
        self.secrets.extend_from_slice(secrets);
        self
    }

    /// The same call, as a part of one with these headers, which leaves its
    /// answer where that one wants it.
    pub(crate) fn part_of(mut self, whole: &Setting) -> Self {
        self.retry = whole.retry.clone();
        self.limits = whole.limits.clone();
        self.secrets.extend_from_slice(&whole.secrets);
        self.extras = whole.extras.clone();
        self.raw = whole.raw.clone();
        self
    }

    /// A call that fails without being made.
    pub(crate) fn refused(shared: &Arc<Shared>, error: Error) -> Self
    where
        T: 'static,
    {
        Self::from_fn(shared, |_| Box::pin(async move { Err(error) }))
    }

    pub(crate) fn from_fn(
        shared: &Arc<Shared>,
        make: impl FnOnce(Setting) -> CallFuture<T> + Send + 'static,
    ) -> Self {
        Self {
            shared: Arc::clone(shared),
            retry: shared.retry.clone(),
            limits: shared.limits.clone(),
            secrets: Vec::new(),
            extras: shared.extras.clone(),
            raw: None,
            make: Box::new(make),
        }
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(mut self) -> CallFuture<T> {
        if let Some(extras) = &self.extras {
            self.secrets.extend_from_slice(extras.secrets());
        }
        (self.make)(Setting {
            shared: self.shared,
            retry: self.retry,
            limits: self.limits,
            secrets: self.secrets,
            extras: self.extras,
            raw: self.raw,
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
