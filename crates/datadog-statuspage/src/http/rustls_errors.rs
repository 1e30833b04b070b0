//! Interpretation of rustls's handshake errors.

use std::error::Error as StdError;

use rustls::pki_types::InvalidDnsNameError;
use rustls::{AlertDescription, Error, PeerIncompatible};

use super::causes::find;
use super::certificate;
use super::verdict::Verdict;

pub(super) fn verdict(error: &(dyn StdError + 'static)) -> Option<Verdict> {
    if find::<InvalidDnsNameError>(error).is_some() {
        return Some(incompatible("has a name that no certificate can hold"));
    }
    Some(match find::<Error>(error)? {
        Error::InvalidCertificate(error) => Verdict::Certificate(certificate::fault(error)),
        Error::NoCertificatesPresented => Verdict::Certificate("there is none".to_owned()),
        Error::AlertReceived(alert) => of_alert(*alert),
        Error::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        ) => incompatible(OTHER_VERSION),
        Error::PeerIncompatible(why) => {
            incompatible(&format!("has no TLS in common with this client ({why:?})"))
        }
        // Not a TLS record, such as plain text.
        Error::InvalidMessage(_) => incompatible("does not speak TLS"),
        error => Verdict::Broken(format!("the TLS handshake failed: {error}")),
    })
}

pub(super) fn refusal(error: &(dyn StdError + 'static)) -> Option<Verdict> {
    match find::<Error>(error)? {
        Error::AlertReceived(alert) => match (of_alert(*alert), alert) {
            (refusal @ Verdict::ClientCertificate(_), _)
            | (refusal, AlertDescription::HandshakeFailure | AlertDescription::ProtocolVersion) => {
                Some(refusal)
            }
            _ => None,
        },
        _ => None,
    }
}

const OTHER_VERSION: &str = "speaks no TLS version that this client does";

fn incompatible(text: &str) -> Verdict {
    Verdict::Incompatible(text.to_owned())
}

/// Interprets an alert that can only concern us, and only during a handshake (RFC 8446, 6.2).
fn of_alert(alert: AlertDescription) -> Verdict {
    match alert {
        AlertDescription::CertificateRequired => {
            Verdict::ClientCertificate("asks for a client certificate".to_owned())
        }
        AlertDescription::AccessDenied => {
            Verdict::ClientCertificate("denied access in the TLS handshake".to_owned())
        }
        // Some servers send this for a missing certificate.
        AlertDescription::BadCertificate | AlertDescription::CertificateUnknown => {
            Verdict::ClientCertificate(format!(
                "refused our client certificate, or the lack of one ({alert:?})"
            ))
        }
        AlertDescription::UnsupportedCertificate
        | AlertDescription::CertificateRevoked
        | AlertDescription::CertificateExpired
        | AlertDescription::UnknownCA => {
            Verdict::ClientCertificate(format!("refused our client certificate ({alert:?})"))
        }
        AlertDescription::ProtocolVersion => incompatible(OTHER_VERSION),
        // Up to TLS 1.2, it is also sent for a missing certificate.
        AlertDescription::HandshakeFailure => incompatible(
            "refused the TLS handshake: no cipher in common, or it asks for a client certificate",
        ),
        AlertDescription::InsufficientSecurity => {
            incompatible("asks for stronger ciphers than this client has")
        }
        AlertDescription::NoApplicationProtocol => {
            incompatible("speaks no HTTP version that this client does")
        }
        AlertDescription::UnrecognisedName => incompatible("does not serve the requested name"),
        _ => Verdict::Broken(format!("the TLS handshake was aborted ({alert:?})")),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn in_io(error: Error) -> io::Error {
        io::Error::other(io::Error::new(io::ErrorKind::InvalidData, error))
    }

    #[test]
    fn only_an_alert_about_us_is_a_refusal() {
        for number in 0..=u8::MAX {
            let alert = AlertDescription::from(number);
            let refused = refusal(&in_io(Error::AlertReceived(alert))).is_some();
            let about_us = matches!(number, 40 | 42..=46 | 48 | 49 | 70 | 116);
            assert_eq!(refused, about_us, "{alert:?}");
        }
        assert_eq!(refusal(&in_io(Error::DecryptError)), None);
        let not_ours = in_io(Error::NoCertificatesPresented);
        assert_eq!(refusal(&not_ours), None);
    }

    #[test]
    fn words_alone_say_nothing() {
        for words in ["invalid peer certificate: Expired", "certificate required"] {
            assert_eq!(verdict(&io::Error::other(words)), None);
            assert_eq!(refusal(&io::Error::other(words)), None);
        }
    }
}
