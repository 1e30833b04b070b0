//! An error as one sentence: what happened; what it means; what to do.

#[cfg(test)]
mod tests;

use std::fmt::{self, Write};

use reqwest::StatusCode;

use super::attempt::{AttemptFailure, Seconds, Status};
use super::details::{CredentialKind, Details};
use super::kind::{ErrorKind, Outcome, StopReason};

pub(crate) fn write(error: &Details, out: &mut dyn Write) -> fmt::Result {
    if error.parts.attempts.is_empty() {
        return out.write_str(error.detail.as_deref().unwrap_or("the call was not made"));
    }
    happened(error, out)?;
    out.write_str("; ")?;
    meaning(error, out)?;
    out.write_str("; ")?;
    advice(error, out)
}

fn happened(error: &Details, out: &mut dyn Write) -> fmt::Result {
    ending(error, out)?;
    if let Some(detail) = &error.detail {
        write!(out, ", {detail}")?;
    }
    // All of them are in `messages()`; a sentence has room for a few that say more than the status.
    let quoted: Vec<_> = error
        .messages
        .iter()
        .filter(|text| {
            !error
                .parts
                .status
                .is_some_and(|status| Status(status).says(text))
        })
        .take(3)
        .map(|text| format!("\"{text}\""))
        .collect();
    if !quoted.is_empty() {
        write!(out, " ({})", quoted.join(", "))?;
    }
    let count = error.parts.attempts.len();
    if count > 1 {
        let which = match error.own {
            // Attempts of several requests.
            Some(own) if own != count => "in the course of",
            _ => "in the last of",
        };
        let elapsed = Seconds(error.parts.elapsed);
        let comma = if error.cause.is_some() { "," } else { "" };
        write!(out, "{comma} {which} {count} attempts over {elapsed}")?;
    }
    stop(error, out)
}

/// How the last attempt ended.
fn ending(error: &Details, out: &mut dyn Write) -> fmt::Result {
    let host = &error.host;
    match (error.parts.status, error.failure) {
        (Some(status), failure) => {
            write!(out, "{host} answered {}", Status(status))?;
            if let Some(doing) = error.doing {
                write!(out, " to {doing}")?;
            }
            match failure {
                Some(failure) => write!(out, ", {failure}"),
                None => Ok(()),
            }
        }
        (None, Some(AttemptFailure::NotConnected | AttemptFailure::ProxyUnusable)) => {
            write!(
                out,
                "no connection to {host} could be made{}",
                Because(error)
            )
        }
        (None, Some(AttemptFailure::CertificateRefused)) => {
            write!(
                out,
                "the certificate of {host} was refused{}",
                Because(error)
            )
        }
        (
            None,
            Some(AttemptFailure::ClientCertificateRefused | AttemptFailure::TlsIncompatible),
        ) => {
            let said = error.cause.as_deref();
            write!(
                out,
                "{host} {}",
                said.unwrap_or("refused the TLS handshake")
            )
        }
        (None, Some(AttemptFailure::RequestRefused)) => {
            write!(out, "{host} did not process the request")
        }
        (None, Some(AttemptFailure::TimedOut)) => write!(out, "no answer from {host} in time"),
        (None, Some(AttemptFailure::CredentialsUnavailable)) => {
            write!(out, "there were no credentials to call {host} with")
        }
        (None, Some(AttemptFailure::InvalidRequest)) => {
            write!(out, "the request to {host} can't be sent")
        }
        (None, Some(_)) => write!(out, "the connection to {host} was lost"),
        (None, None) => write!(out, "{host} did not reach the requested state"),
    }
}

/// The failure's cause, if it is known.
struct Because<'a>(&'a Details);

