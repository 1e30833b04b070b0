//! What a call that succeeded tells besides its answer.

use std::time::Duration;

use reqwest::StatusCode;

use crate::attempt::Attempt;
use crate::rate_limit::RateLimit;

/// What is known of a call that succeeded, besides its answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Receipt {
    pub(crate) status: Option<StatusCode>,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) rate_limit: Option<Box<RateLimit>>,
    pub(crate) elapsed: Duration,
}

/// An answer that a receipt comes with.
pub(crate) trait Told {
    fn receipt(&self) -> &Receipt;
    fn receipt_mut(&mut self) -> &mut Receipt;
}

/// Gives a type that has a `receipt` the methods that tell what is on it.
macro_rules! tells_its_call {
    ($answer:ty) => {
        $crate::receipt::tells_its_course!($answer);

        impl $answer {
            /// The status of the last answer.
            pub fn status(&self) -> reqwest::StatusCode {
                self.receipt.status.unwrap_or_default()
            }
        }
    };
}

/// The same for a call of any number of requests, of which no single status tells anything.
macro_rules! tells_its_course {
    ($answer:ty) => {
        impl $crate::receipt::Told for $answer {
            fn receipt(&self) -> &$crate::receipt::Receipt {
                &self.receipt
            }

            fn receipt_mut(&mut self) -> &mut $crate::receipt::Receipt {
                &mut self.receipt
            }
        }

        impl $answer {
            /// Every attempt of the call, in order.
            pub fn attempts(&self) -> &[$crate::Attempt] {
                &self.receipt.attempts
            }

            /// The rate limit as the last answer that carried one told it.
            pub fn rate_limit(&self) -> Option<&$crate::RateLimit> {
                self.receipt.rate_limit.as_deref()
            }

            /// How long the call took, waits included.
            pub fn elapsed(&self) -> std::time::Duration {
                self.receipt.elapsed
            }
        }
    };
}

pub(crate) use {tells_its_call, tells_its_course};
