//! The requests of operations.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;

use crate::body::{BodyError, request_json};

/// A complete request, which may be sent any number of times.
#[derive(Clone)]
pub struct Request {
    /// The name of the operation's method.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The URL.
    pub url: Arc<Url>,
    /// The headers, each name once, without the keys.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body, if there is one.
    pub body: Option<Bytes>,
}

impl Request {
    /// Creates a request without headers and body.
    pub fn new(operation: &'static str, method: Method, url: impl Into<Arc<Url>>) -> Self {
        Self {
            operation,
            method,
            url: url.into(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// Returns the request with this value as its body.
    // Unused if no operation of the fragment has a body.
    #[allow(dead_code)]
    pub(crate) fn with_json<T: Serialize + ?Sized>(mut self, body: &T) -> Result<Self, BodyError> {
        self.headers.push((CONTENT_TYPE, JSON));
        self.body = Some(request_json(body)?);
        Ok(self)
    }
}

pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body contains keys, and the caller may add some to the headers.
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}