impl fmt::Display for Because<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.cause {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

/// Why there was no further attempt, where the ending doesn't say it.
fn stop(error: &Details, out: &mut dyn Write) -> fmt::Result {
    match (error.stop_reason, error.retry_after) {
        (Some(StopReason::WaitExceedsTimeout), Some(wait)) => {
            write!(
                out,
                ", and to wait {} as it asks would outlast the timeout",
                Seconds(wait)
            )
        }
        (Some(StopReason::WaitExceedsTimeout), None) => {
            out.write_str(", and a wait before another would outlast the timeout")
        }
        (Some(StopReason::TimeoutReached), _) => out.write_str(", when the timeout was reached"),
        (Some(StopReason::BudgetExhausted), _) => {
            out.write_str(", with the client's retry budget used up")
        }
        _ => Ok(()),
    }
}

fn meaning(error: &Details, out: &mut dyn Write) -> fmt::Result {
    match (error.outcome, error.kind) {
        (Outcome::NotApplied, ErrorKind::Conflict) => {
            out.write_str("what was to be created is already there, and this call changed nothing")
        }
        (Outcome::NotApplied, _) => out.write_str("nothing was changed"),
        (Outcome::Applied, _) => out.write_str("Datadog said yes, so what was asked for is done"),
        (Outcome::Unknown, _) if error.repeatable && error.any(Outcome::Applied) => {
            out.write_str("Datadog said yes to some of what was asked for")
        }
        (Outcome::Unknown, kind) => {
            let ambiguous = error
                .parts
                .attempts
                .iter()
                .position(|attempt| attempt.outcome == Outcome::Unknown);
            let earlier =
                ambiguous.filter(|index| index.saturating_add(1) < error.parts.attempts.len());
            let attempt = earlier.and_then(|index| {
                error
                    .parts
                    .attempts
                    .get(index)
                    .map(|attempt| (index, attempt))
            });
            match (attempt, kind) {
                (Some((index, attempt)), ErrorKind::Conflict) => {
                    write!(
                        out,
                        "what is there may be this call's own, as attempt {} ({}) may have been carried out",
                        index.saturating_add(1),
                        Said(attempt.status, attempt.failure),
                    )
                }
                (Some((index, attempt)), _) => {
                    write!(
                        out,
                        "attempt {} ({}) may have been carried out nonetheless",
                        index.saturating_add(1),
                        Said(attempt.status, attempt.failure),
                    )
                }
                (None, _) => out.write_str("the request may have been carried out nonetheless"),
            }
        }
    }
}

struct Said(Option<StatusCode>, Option<AttemptFailure>);

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(status), _) => write!(f, "{}", Status(status)),
            (None, Some(failure)) => write!(f, "{failure}"),
            (None, None) => f.write_str("no answer"),
        }
    }
}

fn advice(error: &Details, out: &mut dyn Write) -> fmt::Result {
    if error.kept_otherwise {
        return out.write_str("ask for what it keeps");
    }
    if error.outcome != Outcome::NotApplied && error.repeatable {
        return out.write_str("run it again, which changes only what isn't as asked for");
    }
    if error.outcome == Outcome::Applied {
        return out.write_str("don't repeat the call");
    }
    if error.outcome == Outcome::Unknown {
        if matches!(error.kind, ErrorKind::Decode | ErrorKind::UnexpectedStatus) {
            out.write_str("check the address, and what stands between here and Datadog; ")?;
        }
        return out
            .write_str("look at the Statuspage integration in Datadog before you repeat the call");
    }
    if let (ErrorKind::TooManyRequests, Some(wait)) = (error.kind, error.retry_after) {
        return write!(out, "come back in {}", Seconds(wait));
    }
    if error.failure == Some(AttemptFailure::CredentialsUnavailable) {
        return out.write_str("correct what their provider says");
    }
    if error.kind == ErrorKind::Connect {
        return out.write_str(connection_advice(error.failure));
    }
    let refused = error.parts.status == Some(StatusCode::UNAUTHORIZED);
    if refused || error.kind == ErrorKind::Forbidden {
        return out.write_str(match (error.credentials, refused) {
            (CredentialKind::Keys, true) => "check that both keys are right and are of this site",
            (CredentialKind::Keys, false) => {
                "check that both keys are right, are of this site, and have the permission that the call needs"
            }
            (CredentialKind::AccessToken, true) => {
                "check that the access token is right, is of this site, and has not expired"
            }
            (CredentialKind::AccessToken, false) => {
                "check that the access token is of this site, has not expired, and has the permission that the \
                 call needs as a scope"
            }
        });
    }
    out.write_str(match error.kind {
        ErrorKind::Config | ErrorKind::BadRequest => "correct the request",
        ErrorKind::NotFound => "check what was asked for",
        ErrorKind::Conflict => "update or remove what is there instead",
        ErrorKind::TooManyRequests => "call less often, or later",
        ErrorKind::Decode | ErrorKind::UnexpectedStatus => {
            "check the address, and what stands between here and Datadog"
        }
        ErrorKind::TooLarge => "check the address, or raise the body limit",
        _ => "try again later",
    })
}

fn connection_advice(failure: Option<AttemptFailure>) -> &'static str {
    match failure {
        Some(AttemptFailure::ProxyUnusable) => "correct the proxy's settings",
        Some(AttemptFailure::CertificateRefused) => {
            "check the address, the root certificates and this machine's clock"
        }
        Some(AttemptFailure::ClientCertificateRefused) => {
            "supply an HTTP client with a certificate that it accepts"
        }
        Some(AttemptFailure::TlsIncompatible) => {
            "check the address, and what stands between here and Datadog"
        }
        _ => "check the address, the network, the proxy and the certificates",
    }
}
