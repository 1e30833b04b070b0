//! The seam between the generated client and whoever carries its requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::{StatusCode, Url};

use crate::answer::Answer;
use crate::request::Request;

/// Carries requests of the generated [`Client`](crate::Client), and decides what it gets to read.
///
/// The generated code reads one answer for each request, whole and from memory.
/// A transport sees every answer first, and is the place for retry, limits and
/// anything else that should hold for every operation.
pub trait Transport: fmt::Debug + Send + Sync {
    /// The address of an operation; `None` if `base` is no URL. Here is the
    /// place to remember addresses instead of parsing them each time.
    fn address(&self, base: &str, path: &'static str) -> Option<Url> {
        Url::parse(&format!("{base}{path}")).ok()
    }

    /// Sends `request`, as often as it sees fit, and returns the answer that counts.
    ///
    /// `client` is the one the generated client was made with; `operation` is
    /// the operation's id in the fragment.
    fn send<'a>(
        &'a self,
        client: &'a reqwest::Client,
        request: Request,
        operation: &'static str,
    ) -> SendFuture<'a>;
}

/// What [`Transport::send`] returns.
pub type SendFuture<'a> = Pin<Box<dyn Future<Output = Result<Answer, TransportError>> + Send + 'a>>;

/// A transport as the generated client holds it.
pub type SharedTransport = Arc<dyn Transport>;

/// Why a [`Transport`] has no answer.
#[derive(Debug)]
pub enum TransportError {
    /// The HTTP client failed before there was an answer.
    Http(reqwest::Error),
    /// An answer with this status broke off.
    BrokenOff(StatusCode, reqwest::Error),
    /// The transport itself refuses, for this reason.
    Refused(String),
}

/// The transport that adds nothing: one request, one answer, of any length.
#[derive(Debug, Clone, Copy, Default)]
pub struct Direct;

impl Transport for Direct {
    fn send<'a>(
        &'a self,
        client: &'a reqwest::Client,
        request: Request,
        _operation: &'static str,
    ) -> SendFuture<'a> {
        Box::pin(async move {
            let mut sent = reqwest::Request::new(request.method, request.url);
            sent.headers_mut().extend(request.headers);
            *sent.body_mut() = request.body.map(reqwest::Body::from);
            let mut response = client.execute(sent).await.map_err(TransportError::Http)?;
            let status = response.status();
            let headers = std::mem::take(response.headers_mut());
            match response.bytes().await {
                Ok(body) => Ok(Answer {
                    status,
                    headers,
                    body,
                }),
                Err(error) => Err(TransportError::BrokenOff(status, error)),
            }
        })
    }
}
