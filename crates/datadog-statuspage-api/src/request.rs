//! Requests as the generated client makes them.

use std::fmt;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};

/// A request, whole, which a [`Transport`](crate::Transport) may send as often as it sees fit.
#[derive(Clone)]
pub struct Request {
    /// What is asked for.
    pub method: Method,
    /// Of whom.
    pub url: Url,
    /// Its headers; the keys are not among them.
    pub headers: HeaderMap,
    /// Its body, if it has one.
    pub body: Option<Bytes>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: None,
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // There are keys in the body, and transports add some to the headers.
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}
