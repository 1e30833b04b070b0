//! The Statuspage account, and the call that came back with it.

use std::time::Duration;

use datadog_statuspage_api::types;
use reqwest::StatusCode;

use crate::attempt::Attempt;
use crate::mask::Mask;
use crate::message;
use crate::rate_limit::RateLimit;

/// The Statuspage account of the organization, as an answer showed it.
#[derive(Debug, Clone)]
pub struct Account {
    masked_api_key: Option<String>,
    receipt: Receipt,
}

/// What is known of a call that succeeded, besides its answer.
#[derive(Debug, Clone)]
pub(crate) struct Receipt {
    pub(crate) status: StatusCode,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) elapsed: Duration,
}

impl Account {
    pub(crate) fn read(
        answer: types::StatuspageAccountResponse,
        receipt: Receipt,
        mask: &Mask<'_>,
    ) -> Self {
        let shown = answer.data.attributes.api_key;
        Self {
            // Datadog masks the key itself; should it ever not, we do.
            masked_api_key: shown.map(|key| message::line(&key, mask)),
            receipt,
        }
    }

    /// The mask that Datadog shows in place of the Statuspage API key; it may
    /// show none.
    pub fn masked_api_key(&self) -> Option<&str> {
        self.masked_api_key.as_deref()
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.receipt.status
    }

    /// Every attempt of the call, in order; the last one succeeded.
    pub fn attempts(&self) -> &[Attempt] {
        &self.receipt.attempts
    }

    /// The rate limit as the last answer that carried one told it.
    pub fn rate_limit(&self) -> Option<&RateLimit> {
        self.receipt.rate_limit.as_ref()
    }

    /// How long the call took, waits included.
    pub fn elapsed(&self) -> Duration {
        self.receipt.elapsed
    }
}
