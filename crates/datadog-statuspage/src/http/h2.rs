//! What HTTP/2 says of a request that was not answered.

#[cfg(feature = "http2")]
use std::error::Error as _;

/// Whether the server said that it did not process the request, and won't.
///
/// There are two ways to say so (RFC 9113, section 8.7): to reset the stream with
/// `REFUSED_STREAM`, and to send a `GOAWAY` whose last stream is a lower one. h2 gives an error
/// of the latter kind to streams above the last one alone (section 6.8), whatever its reason;
/// those below end with the connection, and with an error of the kind of that.
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

/// Without the feature a supplied client may speak HTTP/2 all the same, and what a reset means
/// can't be read: it counts as a lost connection, which may have been carried out.
#[cfg(not(feature = "http2"))]
pub(crate) fn was_refused(_: &reqwest::Error) -> bool {
    false
}
