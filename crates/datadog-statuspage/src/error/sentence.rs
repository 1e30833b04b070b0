//! The sentence of an error: what happened; what it means; what to do.

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
    // `messages()` returns all of them; the sentence quotes a few that add to the status.
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
            // The attempts belong to several requests.
            Some(own) if own != count => "after",
            _ => "in the last of",
        };
        let elapsed = Seconds(error.parts.elapsed);
        let comma = if error.cause.is_some() { "," } else { "" };
        write!(out, "{comma} {which} {count} attempts over {elapsed}")?;
    }
    stop(error, out)
}

/// Writes how the last attempt ended.
fn ending(error: &Details, out: &mut dyn Write) -> fmt::Result {
    let host = &error.host;
    match (error.parts.status, error.failure) {
        (Some(status), failure) => {
            write!(out, "{host} answered {}", Status(status))?;
            if let Some(doing) = error.doing {
                write!(out, " while {doing}")?;
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
        (None, Some(AttemptFailure::TimedOut)) => write!(out, "{host} did not answer in time"),
        (None, Some(AttemptFailure::CredentialsUnavailable)) => {
            write!(out, "no credentials were available for {host}")
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

/// Writes why there was no further attempt, unless the ending says so.
fn stop(error: &Details, out: &mut dyn Write) -> fmt::Result {
    match (error.stop_reason, error.retry_after) {
        (Some(StopReason::WaitExceedsTimeout), Some(wait)) => {
            write!(
                out,
                ", and the requested wait of {} exceeds the timeout",
                Seconds(wait)
            )
        }
        (Some(StopReason::WaitExceedsTimeout), None) => {
            out.write_str(", and the next wait would exceed the timeout")
        }
        (Some(StopReason::TimeoutReached), _) => out.write_str(", and the timeout was reached"),
        (Some(StopReason::BudgetExhausted), _) => {
            out.write_str(", and the client's retry budget is used up")
        }
        _ => Ok(()),
    }
}

fn meaning(error: &Details, out: &mut dyn Write) -> fmt::Result {
    match (error.outcome, error.kind) {
        (Outcome::NotApplied, ErrorKind::Conflict) => {
            write!(out, "{}, and this call changed nothing", existing(error))
        }
        (Outcome::NotApplied, _) => out.write_str("nothing was changed"),
        (Outcome::Applied, _) => out.write_str("the change was applied"),
        (Outcome::Unknown, _) if error.repeatable && error.any(Outcome::Applied) => {
            out.write_str("some changes were applied")
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
                        "the conflict may be with this call's own attempt {} ({}), which may have been applied",
                        index.saturating_add(1),
                        Said(attempt.status, attempt.failure),
                    )
                }
                (Some((index, attempt)), _) => {
                    write!(
                        out,
                        "attempt {} ({}) may still have been applied",
                        index.saturating_add(1),
                        Said(attempt.status, attempt.failure),
                    )
                }
                (None, _) => out.write_str("the request may still have been applied"),
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
        return out.write_str("request the tags as Datadog stores them");
    }
    if error.outcome != Outcome::NotApplied && error.repeatable {
        return out.write_str(match error.operation {
            Some("account.ensure") => "safe to run again: it ends with this key in the account",
            _ => "safe to run again: only differences are applied",
        });
    }
    if error.outcome == Outcome::Applied {
        return out.write_str("don't repeat the call");
    }
    if error.outcome == Outcome::Unknown {
        if let Some(first) = obstacle(error) {
            write!(out, "{first}; ")?;
        }
        return out.write_str(after_unknown(error.operation));
    }
    if let (ErrorKind::TooManyRequests, Some(wait)) = (error.kind, error.retry_after) {
        return write!(out, "retry in {}", Seconds(wait));
    }
    if error.kind == ErrorKind::Connect {
        return out.write_str(connection_advice(error.failure));
    }
    out.write_str(obstacle(error).unwrap_or(match error.kind {
        ErrorKind::Config | ErrorKind::BadRequest => "correct the request",
        ErrorKind::NotFound => "check that it exists",
        ErrorKind::Conflict => "update or delete the existing one instead",
        ErrorKind::TooManyRequests => "retry later, or send fewer requests",
        ErrorKind::TooLarge => "check the address, or raise the body limit",
        _ => "try again later",
    }))
}

/// Returns what to check first, if another call would end the same way.
fn obstacle(error: &Details) -> Option<&'static str> {
    if error.failure == Some(AttemptFailure::CredentialsUnavailable) {
        return Some("check the credentials provider");
    }
    let refused = error.parts.status == Some(StatusCode::UNAUTHORIZED);
    if refused || error.kind == ErrorKind::Forbidden {
        return Some(match (error.credentials, refused) {
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
    matches!(error.kind, ErrorKind::Decode | ErrorKind::UnexpectedStatus).then_some(CHECK_THE_WAY)
}

const CHECK_THE_WAY: &str = "check the address, and any proxy or gateway in front of Datadog";

/// Returns what a conflict is with.
fn existing(error: &Details) -> &'static str {
    match error.operation {
        Some(name) if name.contains("account") => "an account already exists",
        Some(name) if name.contains("url_setting") => "a URL setting already watches the page",
        _ => "it already exists",
    }
}

/// Returns how to continue after a call that may have been applied.
fn after_unknown(operation: Option<&str>) -> &'static str {
    match operation {
        Some("create_statuspage_account") => {
            "call account().ensure next, which is safe in either case"
        }
        Some("url_settings.create") => {
            "call url_settings().ensure next, which is safe in either case"
        }
        Some(name) if name.starts_with("update_") => {
            "safe to repeat: an update ends in the same state"
        }
        Some(name) if name.starts_with("delete_") => {
            "safe to repeat: NotFound then means that it is already deleted"
        }
        _ => "check the Statuspage integration in Datadog before you repeat the call",
    }
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
        Some(AttemptFailure::TlsIncompatible) => CHECK_THE_WAY,
        _ => "check the address, the network, the proxy and the certificates",
    }
}
