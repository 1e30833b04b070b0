//! What TLS failed of.

use std::error::Error as StdError;

use super::verdict::Verdict;

/// Says what a handshake failed of, if TLS is what failed.
pub(super) fn verdict(error: &(dyn StdError + 'static)) -> Option<Verdict> {
    #[cfg(feature = "rustls")]
    return super::rustls_errors::verdict(error);
    #[cfg(not(feature = "rustls"))]
    {
        let _ = error;
        None
    }
}

/// Says how the other side refused us in its handshake, if that is what failed.
///
/// In TLS 1.3 a server may say so after the client has finished its own part, and sent a request.
pub(super) fn refusal(error: &(dyn StdError + 'static)) -> Option<Verdict> {
    #[cfg(feature = "rustls")]
    return super::rustls_errors::refusal(error);
    #[cfg(not(feature = "rustls"))]
    {
        let _ = error;
        None
    }
}
