//! Answers as the generated client parses them.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::generated::{Error, ResponseValue};

/// The whole body of an answer, which a [`Transport`](crate::Transport) has read.
///
/// Where it is among the extensions of the answer that
/// [`Transport::send`](crate::Transport::send) returns, the body of that answer
/// is not asked for.
#[derive(Debug, Clone)]
pub struct Whole(pub Bytes);

/// The value of an answer.
pub(crate) async fn answer<T: DeserializeOwned, E>(
    mut response: reqwest::Response,
) -> Result<ResponseValue<T>, Error<E>> {
    match response.extensions_mut().remove::<Whole>() {
        Some(Whole(body)) => {
            let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
            match serde_json::from_slice(&body) {
                Ok(value) => Ok(ResponseValue::new(value, status, headers)),
                Err(error) => Err(Error::InvalidResponsePayload(body, error)),
            }
        }
        // Reading is a large future, which calls that don't read need not carry.
        None => Box::pin(ResponseValue::from_response(response)).await,
    }
}
