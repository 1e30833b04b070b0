//! The error of the generated client.

use std::error::Error as StdError;
use std::fmt;

use reqwest::StatusCode;
use serde_json::error::Category;

use crate::address::Refused;
use crate::answer::{Answer, ResponseValue};
use crate::body::BodyError;

/// Why a call of the generated client returned no value.
///
/// `E` is the error body that the fragment documents.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The request can't be built, for this reason. Nothing was sent.
    InvalidRequest(String),
    /// No answer arrived. The request may have been sent.
    NoAnswer(reqwest::Error),
    /// An answer with this status broke off.
    BrokenOff(StatusCode, reqwest::Error),
    /// An answer that the fragment documents as an error.
    ErrorResponse(Box<ResponseValue<E>>),
    /// An answer with a documented status, but not with the documented body.
    InvalidResponsePayload(Box<Answer>, Unreadable),
    /// An answer with a status that the fragment doesn't document.
    UnexpectedResponse(Box<Answer>),
}

impl<E> Error<E> {
    /// Converts an answer that the fragment documents as an error.
    pub(crate) fn documented(value: ResponseValue<E>) -> Self {
        Self::ErrorResponse(Box::new(value))
    }

    /// Converts an answer that the fragment doesn't document.
    pub(crate) fn undocumented(answer: Answer) -> Self {
        Self::UnexpectedResponse(Box::new(answer))
    }

    /// Returns the status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::InvalidRequest(_) | Self::NoAnswer(_) => None,
            Self::BrokenOff(status, _) => Some(*status),
            Self::ErrorResponse(value) => Some(value.status()),
            Self::InvalidResponsePayload(answer, _) | Self::UnexpectedResponse(answer) => {
                Some(answer.status)
            }
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(reason) => write!(f, "the request can't be built: {reason}"),
            Self::NoAnswer(_) => f.write_str("the request has no answer"),
            Self::BrokenOff(status, _) => {
                write!(f, "answered {status}, but the answer broke off")
            }
            Self::ErrorResponse(value) => write!(f, "answered {}", value.status()),
            Self::InvalidResponsePayload(answer, _) => write!(
                f,
                "answered {}, but the body is not what is documented",
                answer.status
            ),
            Self::UnexpectedResponse(answer) => {
                write!(f, "answered {}, which is not documented", answer.status)
            }
        }
    }
}

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::NoAnswer(error) | Self::BrokenOff(_, error) => Some(error),
            Self::InvalidResponsePayload(_, error) => Some(error),
            _ => None,
        }
    }
}

/// Why a body is not the documented one, and where. It shows nothing of the body, in which a
/// server may have repeated a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable {
    what: &'static str,
    line: usize,
    column: usize,
}

impl Unreadable {
    pub(crate) fn of(error: &serde_json::Error) -> Self {
        Self {
            what: match error.classify() {
                Category::Data => "not the documented value",
                Category::Eof => "the JSON is not complete",
                Category::Syntax | Category::Io => "not JSON",
            },
            line: error.line(),
            column: error.column(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, line, column } = self;
        write!(f, "{what} at line {line} column {column}")
    }
}

impl StdError for Unreadable {}

impl<E> From<Refused> for Error<E> {
    fn from(refused: Refused) -> Self {
        Self::InvalidRequest(refused.0.to_owned())
    }
}

impl<E> From<BodyError> for Error<E> {
    fn from(error: BodyError) -> Self {
        Self::InvalidRequest(format!("{error}: {}", error.0))
    }
}
