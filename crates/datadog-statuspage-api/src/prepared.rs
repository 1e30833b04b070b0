//! Requests with what reads their answers.

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::answer::{Answer, ResponseValue};
use crate::error::{Error, Unreadable};
use crate::request::Request;

/// A request, and what its answer means.
#[derive(Debug)]
#[non_exhaustive]
pub struct Prepared<T, E> {
    /// What is to be sent.
    pub request: Request,
    /// The status of the one success that the fragment documents.
    pub success: StatusCode,
    /// Reads the answer: a value only if it is the one that the fragment documents.
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

/// What operations read answers with; not every fragment needs both.
#[allow(dead_code)]
impl Answer {
    /// The value in the body, which the fragment documents for this status.
    pub(crate) fn value<T: DeserializeOwned, E>(self) -> Result<ResponseValue<T>, Error<E>> {
        // JSON may have a byte order mark, in spite of RFC 8259, section 8.1.
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

    /// The answer for whose status the fragment documents no body.
    pub(crate) fn empty(self) -> ResponseValue<()> {
        ResponseValue::new((), self.status, self.headers)
    }
}
