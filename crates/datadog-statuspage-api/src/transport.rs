//! The seam between the generated client and whoever carries its requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::StatusCode;

use crate::answer::Answer;
use crate::request::Request;

/// Carries requests of the generated [`Client`](crate::Client), and decides what it gets to read.
///
/// The generated code reads one answer for each request, whole and from memory.
/// A transport sees every answer first, and is the place for retry, limits and
/// anything else that should hold for every operation.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends `request`, as often as it sees fit, and returns the answer that counts.
    ///
    /// `http` is the one that the generated client was made with.
    fn send<'a>(&'a self, http: &'a reqwest::Client, request: Request) -> SendFuture<'a>;
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
    fn send<'a>(&'a self, http: &'a reqwest::Client, request: Request) -> SendFuture<'a> {
        Box::pin(async move {
            let mut sent = reqwest::Request::new(request.method, Arc::unwrap_or_clone(request.url));
            sent.headers_mut().extend(request.headers);
            *sent.body_mut() = request.body.map(reqwest::Body::from);
            let mut response = http.execute(sent).await.map_err(TransportError::Http)?;
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
