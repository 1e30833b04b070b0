//! The seam between the generated client and whoever carries its requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::Url;

use crate::generated::Client;

/// Carries requests of the generated [`Client`], and decides what it gets to parse.
///
/// The generated code reads a body without bound and forgets status and headers
/// where it can't parse it. A transport sees every answer first, whole, and is
/// the place for retry, limits and anything else that should hold for every
/// operation.
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
        request: reqwest::Request,
        operation: &'static str,
    ) -> SendFuture<'a>;
}

/// A text is no address.
#[derive(Debug)]
pub(crate) struct AddressError;

impl<E> From<AddressError> for progenitor_client::Error<E> {
    fn from(_: AddressError) -> Self {
        Self::InvalidRequest("the base URL is not a URL".to_owned())
    }
}

/// The address of an operation without parameters in its path.
pub(crate) fn address(
    transport: &SharedTransport,
    base: &str,
    path: &'static str,
) -> Result<Url, AddressError> {
    transport.address(base, path).ok_or(AddressError)
}

/// What [`Transport::send`] returns.
pub type SendFuture<'a> =
    Pin<Box<dyn Future<Output = Result<reqwest::Response, TransportError>> + Send + 'a>>;

/// A transport as the generated client holds it.
pub type SharedTransport = Arc<dyn Transport>;

/// Why a [`Transport`] has no answer.
#[derive(Debug)]
pub enum TransportError {
    /// The HTTP client failed; becomes [`Error::CommunicationError`](crate::Error).
    Http(reqwest::Error),
    /// The transport itself refuses; becomes [`Error::Custom`](crate::Error).
    Refused(Refused),
}

/// A transport's own reason, in place of an answer.
#[derive(Debug, Clone)]
pub struct Refused(pub String);

/// The transport that adds nothing: one request, one answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Direct;

impl Transport for Direct {
    fn send<'a>(
        &'a self,
        client: &'a reqwest::Client,
        request: reqwest::Request,
        _operation: &'static str,
    ) -> SendFuture<'a> {
        Box::pin(async move { client.execute(request).await.map_err(TransportError::Http) })
    }
}

impl ClientHooks<SharedTransport> for Client {
    async fn exec(
        &self,
        request: reqwest::Request,
        info: &OperationInfo,
    ) -> reqwest::Result<reqwest::Response> {
        match self
            .inner()
            .send(self.client(), request, info.operation_id)
            .await
        {
            Ok(response) => Ok(response),
            Err(TransportError::Http(error)) => Err(error),
            // Nobody but reqwest can make a reqwest::Error, so the reason
            // travels as an empty answer's extension, which `post` turns back.
            Err(TransportError::Refused(reason)) => {
                let mut answer = http::Response::new("");
                answer.extensions_mut().insert(reason);
                Ok(answer.into())
            }
        }
    }

    async fn post<E>(
        &self,
        result: &reqwest::Result<reqwest::Response>,
        _info: &OperationInfo,
    ) -> Result<(), crate::Error<E>> {
        match result {
            Ok(answer) => match answer.extensions().get::<Refused>() {
                Some(Refused(reason)) => Err(crate::Error::Custom(reason.clone())),
                None => Ok(()),
            },
            Err(_) => Ok(()),
        }
    }
}
