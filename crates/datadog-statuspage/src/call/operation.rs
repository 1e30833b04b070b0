//! One operation: how its request is built, and how its answer is read.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};

use datadog_statuspage_api::types::ApiErrorResponse;
use datadog_statuspage_api::{self as api, Requests, Secret};
use tokio::runtime::Handle;

use super::builder::Call;
use super::conclude::{Context, conclude, unbuilt};
use super::options::CallOptions;
use super::reader::Reader;
use super::response::Response;
use super::shared::Core;
use crate::error::{Error, ErrorKind};
use crate::http::{Exchange, Rejected};
use crate::redact::Mask;
use crate::retry::{RequestTraits, RetryLoop, random};
use crate::telemetry::Span;

/// The generated request of an operation, with its reader.
pub(crate) type Prepared<R> =
    Result<api::Prepared<R, ApiErrorResponse>, api::Error<ApiErrorResponse>>;

/// An operation with its input `I`, which is answered with `R` and returns `T`.
pub(crate) struct Operation<I, R, T> {
    /// The gerund for error sentences, such as "creating the account".
    pub(crate) doing: &'static str,
    pub(crate) input: I,
    /// Builds the request.
    pub(crate) prepare: fn(&Requests, &I) -> Prepared<R>,
    /// Returns the secret in the request, if it has one, besides the credentials.
    pub(crate) secret: fn(&I) -> Option<&Secret>,
    pub(crate) reader: Reader<R, T>,
}

impl<T: 'static> Call<T> {
    /// Describes a call of one operation.
    pub(crate) fn operation<I: Send + Sync + 'static, R: 'static>(
        core: &Arc<Core>,
        operation: Operation<I, R, T>,
    ) -> Self {
        Self::new(core, |core, options| {
            Box::pin(run(core, options, operation))
        })
    }
}

async fn run<I, R, T>(
    core: Arc<Core>,
    options: CallOptions,
    operation: Operation<I, R, T>,
) -> Result<Response<T>, Error> {
    if Handle::try_current().is_err() {
        let problem = "the call was awaited outside of a Tokio runtime; await it inside one";
        return Err(Error::new(ErrorKind::Config, problem));
    }
    options.limits.check(&core.endpoint.host)?;
    let Operation { input, reader, .. } = &operation;
    let own = (operation.secret)(input).map_or(&[][..], std::slice::from_ref);
    let secrets = core.credentials.secrets();
    let mask = Mask::new([&secrets, &options.secrets, own]);
    let prepared = (operation.prepare)(&core.requests, input);
    let prepared = prepared.map_err(|error| unbuilt(&error, &mask))?;
    let name = prepared.request.operation;
    let span = Span::of_call(name, core.endpoint.site);
    let (report, carried) = {
        let request = RequestTraits {
            safe: prepared.request.method.is_safe(),
            success: prepared.success,
        };
        let exchange = Exchange {
            request: prepared.request,
            http: &core.http,
            credentials: &core.credentials,
            headers: options.headers.as_deref(),
            on_attempt: core.on_attempt.as_deref(),
            body_limit: core.body_limit,
            site: core.endpoint.site,
            mask: &mask,
            rejected: Rejected::default(),
            carried: Mutex::default(),
        };
        let mut calls = RetryLoop::new(request, &options.retry, &options.limits, &core.budget);
        let report = {
            let run = pin!(calls.run(&exchange, random));
            span.around(run).await
        };
        let carried = exchange.carried.into_inner();
        (report, carried.unwrap_or_else(PoisonError::into_inner))
    };
    // A provider may have returned them during the call, and newer ones since.
    let mut secrets = core.credentials.secrets();
    if !carried.is_empty() {
        let carried = carried.iter().flat_map(|keys| keys.secrets());
        secrets.to_mut().extend(carried.cloned());
    }
    let context = Context {
        operation: name,
        doing: operation.doing,
        endpoint: &core.endpoint,
        credentials: core.credentials.kind(),
        mask: &Mask::new([&secrets, &options.secrets, own]),
        keep_response: options.keep_response,
    };
    let result = conclude(report, prepared.read, reader, &context);
    span.concluded(&result);
    result
}
