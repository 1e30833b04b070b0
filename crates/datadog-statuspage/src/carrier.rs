//! The way of one call through the generated client.

use std::fmt;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};

use datadog_statuspage_api as api;
use datadog_statuspage_api::types::ApiErrorResponse;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};

use crate::Secret;
use crate::client::Shared;
use crate::exchange::Exchange;
use crate::headers::Extras;
use crate::raw::RawSlot;
use crate::retry::{self, Course, Limits, Nature, Report, RetryPolicy};
use crate::telemetry::Span;

/// What a call of one operation is made with.
pub(crate) struct Setting {
    pub(crate) shared: Arc<Shared>,
    pub(crate) retry: RetryPolicy,
    pub(crate) limits: Limits,
    /// What the call knows that must not be shown, besides what this request holds.
    pub(crate) secrets: Vec<Secret>,
    /// Headers besides ours.
    pub(crate) extras: Option<Arc<Extras>>,
    /// Where the last answer is wanted, if it is.
    pub(crate) raw: Option<RawSlot>,
}

/// What the generated client makes of an answer.
pub(crate) type Parsed<R> = Result<api::ResponseValue<R>, api::Error<ApiErrorResponse>>;

/// The same, with the secret that the request held besides the keys.
pub(crate) type Sent<R> = (Parsed<R>, Option<Secret>);

/// Carries the request of one call for the generated client, and keeps what it came to.
pub(crate) struct Carrier {
    setting: Setting,
    success: StatusCode,
    told: Mutex<Told>,
}

/// What a carrier has to say when it is back.
#[derive(Default)]
pub(crate) struct Told {
    /// None if the request could not even be built.
    pub(crate) report: Option<Report>,
    /// The call's, for the last word on it.
    pub(crate) span: Span,
}

impl Carrier {
    /// A carrier for one call, and the generated client that hands it the request.
    pub(crate) fn new(setting: Setting, success: StatusCode) -> (Arc<Self>, api::Client) {
        let carrier = Arc::new(Self {
            setting,
            success,
            told: Mutex::default(),
        });
        let shared = &carrier.setting.shared;
        let wire = api::Client::new_with_client(
            Arc::clone(&shared.endpoint.base_url),
            shared.http.clone(),
            Arc::clone(&carrier) as api::SharedTransport,
        );
        (carrier, wire)
    }

    /// What the call is made with.
    pub(crate) fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The call, which begins now.
    fn course(&self, safe: bool) -> Course<'_> {
        let Setting {
            shared,
            retry,
            limits,
            ..
        } = &self.setting;
        let success = self.success;
        Course::new(Nature { safe, success }, retry, limits, &shared.budget)
    }

    /// What came of it, once.
    pub(crate) fn take_told(&self) -> Told {
        std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Carrier").finish_non_exhaustive()
    }
}

impl api::Transport for Carrier {
    fn address(&self, base: &str, path: &'static str) -> Option<Url> {
        self.setting.shared.addresses.get(base, path)
    }

    fn send<'a>(
        &'a self,
        client: &'a reqwest::Client,
        request: api::Request,
        operation: &'static str,
    ) -> api::SendFuture<'a> {
        let exchange = Exchange::new(client, request, operation, &self.setting);
        Box::pin(async move {
            let span = exchange.span_of_call();
            let report = {
                let mut course = self.course(exchange.is_safe());
                let run = pin!(course.run(&exchange, retry::random));
                span.around(run).await
            };
            // The report says it all; the generated client only needs to read a success, or to stop.
            let answer = match report.success() {
                Some(answer) => Ok(api::Answer {
                    status: answer.status,
                    headers: HeaderMap::new(),
                    body: answer.body.clone(),
                }),
                None => Err(api::TransportError::Refused("the call failed".to_owned())),
            };
            *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Told {
                report: Some(report),
                span,
            };
            answer
        })
    }
}
