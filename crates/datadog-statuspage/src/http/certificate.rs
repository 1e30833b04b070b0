//! Why a server's certificate was refused.

use std::time::{Duration, UNIX_EPOCH};

use rustls::CertificateError;
use rustls::pki_types::UnixTime;

/// The most names of a certificate to show.
const SHOWN: usize = 3;

/// Describes what is wrong with a certificate.
pub(super) fn fault(error: &CertificateError) -> String {
    let known = match error {
        CertificateError::ExpiredContext { not_after, .. } => {
            return format!("it expired on {}", at(*not_after));
        }
        CertificateError::NotValidYetContext { not_before, .. } => {
            return format!("it is not valid before {}", at(*not_before));
        }
        CertificateError::NotValidForNameContext {
            expected,
            presented,
        } => {
            return format!(
                "it is for {}, not for {}",
                list(presented),
                expected.to_str()
            );
        }
        CertificateError::Expired => "it has expired",
        CertificateError::NotValidYet => "it is not valid yet",
        CertificateError::NotValidForName => "it is for another name",
        CertificateError::UnknownIssuer => "its issuer is not trusted",
        CertificateError::Revoked => "it was revoked",
        CertificateError::UnknownRevocationStatus
        | CertificateError::ExpiredRevocationList
        | CertificateError::ExpiredRevocationListContext { .. } => {
            "its revocation status is unknown"
        }
        CertificateError::BadSignature => "its signature is wrong",
        CertificateError::BadEncoding => "it can't be read",
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "it is not for servers"
        }
        CertificateError::Other(other) => return format!("it can't be used ({other})"),
        other => return other.to_string(),
    };
    known.to_owned()
}

fn at(time: UnixTime) -> String {
    /// The end of the year 9999, which HTTP dates can't exceed.
    const END: u64 = 253_402_300_800;
    let seconds = time.as_secs();
    let time = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    match time.filter(|_| seconds < END) {
        Some(time) => httpdate::fmt_http_date(time),
        None => format!("second {seconds} after 1970"),
    }
}

/// Lists names, which webpki shows as `DnsName("a.example")`.
fn list(names: &[String]) -> String {
    let shown = names.iter().take(SHOWN).map(|name| {
        let inner = name.split_once('(').map_or(&**name, |(_, inner)| inner);
        inner.trim_end_matches(')').trim_matches('"')
    });
    let shown: Vec<_> = shown.collect();
    match names.len().saturating_sub(SHOWN) {
        _ if names.is_empty() => "no name".to_owned(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::ServerName;

    use super::*;

    #[test]
    fn a_time_without_a_date_is_still_shown() {
        let not_before = |seconds| CertificateError::NotValidYetContext {
            time: UnixTime::since_unix_epoch(Duration::ZERO),
            not_before: UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
        };
        for (seconds, said) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
            (253_402_300_800, "second 253402300800 after 1970"),
            (u64::MAX, "second 18446744073709551615 after 1970"),
        ] {
            let expected = format!("it is not valid before {said}");
            assert_eq!(fault(&not_before(seconds)), expected);
        }
    }

    #[test]
    fn a_few_names_are_shown() {
        let other = |names: &[&str]| CertificateError::NotValidForNameContext {
            expected: ServerName::try_from("us.example").unwrap(),
            presented: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        for (names, said) in [
            (&[][..], "no name"),
            (&[r#"DnsName("*.a.example")"#], "*.a.example"),
            (&["IpAddress(127.0.0.1)", "b"], "127.0.0.1, b"),
            (&["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
        ] {
            let expected = format!("it is for {said}, not for us.example");
            assert_eq!(fault(&other(names)), expected);
        }
    }
}
