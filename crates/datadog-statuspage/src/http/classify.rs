//! Why an attempt failed.

use std::error::Error as StdError;

use super::end::Failure;
use super::h2::was_refused;
use super::sent::Sent;
use crate::error::AttemptFailure;

/// Says what kept an attempt from an answer, and gives it up if it wasn't sent.
pub(crate) fn classify(error: reqwest::Error, sent: &Sent) -> Failure {
    let what = if was_refused(&error) {
        AttemptFailure::RequestRefused
    } else if error.is_builder() {
        AttemptFailure::InvalidRequest
    } else if is_about_a_certificate(&error) {
        AttemptFailure::CertificateRefused
    } else if error.is_connect() || sent.abandon() {
        AttemptFailure::NotConnected
    } else if error.is_timeout() {
        AttemptFailure::TimedOut
    } else {
        AttemptFailure::ConnectionLost
    };
    Failure::from(what, error)
}

/// rustls and the platforms' libraries all say "certificate", and share no type to ask.
fn is_about_a_certificate(error: &reqwest::Error) -> bool {
    let mut cause = if error.is_connect() {
        error.source()
    } else {
        None
    };
    while let Some(error) = cause {
        if error
            .to_string()
            .to_ascii_lowercase()
            .contains("certificate")
        {
            return true;
        }
        cause = error.source();
    }
    false
}
