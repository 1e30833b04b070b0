//! What all calls of a client share.

use std::fmt;
use std::sync::Arc;

use datadog_statuspage_api::Requests;

use super::options::CallOptions;
use crate::config::headers::AttemptHook;
use crate::config::{Credentials, Endpoint};
use crate::retry::Budget;

/// The shared core of a client.
pub(crate) struct Core {
    pub(crate) http: reqwest::Client,
    pub(crate) requests: Requests,
    pub(crate) endpoint: Endpoint,
    pub(crate) credentials: Credentials,
    pub(crate) on_attempt: Option<Arc<AttemptHook>>,
    /// The limit of an answer's body, in bytes after decompression.
    pub(crate) body_limit: usize,
    pub(crate) budget: Budget,
    /// The options of calls that set none.
    pub(crate) options: CallOptions,
    #[cfg(feature = "blocking")]
    pub(crate) driver: super::driver::Driver,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.endpoint.base_url)
            .field("credentials", &self.credentials)
            .field("retry", &self.options.retry)
            .field("limits", &self.options.limits)
            .finish_non_exhaustive()
    }
}
