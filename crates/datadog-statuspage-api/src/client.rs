//! The client whose operations are generated.

use std::sync::Arc;

use crate::answer::ResponseValue;
use crate::error::Error;
use crate::requests::{Prepared, Requests};
use crate::transport::SharedTransport;

/// One method for each operation of the fragment: it makes the request, has a
/// [`Transport`](crate::Transport) carry it, and reads the answer.
///
/// Clones share their connections and their transport.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) requests: Arc<Requests>,
    http: reqwest::Client,
    transport: SharedTransport,
}

impl Client {
    /// A client of the API at this address, which has no slash at its end.
    ///
    /// `http` sends the requests. It should follow no redirects, which would
    /// hand the keys to whatever host they name.
    pub fn new_with_client(
        base_url: impl Into<Box<str>>,
        http: reqwest::Client,
        transport: SharedTransport,
    ) -> Self {
        Self {
            requests: Arc::new(Requests::new(base_url)),
            http,
            transport,
        }
    }
}

/// Has a request carried, and reads its answer.
pub(crate) async fn send<T, E>(
    client: &Client,
    prepared: Prepared<T, E>,
) -> Result<ResponseValue<T>, Error<E>> {
    let read = prepared.read;
    let sent = client.transport.send(&client.http, prepared.request);
    read(sent.await?)
}
