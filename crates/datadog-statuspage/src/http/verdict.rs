//! The kinds of TLS failures.

/// Why TLS failed.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "rustls"), expect(dead_code))]
pub(super) enum Verdict {
    /// We refused the peer's certificate, for this reason.
    Certificate(String),
    /// The peer refused us: it "asks for a client certificate".
    ClientCertificate(String),
    /// The peers have no TLS in common: the other one "does not speak TLS".
    Incompatible(String),
    /// Something else failed, as described, and may work the next time.
    Broken(String),
}
