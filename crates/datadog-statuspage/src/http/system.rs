//! The operating system's errors for a connection, in words.

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use super::causes::causes;

/// Describes the last error that the operating system reported, if any.
pub(super) fn words(error: &(dyn StdError + 'static)) -> Option<String> {
    let errors = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    errors.filter_map(of_one).last()
}

fn of_one(error: &io::Error) -> Option<String> {
    let known = match error.kind() {
        ErrorKind::ConnectionRefused => "connection refused",
        ErrorKind::TimedOut => "timed out",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "unreachable",
        ErrorKind::NetworkDown => "the network is down",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            "connection reset"
        }
        ErrorKind::UnexpectedEof => "connection closed",
        ErrorKind::PermissionDenied => "not permitted by this system",
        // For errors without a kind of their own, the system's words: "Too many open files".
        _ => return error.raw_os_error().map(|_| error.to_string()),
    };
    Some(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_error_of_the_system_counts() {
        let refused = io::Error::from(ErrorKind::ConnectionRefused);
        for (error, said) in [
            (io::Error::other(refused), Some("connection refused")),
            (ErrorKind::HostUnreachable.into(), Some("unreachable")),
            (ErrorKind::NetworkUnreachable.into(), Some("unreachable")),
            (ErrorKind::NetworkDown.into(), Some("the network is down")),
            (ErrorKind::ConnectionReset.into(), Some("connection reset")),
            (ErrorKind::UnexpectedEof.into(), Some("connection closed")),
            (
                ErrorKind::PermissionDenied.into(),
                Some("not permitted by this system"),
            ),
            (
                io::Error::new(ErrorKind::TimedOut, "refused"),
                Some("timed out"),
            ),
            (io::Error::other("connection refused"), None),
            (ErrorKind::InvalidData.into(), None),
        ] {
            assert_eq!(words(&error).as_deref(), said, "{error:?}");
        }
        let too_many = words(&io::Error::from_raw_os_error(24)).unwrap();
        assert!(!too_many.is_empty());
    }
}
