//! What can be set for one call.

use std::sync::Arc;

use datadog_statuspage_api::Secret;
use reqwest::header::HeaderMap;

use crate::config::{Credentials, ExtraHeaders};
use crate::error::Error;
use crate::retry::{Limits, RetryPolicy};

/// How a call is made. A client's options are the defaults of its calls.
#[derive(Debug, Clone)]
pub(crate) struct CallOptions {
    pub(crate) retry: RetryPolicy,
    pub(crate) limits: Limits,
    /// The caller's own headers.
    pub(crate) headers: Option<Arc<ExtraHeaders>>,
    /// Secrets to hide, besides the credentials and the request's own secret.
    pub(crate) secrets: Vec<Secret>,
    /// Whether the response is returned beside the value.
    pub(crate) keep_response: bool,
}

impl CallOptions {
    /// Adds headers. Each replaces earlier ones of the same name.
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
