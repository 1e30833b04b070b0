//! Calls of several requests.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use datadog_statuspage_api::Secret;
use tokio::time::{Instant, sleep};

use super::builder::Call;
use super::options::CallOptions;
use super::outcome::Goal;
use super::response::Response;
use super::shared::Core;
use crate::error::{Details, Error, ErrorKind, Parts, StopReason};
use crate::telemetry::{Span, pausing};

/// The future that makes the requests of a workflow, one after another.
pub(crate) type WorkflowFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// The earlier requests of a call. They share its timeout, and their attempts add up to
/// those of the call.
pub(crate) struct Workflow {
    core: Arc<Core>,
    options: CallOptions,
    start: Instant,
    so_far: Parts,
}

impl<T: 'static> Call<T> {
    /// Describes a call of several requests. No answer to any of them may show `secrets`;
    /// `method` is the method's path from the client.
    pub(crate) fn workflow(
        core: &Arc<Core>,
        method: &'static str,
        goal: Goal,
        secrets: &[Secret],
        run: impl for<'a> FnOnce(&'a mut Workflow) -> WorkflowFuture<'a, T> + Send + 'static,
    ) -> Self {
        let call = Self::new(core, move |core, options| {
            Box::pin(async move {
                let span = Span::of_call(method, core.endpoint.site);
                let mut workflow = Workflow {
                    core,
                    options,
                    start: Instant::now(),
                    so_far: Parts::default(),
                };
                let result = span.around(run(&mut workflow).as_mut()).await;
                let result = workflow.conclude(method, goal, result);
                span.concluded(&result);
                result
            })
        });
        // An answer to one request may repeat what another one sent.
        call.hiding(secrets)
    }
}

impl Workflow {
    /// Makes one of the calls, within the remaining time.
    pub(crate) async fn make<T>(&mut self, call: Call<T>) -> Result<T, Error> {
        let left = self.left();
        if left.is_zero() && !self.so_far.attempts.is_empty() {
            let mut error = Details::new(ErrorKind::Timeout);
            error.stop_reason = Some(StopReason::TimeoutReached);
            return Err(error.into());
        }
        let mut options = self.options.clone();
        options.limits.call = left;
        options.keep_response = true;
        match call.start_with(options)?.await {
            Ok(Response { value, parts }) => {
                self.so_far.add(parts);
                Ok(value)
            }
            Err(error) => {
                self.so_far.add(error.parts().clone());
                Err(error)
            }
        }
    }

    /// Waits before the next look at a change that isn't visible yet, longer each time. Does not
    /// wait if that would exceed the timeout.
    ///
    /// A list may lag behind a write, and another client may finish its changes.
    pub(crate) async fn pause(&self, looks: u32) {
        let wait = Duration::from_millis(200)
            .saturating_mul(4_u32.saturating_pow(looks))
            .min(Duration::from_secs(1));
        if wait < self.left() {
            pausing(wait, self.so_far.attempts.len());
            sleep(wait).await;
        }
    }

    fn left(&self) -> Duration {
        let limit = self.options.limits.call;
        limit.saturating_sub(self.start.elapsed())
    }

    /// Turns the result of the last request into that of the call.
    fn conclude<T>(
        mut self,
        method: &'static str,
        goal: Goal,
        result: Result<T, Error>,
    ) -> Result<Response<T>, Error> {
        self.so_far.elapsed = self.start.elapsed();
        match result {
            Ok(value) => Ok(Response {
                value,
                parts: self.so_far,
            }),
            // No request was made.
            Err(error) if self.so_far.attempts.is_empty() => Err(error),
            Err(error) => {
                let outcome = goal.outcome(error.outcome(), &self.so_far.attempts);
                let host = &self.core.endpoint.host;
                let repeatable = goal.is_repeatable();
                Err(error.with_whole(method, host, self.so_far, outcome, repeatable))
            }
        }
    }
}
