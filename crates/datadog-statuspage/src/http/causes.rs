//! The chain of an error's causes.

use std::error::Error as StdError;
use std::io;

use super::proxy_errors::SocksError;

type Cause<'a> = &'a (dyn StdError + 'static);

/// Returns an error and its causes, outermost first.
///
/// `source` skips the error inside an `io::Error`, where TLS libraries put theirs, and a SOCKS
/// error has no source.
pub(super) fn causes(error: Cause<'_>) -> impl Iterator<Item = Cause<'_>> {
    std::iter::successors(Some(error), |&error| {
        match error.downcast_ref::<io::Error>() {
            Some(error) => error.get_ref().map(|inner| inner as Cause<'_>),
            None => hidden(error).or_else(|| error.source()),
        }
    })
}

/// Returns the cause of a SOCKS error, which `source` doesn't return.
fn hidden(error: Cause<'_>) -> Option<Cause<'_>> {
    match error.downcast_ref()? {
        SocksError::Inner(error) => Some(error),
        SocksError::Io(error) => Some(error),
        _ => None,
    }
}

/// Returns the outermost error of a type.
pub(super) fn find<E: StdError + 'static>(error: Cause<'_>) -> Option<&E> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_inside_an_io_error_is_found() {
        let inner = io::Error::other("x".parse::<u8>().unwrap_err());
        let outer = io::Error::other(inner);
        assert!(find::<std::num::ParseIntError>(&outer).is_some());
        assert!(find::<std::fmt::Error>(&outer).is_none());
        assert_eq!(causes(&outer).count(), 3);
    }
}
