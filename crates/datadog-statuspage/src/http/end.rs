//! How an attempt ended.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::error::{AttemptFailure, Source};

#[derive(Debug)]
pub(crate) enum End {
    Answered(Answer),
    Failed(Failure),
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Why `body` is incomplete, if it is.
    pub(crate) fault: Option<Failure>,
}

#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) what: AttemptFailure,
    /// The cause in words, which may be those of a server or the system.
    pub(crate) cause: Option<String>,
    pub(crate) source: Option<Source>,
}

impl Failure {
    pub(crate) fn new(what: AttemptFailure) -> Self {
        Self {
            what,
            cause: None,
            source: None,
        }
    }

    pub(crate) fn with_cause(self, cause: &str) -> Self {
        Self {
            cause: Some(cause.to_owned()),
            ..self
        }
    }

    pub(crate) fn from(what: AttemptFailure, error: reqwest::Error) -> Self {
        Self {
            what,
            cause: None,
            // The sentence names the host already, and the path is ours.
            source: Some(error.without_url().into()),
        }
    }
}

impl End {
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Answered(answer) => Some(answer.status),
            Self::Failed(_) => None,
        }
    }

    pub(crate) fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Answered(answer) => Some(&answer.headers),
            Self::Failed(_) => None,
        }
    }

    pub(crate) fn failure(&self) -> Option<AttemptFailure> {
        match self {
            Self::Answered(answer) => answer.fault.as_ref().map(|fault| fault.what),
            Self::Failed(failure) => Some(failure.what),
        }
    }
}
