//! Requests as operations make them.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;

use crate::body::{BodyError, request_json};

/// A whole request, which may be sent as often as its sender sees fit.
#[derive(Clone)]
pub struct Request {
    /// The name of the operation's method.
    pub operation: &'static str,
    /// What is asked for.
    pub method: Method,
    /// Of whom.
    pub url: Arc<Url>,
    /// Its headers, each name once; the keys are not among them.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// Its body, if it has one.
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

    /// The request with this value as its body.
    // A fragment need not have an operation that sends one.
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
        // There are keys in the body, and whoever sends it may add some to the headers.
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}
