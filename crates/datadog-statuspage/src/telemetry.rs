//! What calls tell `tracing`: a span for each call, one for each attempt, an event for each wait.
//!
//! Without the feature `tracing` all of this is empty. The names are those of
//! OpenTelemetry's semantic conventions for HTTP clients, as far as they are
//! stable, and `otel.*` is what `tracing-opentelemetry` makes of a span.

#[cfg(feature = "tracing")]
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use datadog_statuspage_api::Request;

use crate::Error;
use crate::Secret;
use crate::attempt::{Attempt, Wait};
use crate::client::Shared;
#[cfg(feature = "tracing")]
use crate::mask::Mask;

/// The name under which subscribers know this crate, whatever its modules are called.
#[cfg(feature = "tracing")]
const TARGET: &str = "datadog_statuspage";

/// A span, or nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Span {
    // In a box, since mostly there is none, and then it would only take up room.
    #[cfg(feature = "tracing")]
    span: Option<Box<tracing::Span>>,
}

#[cfg(feature = "tracing")]
impl From<tracing::Span> for Span {
    fn from(span: tracing::Span) -> Self {
        Self {
            span: (!span.is_disabled()).then(|| Box::new(span)),
        }
    }
}

impl Span {
    /// The span of a call; each of its attempts has one in it.
    ///
    /// `operation` is the operation's id in the fragment, or for a call of
    /// several requests the path of its method.
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
    pub(crate) fn of_call(operation: &'static str, shared: &Shared) -> Self {
        #[cfg(feature = "tracing")]
        return tracing::info_span!(
            target: TARGET,
            "call",
            otel.name = operation,
            otel.status_code = tracing::field::Empty,
            operation,
            datadog.site = shared.endpoint.site.map(tracing::field::display),
            "error.type" = tracing::field::Empty,
            outcome = tracing::field::Empty,
        )
        .into();
        #[cfg(not(feature = "tracing"))]
        Self::default()
    }

    /// The span of an attempt, after so many others.
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
    pub(crate) fn of_attempt(
        shared: &Shared,
        request: &Request,
        secrets: &[Secret],
        resends: usize,
    ) -> Self {
        #[cfg(feature = "tracing")]
        return tracing::info_span!(
            target: TARGET,
            "attempt",
            otel.name = request.method.as_str(),
            otel.kind = "client",
            otel.status_code = tracing::field::Empty,
            operation = request.operation,
            datadog.site = shared.endpoint.site.map(tracing::field::display),
            http.request.method = request.method.as_str(),
            http.request.resend_count = (resends > 0).then_some(number(resends)),
            http.response.status_code = tracing::field::Empty,
            server.address = request.url.host_str(),
            server.port = request.url.port_or_known_default().map(i64::from),
            url.full = tracing::field::display(Address { shared, request, secrets }),
            "error.type" = tracing::field::Empty,
            outcome = tracing::field::Empty,
        )
        .into();
        #[cfg(not(feature = "tracing"))]
        Self::default()
    }

    /// The same future, whose spans and events are in this span.
    pub(crate) fn around<'a, F: Future + ?Sized>(
        &'a self,
        future: Pin<&'a mut F>,
    ) -> impl Future<Output = F::Output> + use<'a, F> {
        #[cfg(feature = "tracing")]
        {
            let mut future = future;
            std::future::poll_fn(move |context| {
                let _entered = self.span.as_deref().map(tracing::Span::enter);
                future.as_mut().poll(context)
            })
        }
        #[cfg(not(feature = "tracing"))]
        future
    }

    /// What an attempt came to, which ends its span: a wait is the call's.
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
    pub(crate) fn attempted(self, attempt: &Attempt) {
        #[cfg(feature = "tracing")]
        if let Some(span) = &self.span {
            if let Some(status) = attempt.status {
                span.record("http.response.status_code", i64::from(status.as_u16()));
            }
            let refused = attempt.status.filter(|status| !status.is_success());
            match (attempt.failure, refused) {
                (Some(failure), _) => {
                    span.record("error.type", tracing::field::debug(failure));
                }
                (None, Some(status)) => {
                    span.record("error.type", status.as_str());
                }
                (None, None) => return,
            }
            span.record("otel.status_code", "ERROR");
            span.record("outcome", tracing::field::debug(attempt.outcome));
        }
    }

    /// What a call came to.
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
    pub(crate) fn concluded<T>(&self, result: &Result<T, Error>) {
        #[cfg(feature = "tracing")]
        if let (Some(span), Err(error)) = (&self.span, result) {
            span.record("error.type", tracing::field::debug(error.kind()));
            span.record("otel.status_code", "ERROR");
            span.record("outcome", tracing::field::debug(error.outcome()));
        }
    }
}

/// The address of a request: ours, but for the id of a URL setting, which is
/// whatever the caller said. Nothing is done for it until somebody wants to see it.
#[cfg(feature = "tracing")]
struct Address<'a> {
    shared: &'a Shared,
    request: &'a Request,
    secrets: &'a [Secret],
}

#[cfg(feature = "tracing")]
impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mask = Mask::of(&self.shared.credentials, [self.secrets, &[]]).of_data();
        f.write_str(&mask.apply(self.request.url.as_str()))
    }
}

/// OpenTelemetry knows no unsigned numbers, and would get them as texts.
#[cfg(feature = "tracing")]
fn number(of: impl TryInto<i64>) -> i64 {
    of.try_into().unwrap_or(i64::MAX)
}

/// A wait is about to begin, after so many attempts.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
pub(crate) fn waiting(attempt: &Attempt, wait: Wait, attempts: usize) {
    #[cfg(feature = "tracing")]
    tracing::warn!(
        target: TARGET,
        attempts = number(attempts),
        wait_ms = number(wait.duration.as_millis()),
        reason = %wait.source,
        "attempt failed, waiting before another one: {attempt}",
    );
}
