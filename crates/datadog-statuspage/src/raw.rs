//! The answer behind a result.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::exchange::Answer;

/// What a call came to, together with the answer that said so; see
/// [`Call::with_raw_response`](crate::Call::with_raw_response).
#[derive(Clone)]
pub struct RawResponse<T> {
    pub(crate) value: T,
    pub(crate) raw: Option<Raw>,
}

/// An answer as it came.
#[derive(Clone)]
pub(crate) struct Raw {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Where a call leaves its last answer, for whoever asked for it.
#[derive(Clone, Default)]
pub(crate) struct RawSlot(Arc<Mutex<Option<Raw>>>);

impl RawSlot {
    pub(crate) fn put(&self, answer: &Answer) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Raw {
            status: answer.status,
            headers: answer.headers.clone(),
            body: answer.body.clone(),
        });
    }

    pub(crate) fn take(&self) -> Option<Raw> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> RawResponse<T> {
    /// What the call came to.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What the call came to, without the answer.
    pub fn into_value(self) -> T {
        self.value
    }

    /// The status of the call's last answer; `None` only where no request was
    /// needed, as when nothing at all is desired.
    pub fn status(&self) -> Option<StatusCode> {
        self.raw.as_ref().map(|raw| raw.status)
    }

    /// A header of the call's last answer; its first value, if there are several.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers()?.get(name)?.to_str().ok()
    }

    /// The headers of the call's last answer.
    ///
    /// They are the server's: should it have echoed a key, the key is in them.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.raw.as_ref().map(|raw| &raw.headers)
    }

    /// The body of the call's last answer, with the same caution.
    pub fn body(&self) -> &[u8] {
        self.raw.as_ref().map_or(&[], |raw| &raw.body)
    }
}

impl<T: fmt::Debug> fmt::Debug for RawResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.headers().map_or(0, HeaderMap::len);
        f.debug_struct("RawResponse")
            .field("value", &self.value)
            .field("status", &self.status())
            // The bytes may hold whatever the server echoed.
            .field("headers", &format_args!("<{headers}>"))
            .field("body", &format_args!("<{} bytes>", self.body().len()))
            .finish()
    }
}
