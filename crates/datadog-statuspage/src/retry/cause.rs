//! How an attempt ended, as far as the decision cares.

use reqwest::StatusCode;

use crate::error::{AttemptFailure, Outcome};
use crate::http::End;

/// How an attempt ended, as far as the decision cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The documented success, with a status that speaks for itself and a whole body.
    Success,
    /// Another success, with a whole body: what it means is in the body, as anything that
    /// stands in front of Datadog may answer 200.
    Accepted,
    /// Success, with a body that is not to be read.
    Unusable,
    /// The server, or we, turned the request down for good.
    TurnedDown,
    /// The server knows no such credentials.
    Unauthorized,
    /// The server turned the request down for now.
    RateLimited,
    /// The request never left, or the server said that it did not process it.
    NeverSent,
    /// The server may have acted, and another attempt may end better.
    Ambiguous,
    /// The server may have acted, and another attempt would end the same way.
    AmbiguousForGood,
}

impl Cause {
    pub(crate) fn of(end: &End, success: StatusCode) -> Self {
        match (end.status(), end.failure()) {
            (Some(status), failure) => Self::of_status(status, success, failure),
            (None, Some(AttemptFailure::NotConnected | AttemptFailure::RequestRefused)) => {
                Self::NeverSent
            }
            (
                None,
                Some(
                    AttemptFailure::CertificateRefused
                    | AttemptFailure::ClientCertificateRefused
                    | AttemptFailure::TlsIncompatible
                    | AttemptFailure::ProxyUnusable
                    | AttemptFailure::CredentialsUnavailable
                    | AttemptFailure::InvalidRequest,
                ),
            ) => Self::TurnedDown,
            (None, _) => Self::Ambiguous,
        }
    }

    fn of_status(status: StatusCode, success: StatusCode, failure: Option<AttemptFailure>) -> Self {
        match (status.as_u16(), failure) {
            (201 | 204, None) if status == success => Self::Success,
            (200..=299, None) => Self::Accepted,
            (201 | 204, Some(AttemptFailure::TooLarge)) if status == success => Self::Unusable,
            (200..=299, Some(AttemptFailure::TooLarge)) => Self::AmbiguousForGood,
            (200..=299, Some(_)) => Self::Ambiguous,
            (401, _) => Self::Unauthorized,
            (429, _) => Self::RateLimited,
            (408 | 500 | 502 | 503 | 504, _) => Self::Ambiguous,
            // The request is to be made elsewhere, unchanged (RFC 9110, section 15.4). Another
            // redirect may follow what was done: "see there".
            (307 | 308 | 400..=499, _) => Self::TurnedDown,
            _ => Self::AmbiguousForGood,
        }
    }

    /// Returns what the attempt by itself says of the server.
    pub(crate) fn outcome(self) -> Outcome {
        match self {
            Self::Success | Self::Unusable => Outcome::Applied,
            Self::TurnedDown | Self::Unauthorized | Self::RateLimited | Self::NeverSent => {
                Outcome::NotApplied
            }
            Self::Accepted | Self::Ambiguous | Self::AmbiguousForGood => Outcome::Unknown,
        }
    }
}
