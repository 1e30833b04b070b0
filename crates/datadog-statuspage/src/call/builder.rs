//! A call that is described and not yet made.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use datadog_statuspage_api::Secret;
use reqwest::header::HeaderMap;

use super::options::CallOptions;
use super::response::Response;
use super::shared::Core;
use crate::error::Error;
use crate::retry::RetryPolicy;

/// A call to Datadog: `await` it, or first set options for this call alone.
///
/// ```no_run
/// # use std::time::Duration;
/// # use datadog_statuspage::{Client, RetryPolicy};
/// # async fn run(client: Client, key: String) -> Result<(), datadog_statuspage::Error> {
/// let account = client
///     .create_account(key)
///     .retry_policy(RetryPolicy::disabled())
///     .timeout(Duration::from_secs(5))
///     .await?;
/// # Ok(()) }
/// ```
///
/// Awaiting it returns `O`: the value `T`, or a [`Response<T>`] after
/// [`with_response`](Self::with_response).
///
/// It must be awaited in a Tokio runtime with time and I/O enabled (`enable_all`, as
/// `#[tokio::main]` does). Outside of any runtime it fails with
/// [`ErrorKind::Config`](crate::ErrorKind::Config). In a runtime without time or I/O, Tokio
/// itself panics, and this can't be checked beforehand.
///
/// # Cancellation
///
/// Dropping the future stops the call at once: no further attempt is made and its connection is
/// closed. Whether an attempt in progress was applied is unknown, as with
/// [`Outcome::Unknown`](crate::Outcome::Unknown).
#[must_use = "a call is made when it is awaited"]
pub struct Call<T, O = T> {
    core: Arc<Core>,
    options: CallOptions,
    make: Result<Make<T>, Error>,
    finish: fn(Response<T>) -> O,
}

type Make<T> = Box<dyn FnOnce(Arc<Core>, CallOptions) -> ResponseFuture<T> + Send>;

/// The future of a call of one or several requests.
pub(super) type ResponseFuture<T> =
    Pin<Box<dyn Future<Output = Result<Response<T>, Error>> + Send>>;

impl<T> Call<T> {
    /// Describes a call that `make` makes.
    pub(super) fn new(
        core: &Arc<Core>,
        make: impl FnOnce(Arc<Core>, CallOptions) -> ResponseFuture<T> + Send + 'static,
    ) -> Self {
        Self {
            core: Arc::clone(core),
            options: core.options.clone(),
            make: Ok(Box::new(make)),
            finish: Response::into_value,
        }
    }

    /// Describes a call that fails without sending anything.
    pub(crate) fn refused(core: &Arc<Core>, error: Error) -> Self {
        Self {
            core: Arc::clone(core),
            options: core.options.clone(),
            make: Err(error),
            finish: Response::into_value,
        }
    }

    /// Returns the response beside the value: status, headers and body of the last answer, every
    /// attempt, the rate limit and the elapsed time.
    ///
    /// ```no_run
    /// # async fn run(client: datadog_statuspage::Client) -> Result<(), datadog_statuspage::Error> {
    /// let response = client.account().get().with_response().await?;
    /// println!("{:?} {:?}", response.headers().get("date"), response.value());
    /// # Ok(()) }
    /// ```
    pub fn with_response(mut self) -> Call<T, Response<T>> {
        self.options.keep_response = true;
        Call {
            core: self.core,
            options: self.options,
            make: self.make,
            finish: |response| response,
        }
    }

    /// Hides these secrets, too, in everything that the call shows.
    pub(super) fn hiding(mut self, secrets: &[Secret]) -> Self {
        self.options.secrets.extend_from_slice(secrets);
        self
    }
}

impl<T, O> Call<T, O> {
    /// Sets this call's retry policy, instead of the client's.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = policy;
        self
    }

    /// Sets how long this call may take, including waits, instead of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.limits.call = timeout;
        self
    }

    /// Sets how long each attempt of this call may take, instead of the client's limit.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.limits.attempt = timeout;
        self
    }

    /// Adds headers to the requests of this call. Each replaces the client's
    /// [`headers`](crate::ClientBuilder::headers) of the same name.
    ///
    /// Headers that the client sets itself (the keys, `Authorization` with a token,
    /// `Content-Type` and headers that frame a request), or more than 100 headers, make the call
    /// fail with [`ErrorKind::Config`](crate::ErrorKind::Config) before anything is sent. A value
    /// that is marked as
    /// [sensitive](reqwest::header::HeaderValue::set_sensitive) is masked in
    /// what Datadog says, like the keys.
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        if let Err(error) = self.options.add_headers(headers, &self.core.credentials) {
            self.make = Err(error);
        }
        self
    }

    #[cfg(feature = "blocking")]
    pub(super) fn limit(&self) -> Duration {
        self.options.limits.call
    }

    #[cfg(feature = "blocking")]
    pub(super) fn core(&self) -> Arc<Core> {
        Arc::clone(&self.core)
    }

    /// Makes the call as part of another one, with these options.
    pub(super) fn start_with(self, options: CallOptions) -> Result<ResponseFuture<T>, Error> {
        Ok((self.make?)(self.core, options))
    }
}

impl<T, O> IntoFuture for Call<T, O> {
    type Output = Result<O, Error>;
    type IntoFuture = CallFuture<T, O>;

    fn into_future(self) -> CallFuture<T, O> {
        let Self {
            core,
            options,
            make,
            finish,
        } = self;
        CallFuture {
            response: make.map(|make| make(core, options)).map_err(Some),
            finish,
        }
    }
}

impl<T, O> fmt::Debug for Call<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("host", &self.core.endpoint.host)
            .field("retry", &self.options.retry)
            .field("limits", &self.options.limits)
            .finish_non_exhaustive()
    }
}

/// A [`Call`] that is being made.
#[must_use = "futures do nothing unless they are awaited"]
pub struct CallFuture<T, O = T> {
    response: Result<ResponseFuture<T>, Option<Error>>,
    finish: fn(Response<T>) -> O,
}

impl<T, O> Future for CallFuture<T, O> {
    type Output = Result<O, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let finish = self.finish;
        match &mut self.response {
            Ok(response) => Poll::Ready(ready!(response.as_mut().poll(context)).map(finish)),
            Err(refused) => match refused.take() {
                Some(error) => Poll::Ready(Err(error)),
                // The future has already returned its result.
                None => Poll::Pending,
            },
        }
    }
}

impl<T, O> fmt::Debug for CallFuture<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}
