//! Calls that are made of several requests.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::attempt::Attempt;
use crate::call::Call;
use crate::client::Shared;
use crate::error::{Error, ErrorKind, Inner, Outcome, StopReason};
use crate::receipt::{Receipt, Told};
use crate::setting::Setting;
use crate::telemetry::Span;

/// What a call comes to, one step after the other.
pub(crate) type StepsFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// The requests that a call has made so far: they share its deadline, and what
/// is told of the call is told of all of them.
pub(crate) struct Steps {
    setting: Setting,
    start: Instant,
    so_far: Receipt,
    goal: Goal,
}

/// What a call of several steps is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// One change, which must not be made twice.
    Change,
    /// A state, reached as soon as Datadog says yes to a change. Whoever asks
    /// for it again gets it again.
    State,
    /// A state which a single yes doesn't promise.
    States,
}

impl<T> Call<T> {
    /// A call that is made of several; `method` is its path from the client.
    pub(crate) fn steps(
        shared: &Arc<Shared>,
        method: &'static str,
        goal: Goal,
        take: impl for<'a> FnOnce(&'a mut Steps) -> StepsFuture<'a, T> + Send + 'static,
    ) -> Self
    where
        T: Told + 'static,
    {
        Self::from_fn(shared, move |setting| {
            Box::pin(async move {
                let mut steps = Steps {
                    setting,
                    start: Instant::now(),
                    so_far: Receipt::default(),
                    goal,
                };
                let span = Span::of_call(method, &steps.setting.shared);
                let result = span.around(take(&mut steps).as_mut()).await;
                let result = steps.conclude(result);
                span.concluded(&result);
                result
            })
        })
    }
}

impl Steps {
    /// Makes one of the calls, in what is left of the time.
    pub(crate) async fn make<T: Told>(&mut self, call: Call<T>) -> Result<T, Error> {
        let limits = &self.setting.limits;
        let left = limits.call.saturating_sub(self.start.elapsed());
        if left.is_zero() && !self.so_far.attempts.is_empty() {
            let mut error = self.error(ErrorKind::Timeout);
            error.stop_reason = Some(StopReason::DeadlineReached);
            return Err(error.into());
        }
        let result = call.part_of(&self.setting).deadline(left).await;
        let receipt = match &result {
            Ok(answer) => answer.receipt().clone(),
            Err(error) => error.receipt(),
        };
        self.so_far.status = receipt.status;
        self.so_far.rate_limit = receipt.rate_limit.or(self.so_far.rate_limit.take());
        self.so_far.attempts.extend(receipt.attempts);
        result
    }

    /// Waits before another look at what should have changed by now, longer
    /// each time; not at all where that would outlast the deadline.
    ///
    /// A list may lag behind what was written, and somebody else who is at
    /// work may come to an end.
    pub(crate) async fn pause(&self, looks: u32) {
        let wait = Duration::from_millis(200)
            .saturating_mul(4_u32.saturating_pow(looks))
            .min(Duration::from_secs(1));
        let left = self
            .setting
            .limits
            .call
            .saturating_sub(self.start.elapsed());
        if wait < left {
            sleep(wait).await;
        }
    }

    /// An error that isn't the last step's own.
    #[inline]
    pub(crate) fn error(&self, kind: ErrorKind) -> Inner {
        Inner {
            host: self.setting.shared.endpoint.host.clone(),
            ..Inner::new(kind)
        }
    }

    /// What the last step came to, told of all of them.
    fn conclude<T: Told>(mut self, result: Result<T, Error>) -> Result<T, Error> {
        self.so_far.elapsed = self.start.elapsed();
        match result {
            Ok(mut answer) => {
                *answer.receipt_mut() = self.so_far;
                Ok(answer)
            }
            // It never came to a request.
            Err(error) if self.so_far.attempts.is_empty() => Err(error),
            Err(error) => {
                let acted = |attempt: &Attempt| attempt.outcome > Outcome::NotApplied;
                let outcome = if error.outcome() == Outcome::Applied && self.goal != Goal::States {
                    Outcome::Applied
                } else if self.so_far.attempts.iter().any(acted) {
                    // What succeeded was only a part of what was asked for.
                    Outcome::Unknown
                } else {
                    Outcome::NotApplied
                };
                let host = &self.setting.shared.endpoint.host;
                Err(error.of_whole(host, self.so_far, outcome, self.goal != Goal::Change))
            }
        }
    }
}
