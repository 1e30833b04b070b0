//! What a call of one operation is made with.

use std::sync::Arc;

use reqwest::StatusCode;

use crate::Secret;
use crate::client::Shared;
use crate::headers::Extras;
use crate::raw::RawSlot;
use crate::retry::{Course, Limits, Nature, RetryPolicy};

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

impl Setting {
    /// A call that begins now.
    pub(crate) fn course(&self, safe: bool, success: StatusCode) -> Course<'_> {
        let nature = Nature { safe, success };
        Course::new(nature, &self.retry, &self.limits, &self.shared.budget)
    }
}
