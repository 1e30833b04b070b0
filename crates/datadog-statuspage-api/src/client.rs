//! The client with the generated operations.

use std::sync::Arc;

use crate::answer::{Answer, ResponseValue};
use crate::error::Error;
use crate::prepared::Prepared;
use crate::requests::Requests;

/// A client with one method per operation of the fragment. Each builds the request, sends it
/// once, and reads the answer, whatever its length.
///
/// Clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) requests: Arc<Requests>,
    http: reqwest::Client,
}

impl Client {
    /// Creates a client for the API at this address, which has no trailing slash.
    ///
    /// `http` sends the requests. It should not follow redirects, which would send the keys to
    /// any host that they name.
    pub fn new(base_url: impl Into<Box<str>>, http: reqwest::Client) -> Self {
        Self {
            requests: Arc::new(Requests::new(base_url)),
            http,
        }
    }

    /// Sends a request once, and reads its answer.
    pub(crate) async fn send<T, E>(
        &self,
        prepared: Prepared<T, E>,
    ) -> Result<ResponseValue<T>, Error<E>> {
        let Prepared { request, read, .. } = prepared;
        let mut sent = reqwest::Request::new(request.method, Arc::unwrap_or_clone(request.url));
        sent.headers_mut().extend(request.headers);
        *sent.body_mut() = request.body.map(reqwest::Body::from);
        let mut response = self.http.execute(sent).await.map_err(Error::NoAnswer)?;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let body = response.bytes().await;
        read(Answer {
            status,
            headers,
            body: body.map_err(|error| Error::BrokenOff(status, error))?,
        })
    }
}
