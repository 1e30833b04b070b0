//! How an attempt ended, as far as the retry decision depends on it.

use reqwest::StatusCode;

use crate::error::{AttemptFailure, Outcome};
use crate::http::End;

/// How an attempt ended, as far as the retry decision depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The documented success: a status that is unambiguous, and a complete body.
    Success,
    /// Another success with a complete body. The body decides, because any gateway in front of
    /// Datadog may answer 200.
    Accepted,
    /// A success whose body can't be used.
    Unusable,
    /// The server, or the client, rejected the request permanently.
    TurnedDown,
    /// The server doesn't accept the credentials.
    Unauthorized,
    /// The server rejected the request for now.
    RateLimited,
    /// The request was never sent, or the server reported that it did not process it.
    NeverSent,
    /// The request may have been applied, and another attempt may succeed.
    Ambiguous,
    /// The request may have been applied, and another attempt would end the same way.
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
            // The request should be sent elsewhere, unchanged (RFC 9110, section 15.4). Another
            // redirect may follow a request that was applied: "see there".
            (307 | 308 | 400..=499, _) => Self::TurnedDown,
            _ => Self::AmbiguousForGood,
        }
    }

    /// Returns the outcome of this attempt by itself.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_success_of_the_operation_itself_is_certain() {
        let large = Some(AttemptFailure::TooLarge);
        for (status, documented, failure, cause) in [
            (201, 201, None, Cause::Success),
            (204, 204, None, Cause::Success),
            (201, 204, None, Cause::Accepted),
            (204, 200, None, Cause::Accepted),
            (200, 200, None, Cause::Accepted),
            (201, 201, large, Cause::Unusable),
            (201, 204, large, Cause::AmbiguousForGood),
            (200, 200, large, Cause::AmbiguousForGood),
        ] {
            let code = |code: u16| StatusCode::from_u16(code).unwrap();
            let found = Cause::of_status(code(status), code(documented), failure);
            assert_eq!(found, cause, "{status} where {documented} is documented");
        }
    }
}
