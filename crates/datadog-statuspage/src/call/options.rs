//! What a call may differ in from others of its client.

use std::sync::Arc;

use datadog_statuspage_api::Secret;
use reqwest::header::HeaderMap;

use crate::config::{Credentials, ExtraHeaders};
use crate::error::Error;
use crate::retry::{Limits, RetryPolicy};

/// How a call is made; a client's are the defaults of its calls.
#[derive(Debug, Clone)]
pub(crate) struct CallOptions {
    pub(crate) retry: RetryPolicy,
    pub(crate) limits: Limits,
    /// Headers of the caller's own.
    pub(crate) headers: Option<Arc<ExtraHeaders>>,
    /// What must not be shown, besides the credentials and what the request holds.
    pub(crate) secrets: Vec<Secret>,
    /// Whether the response is wanted beside the value.
    pub(crate) keep_response: bool,
}

impl CallOptions {
    /// Adds headers, each in place of any with its name so far.
    pub(crate) fn add_headers(
        &mut self,
        headers: HeaderMap,
        credentials: &Credentials,
    ) -> Result<(), Error> {
        let mut all = self.headers.take().unwrap_or_default();
        let extra = Arc::make_mut(&mut all);
        extra.add(headers, credentials.own_authorization())?;
        self.secrets.extend_from_slice(extra.secrets());
        self.headers = Some(all);
        Ok(())
    }
}
