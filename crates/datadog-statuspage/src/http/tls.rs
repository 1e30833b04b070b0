//! Failures of TLS.

use std::error::Error as StdError;

use super::verdict::Verdict;

/// Describes why a handshake failed, if TLS failed.
pub(super) fn verdict(error: &(dyn StdError + 'static)) -> Option<Verdict> {
    #[cfg(feature = "rustls")]
    return super::rustls_errors::verdict(error);
    #[cfg(not(feature = "rustls"))]
    {
        let _ = error;
        None
    }
}

/// Describes how the peer refused us in its handshake, if it did.
///
/// In TLS 1.3 a server may do so after the client has finished its part and sent a request.
pub(super) fn refusal(error: &(dyn StdError + 'static)) -> Option<Verdict> {
    #[cfg(feature = "rustls")]
    return super::rustls_errors::refusal(error);
    #[cfg(not(feature = "rustls"))]
    {
        let _ = error;
        None
    }
}
