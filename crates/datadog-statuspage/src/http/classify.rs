//! Classifies failures of an attempt by the types of errors, never by their words.

use super::end::Failure;
use super::h2::was_refused;
use super::proxy::{self, Fault};
use super::sent::Sent;
use super::system;
use super::tls;
use super::verdict::Verdict;
use crate::error::AttemptFailure;

/// What failed, and its cause in words for the sentence.
type Reason = (AttemptFailure, Option<String>);

/// Classifies why an attempt has no answer, and abandons the request if it wasn't sent.
pub(crate) fn classify(error: reqwest::Error, sent: &Sent) -> Failure {
    let (what, cause) = if was_refused(&error) {
        (AttemptFailure::RequestRefused, None)
    } else if error.is_builder() {
        (AttemptFailure::InvalidRequest, None)
    } else if error.is_connect() {
        unconnected(&error)
    } else if let Some(refusal) = tls::refusal(&error) {
        // A server reports this in its handshake, before it passes on what was sent along.
        of_server(refusal)
    } else if sent.abandon() {
        unconnected(&error)
    } else if error.is_timeout() {
        (AttemptFailure::TimedOut, None)
    } else {
        (AttemptFailure::ConnectionLost, None)
    };
    Failure {
        cause,
        ..Failure::from(what, error)
    }
}

/// Describes why there was no connection.
fn unconnected(error: &reqwest::Error) -> Reason {
    let fault = proxy::fault(error);
    match fault {
        Some(Fault::Unusable(why)) => {
            return (AttemptFailure::ProxyUnusable, Some(why.to_owned()));
        }
        Some(Fault::NoTunnel(why)) => return (AttemptFailure::NotConnected, Some(why)),
        Some(Fault::NotReached) | None => {}
    }
    let of_peer = match fault {
        Some(_) => of_proxy,
        None => of_server,
    };
    match (tls::verdict(error), words(error)) {
        (Some(verdict), _) => of_peer(verdict),
        (None, Some(words)) => of_peer(Verdict::Broken(words)),
        (None, None) => (AttemptFailure::NotConnected, None),
    }
}

fn words(error: &reqwest::Error) -> Option<String> {
    if error.is_dns() {
        return Some("the name could not be resolved".to_owned());
    }
    let timeout = || error.is_timeout().then(|| "timed out".to_owned());
    system::words(error).or_else(timeout)
}

fn of_server(verdict: Verdict) -> Reason {
    let (what, cause) = match verdict {
        Verdict::Certificate(reason) => (AttemptFailure::CertificateRefused, reason),
        Verdict::ClientCertificate(said) => (AttemptFailure::ClientCertificateRefused, said),
        Verdict::Incompatible(said) => (AttemptFailure::TlsIncompatible, said),
        Verdict::Broken(words) => (AttemptFailure::NotConnected, words),
    };
    (what, Some(cause))
}

fn of_proxy(verdict: Verdict) -> Reason {
    let (what, cause) = match verdict {
        Verdict::Certificate(reason) => (
            AttemptFailure::ProxyUnusable,
            format!("the certificate of the proxy was refused: {reason}"),
        ),
        Verdict::ClientCertificate(said) | Verdict::Incompatible(said) => {
            (AttemptFailure::ProxyUnusable, format!("the proxy {said}"))
        }
        Verdict::Broken(words) => (
            AttemptFailure::NotConnected,
            format!("the proxy can't be reached ({words})"),
        ),
    };
    (what, Some(cause))
}
