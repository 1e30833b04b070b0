//! Failures at a proxy.

use std::error::Error as StdError;
use std::io;

use super::causes::find;
use super::proxy_errors::{SocksError, TunnelError};

/// What went wrong at a proxy.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It can't be used as it is configured.
    Unusable(&'static str),
    /// It was reached, but made no connection.
    NoTunnel(String),
    /// It was not reached, for a reason that is among the causes.
    NotReached,
}

/// Describes what went wrong at a proxy, if the failure is the proxy's and not the server's.
pub(super) fn fault(error: &(dyn StdError + 'static)) -> Option<Fault> {
    let no_tunnel = |why: &str| Fault::NoTunnel(why.to_owned());
    if let Some(error) = find::<TunnelError>(error) {
        return Some(match error {
            TunnelError::ProxyAuthRequired => {
                Fault::Unusable("the proxy asks for authorization (407)")
            }
            TunnelError::ConnectFailed(error) if is_of_an_address(error.as_ref()) => {
                Fault::Unusable("the proxy's address has a scheme that is not supported")
            }
            // The library doesn't keep the status.
            TunnelError::TunnelUnsuccessful => no_tunnel("the proxy opened no tunnel"),
            TunnelError::TunnelUnexpectedEof => no_tunnel("the proxy closed the connection"),
            TunnelError::ProxyHeadersTooLong => no_tunnel("the proxy's answer is too long"),
            _ => Fault::NotReached,
        });
    }
    find::<SocksError>(error).map(|error| match error {
        SocksError::V4(_) | SocksError::V5(_) | SocksError::Parsing(_) | SocksError::DnsFailure => {
            Fault::NoTunnel(format!("the proxy made no connection ({error})"))
        }
        _ => Fault::NotReached,
    })
}

/// Returns whether a proxy's address was rejected before the system was asked for a connection.
///
/// Failed connections are a connector's error, and failed handshakes an `io::Error` with a TLS
/// error inside. hyper-rustls returns an `io::Error` with only a message for a scheme that it
/// doesn't know.
fn is_of_an_address(error: &(dyn StdError + Send + Sync + 'static)) -> bool {
    let Some(error) = error.downcast_ref::<io::Error>() else {
        return false;
    };
    let words_alone = |inner: &(dyn StdError + Send + Sync + 'static)| {
        !inner.is::<io::Error>() && inner.source().is_none()
    };
    error.kind() == io::ErrorKind::Other && error.get_ref().is_some_and(words_alone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::system;

    #[test]
    fn an_error_of_socks_is_one_of_the_proxy() {
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        let error = io::Error::other(SocksError::Io(refused));
        assert_eq!(fault(&error), Some(Fault::NotReached));
        assert_eq!(system::words(&error).as_deref(), Some("connection refused"));
        let error = SocksError::DnsFailure;
        assert!(matches!(fault(&error), Some(Fault::NoTunnel(_))));
    }

    #[test]
    fn what_a_connection_failed_of_is_no_fault_of_an_address() {
        let connecting = |error: io::Error| fault(&TunnelError::ConnectFailed(error.into()));
        let broken = io::Error::from(io::ErrorKind::UnexpectedEof);
        assert_eq!(
            connecting(io::Error::other(broken)),
            Some(Fault::NotReached)
        );
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        assert_eq!(connecting(refused), Some(Fault::NotReached));
        let scheme = connecting(io::Error::other("unsupported scheme ftp"));
        assert!(matches!(scheme, Some(Fault::Unusable(_))));
        assert_eq!(fault(&io::Error::other("proxy")), None);
    }
}
