//! HTTP/2 errors of requests that were not answered.

#[cfg(feature = "http2")]
use std::error::Error as _;

/// Returns whether the server reported that it did not process the request, and won't.
///
/// A server has two ways to report it (RFC 9113, section 8.7): resetting the stream with
/// `REFUSED_STREAM`, and a `GOAWAY` whose last stream is lower. h2 returns an error of the latter
/// kind only for streams above the last one (section 6.8), whatever the reason; lower streams end
/// with the connection and its error.
#[cfg(feature = "http2")]
pub(crate) fn was_refused(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let refused = error.reason() == Some(h2::Reason::REFUSED_STREAM);
            return error.is_remote() && (error.is_go_away() || error.is_reset() && refused);
        }
        cause = error.source();
    }
    false
}

/// Without the feature, a supplied client may still use HTTP/2, but the meaning of a reset can't
/// be read. It counts as a lost connection, and the request may have been applied.
#[cfg(not(feature = "http2"))]
pub(crate) fn was_refused(_: &reqwest::Error) -> bool {
    false
}
