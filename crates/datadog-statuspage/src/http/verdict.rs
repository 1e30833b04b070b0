//! What TLS failed of.

/// What TLS failed of.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "rustls"), expect(dead_code))]
pub(super) enum Verdict {
    /// We refused the other side's certificate, for this reason.
    Certificate(String),
    /// The other side refused us: it "asks for a client certificate".
    ClientCertificate(String),
    /// Both sides have no TLS in common: the other one "does not speak TLS".
    Incompatible(String),
    /// Something broke, in these words, and may not the next time.
    Broken(String),
}
