//! Requests, each with a function that reads its answer.

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::answer::{Answer, ResponseValue};
use crate::error::{Error, Unreadable};
use crate::request::Request;

/// A request, and how to read its answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct Prepared<T, E> {
    /// The request to send.
    pub request: Request,
    /// The status of the only success that the fragment documents.
    pub success: StatusCode,
    /// Reads the answer. It returns a value only for the answer that the fragment documents.
    pub read: fn(Answer) -> Result<ResponseValue<T>, Error<E>>,
}

impl<T, E> Prepared<T, E> {
    pub(crate) fn new(
        request: Request,
        success: StatusCode,
        read: fn(Answer) -> Result<ResponseValue<T>, Error<E>>,
    ) -> Self {
        Self {
            request,
            success,
            read,
        }
    }
}

/// The readers that operations use; not every fragment needs both.
#[allow(dead_code)]
impl Answer {
    /// Returns the value in the body, which the fragment documents for this status.
    pub(crate) fn value<T: DeserializeOwned, E>(self) -> Result<ResponseValue<T>, Error<E>> {
        // Some servers send a byte order mark, despite RFC 8259, section 8.1.
        let body = self
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.body);
        match serde_json::from_slice(body) {
            Ok(value) => Ok(ResponseValue::new(value, self.status, self.headers)),
            Err(error) => {
                let why = Unreadable::of(&error);
                Err(Error::InvalidResponsePayload(Box::new(self), why))
            }
        }
    }

    /// Returns an empty value for a status whose answer has no documented body.
    pub(crate) fn empty(self) -> ResponseValue<()> {
        ResponseValue::new((), self.status, self.headers)
    }
}
