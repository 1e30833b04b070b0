//! What the retry loop sends attempts with.

use super::end::End;
use super::progress::Progress;
use crate::telemetry::Span;

/// Sends one request, any number of times.
///
/// The network is behind it, or in simulations a model of a server.
pub(crate) trait SendAttempt {
    /// Makes one attempt, and notes how far it gets.
    async fn attempt(&self, progress: &Progress) -> End;

    /// Whether an attempt that was answered 401 may be repeated with other credentials.
    fn can_renew_credentials(&self) -> bool {
        false
    }

    /// Makes the span of an attempt, after so many others.
    fn span(&self, _resends: usize) -> Span {
        Span::default()
    }
}
