//! Requests as the generated client makes them.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};

/// A request, whole, which a [`Transport`](crate::Transport) may send as often as it sees fit.
#[derive(Clone)]
pub struct Request {
    /// The id of the operation in the fragment.
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
    /// A request without headers and body.
    pub fn new(operation: &'static str, method: Method, url: impl Into<Arc<Url>>) -> Self {
        Self {
            operation,
            method,
            url: url.into(),
            headers: Vec::new(),
            body: None,
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // There are keys in the body, and a transport may add some to the headers.
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

/// Headers that are parameters of an operation, each of which there is once.
#[allow(dead_code)]
pub(crate) fn pairs(headers: HeaderMap) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    let pairs = headers.into_iter();
    pairs.filter_map(|(name, value)| name.map(|name| (name, value)))
}
