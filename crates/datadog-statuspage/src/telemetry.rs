//! What calls report to `tracing`: a span per call and per attempt, and an event per wait.
//!
//! The names are those of OpenTelemetry's semantic conventions for HTTP clients, where these are
//! stable. `otel.*` fields are interpreted by `tracing-opentelemetry`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use datadog_statuspage_api::Request;
use tracing::field::{Empty, debug};

use crate::config::Site;
use crate::error::{Attempt, Error, Wait};
use crate::redact::Mask;

/// The name under which subscribers know this crate, independent of its modules.
const TARGET: &str = "datadog_statuspage";

/// A span, or nothing if no subscriber wants it.
// Boxed, because there is usually none, and space in a call's future is scarce.
#[derive(Debug, Clone, Default)]
pub(crate) struct Span(Option<Box<tracing::Span>>);

impl From<tracing::Span> for Span {
    fn from(span: tracing::Span) -> Self {
        Self((!span.is_disabled()).then(|| Box::new(span)))
    }
}

impl Span {
    /// Creates the span of a call, which contains those of its attempts.
    ///
    /// `operation` is the operation's id in the fragment, or for a call of
    /// several requests the path of its method.
    pub(crate) fn of_call(operation: &'static str, site: Option<Site>) -> Self {
        tracing::info_span!(
            target: TARGET,
            "call",
            otel.name = operation,
            otel.status_code = Empty,
            operation,
            datadog.site = site.map(display),
            "error.type" = Empty,
            outcome = Empty,
        )
        .into()
    }

    /// Creates the span of an attempt, after this many others.
    pub(crate) fn of_attempt(
        request: &Request,
        site: Option<Site>,
        mask: &Mask<'_>,
        resends: usize,
    ) -> Self {
        tracing::info_span!(
            target: TARGET,
            "attempt",
            otel.name = request.method.as_str(),
            otel.kind = "client",
            otel.status_code = Empty,
            operation = request.operation,
            datadog.site = site.map(display),
            http.request.method = request.method.as_str(),
            http.request.resend_count = (resends > 0).then_some(number(resends)),
            http.response.status_code = Empty,
            // Without the brackets that an IPv6 address has in URLs.
            server.address = request.url.host_str().map(|host| host.trim_matches(['[', ']'])),
            server.port = request.url.port_or_known_default().map(i64::from),
            url.full = display(Address(request, mask)),
            "error.type" = Empty,
            outcome = Empty,
        )
        .into()
    }

    /// Runs a future inside this span.
    pub(crate) fn around<'a, F: Future + ?Sized>(
        &'a self,
        mut future: Pin<&'a mut F>,
    ) -> impl Future<Output = F::Output> + use<'a, F> {
        std::future::poll_fn(move |context| {
            let _entered = self.0.as_deref().map(tracing::Span::enter);
            future.as_mut().poll(context)
        })
    }

    /// Records how an attempt ended, which ends its span: a wait belongs to the call.
    pub(crate) fn attempted(self, attempt: &Attempt) {
        let Some(span) = &self.0 else {
            return;
        };
        if let Some(status) = attempt.status {
            span.record("http.response.status_code", i64::from(status.as_u16()));
        }
        let refused = attempt.status.filter(|status| !status.is_success());
        match (attempt.failure, refused) {
            (Some(failure), _) => span.record("error.type", debug(failure)),
            (None, Some(status)) => span.record("error.type", status.as_str()),
            (None, None) => return,
        };
        span.record("otel.status_code", "ERROR");
        span.record("outcome", debug(attempt.outcome));
    }

    /// Records how a call ended.
    pub(crate) fn concluded<T>(&self, result: &Result<T, Error>) {
        if let (Some(span), Err(error)) = (&self.0, result) {
            span.record("error.type", debug(error.kind()));
            span.record("otel.status_code", "ERROR");
            span.record("outcome", debug(error.outcome()));
        }
    }
}

/// The address of a request. All of it is ours except the id of a URL setting, which is the
/// caller's. It is formatted only when a subscriber reads it.
struct Address<'a>(&'a Request, &'a Mask<'a>);

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(request, mask) = self;
        f.write_str(&mask.for_data().apply(request.url.as_str()))
    }
}

/// OpenTelemetry has no unsigned numbers, and would record them as texts.
fn number(of: impl TryInto<i64>) -> i64 {
    of.try_into().unwrap_or(i64::MAX)
}

/// Reports that a wait is about to begin, after this many attempts.
pub(crate) fn waiting(attempt: &Attempt, wait: Wait, attempts: usize) {
    tracing::warn!(
        target: TARGET,
        attempts = number(attempts),
        wait_ms = number(wait.duration.as_millis()),
        reason = %wait.source,
        "attempt failed, waiting before another one: {attempt}",
    );
}

/// Reports that a call of several requests is about to wait before it looks again.
pub(crate) fn pausing(wait: Duration, attempts: usize) {
    tracing::warn!(
        target: TARGET,
        attempts = number(attempts),
        wait_ms = number(wait.as_millis()),
        reason = "another look",
        "requested state not reached yet, waiting before another look",
    );
}
