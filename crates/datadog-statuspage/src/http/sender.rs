//! The interface through which the retry loop sends attempts.

use super::end::End;
use super::progress::Progress;
use crate::telemetry::Span;

/// Sends one request, any number of times.
///
/// The implementation is the network, or in simulations a model of a server.
pub(crate) trait SendAttempt {
    /// Makes one attempt, and records its progress.
    async fn attempt(&self, progress: &Progress) -> End;

    /// Returns whether an attempt that was answered with 401 may be repeated with other
    /// credentials.
    fn can_renew_credentials(&self) -> bool {
        false
    }

    /// Creates the span of an attempt, after this many others.
    fn span(&self, _resends: usize) -> Span {
        Span::default()
    }
}
