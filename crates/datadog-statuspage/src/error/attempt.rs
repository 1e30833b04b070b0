//! The attempts of a call: how each ended, and the wait after it.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;

use super::kind::Outcome;

/// One attempt of a call.
///
/// `Display` writes one line: `502 Bad Gateway after 12 ms, then waited 340 ms (backoff)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub(crate) status: Option<StatusCode>,
    pub(crate) failure: Option<AttemptFailure>,
    pub(crate) outcome: Outcome,
    pub(crate) elapsed: Duration,
    pub(crate) wait: Option<Wait>,
}

impl Attempt {
    /// Returns the status, if an answer began to arrive.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Returns why the attempt has no complete answer, if it has none.
    pub fn failure(&self) -> Option<AttemptFailure> {
        self.failure
    }

    /// Returns whether this attempt, by itself, may have been applied.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Returns how long the attempt took, without the wait after it.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns the wait between this attempt and the next; `None` after the last.
    pub fn wait(&self) -> Option<Wait> {
        self.wait
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.status, self.failure) {
            (Some(status), None) => write!(f, "{}", Status(status))?,
            (None, Some(failure)) => write!(f, "{failure}")?,
            (Some(status), Some(failure)) => write!(f, "{}, {failure}", Status(status))?,
            (None, None) => f.write_str("nothing")?,
        }
        write!(f, " after {}", Seconds(self.elapsed))?;
        match self.wait {
            Some(wait) => write!(f, ", then waited {wait}"),
            None => Ok(()),
        }
    }
}

/// Why an attempt has no complete answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttemptFailure {
    /// The credentials provider failed, or took too long, so nothing was sent.
    CredentialsUnavailable,
    /// The request is invalid and can't be sent.
    InvalidRequest,
    /// No connection could be made, so nothing was sent.
    NotConnected,
    /// The proxy can't be used as it is configured, so nothing was sent: it requires
    /// authorization, its address has an unsupported scheme, or its certificate was refused.
    ProxyUnusable,
    /// The server's certificate was refused, so nothing was sent.
    CertificateRefused,
    /// The server requires a client certificate, or refused ours, before it processed anything.
    ClientCertificateRefused,
    /// The server doesn't use TLS, or has no TLS version or cipher in common with this client, so
    /// nothing was processed.
    TlsIncompatible,
    /// The server reported that it did not process the request: over HTTP/2, by `REFUSED_STREAM`
    /// or `GOAWAY`. Without the feature `http2` this is reported as a lost connection.
    RequestRefused,
    /// The connection was lost after sending had begun.
    ConnectionLost,
    /// No answer arrived in time.
    TimedOut,
    /// The answer began and then broke off.
    BodyTruncated,
    /// The answer began, and the rest of it did not arrive in time.
    BodyTimedOut,
    /// The answer is larger than the limit.
    TooLarge,
}

impl fmt::Display for AttemptFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CredentialsUnavailable => "no credentials",
            Self::InvalidRequest => "request can't be sent",
            Self::NotConnected => "no connection",
            Self::ProxyUnusable => "proxy can't be used",
            Self::CertificateRefused => "certificate refused",
            Self::ClientCertificateRefused => "client certificate refused",
            Self::TlsIncompatible => "no TLS in common",
            Self::RequestRefused => "request not processed",
            Self::ConnectionLost => "connection lost",
            Self::TimedOut => "no answer in time",
            Self::BodyTruncated => "answer cut short",
            Self::BodyTimedOut => "answer incomplete in time",
            Self::TooLarge => "answer too large",
        })
    }
}

/// A wait between two attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wait {
    pub(crate) duration: Duration,
    pub(crate) source: WaitSource,
}

impl Wait {
    /// Returns how long the wait was.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// Returns what determined the wait.
    pub fn source(&self) -> WaitSource {
        self.source
    }
}

impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", Seconds(self.duration), self.source)
    }
}

/// What determined the length of a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitSource {
    /// The SDK's own exponential backoff with full jitter.
    Backoff,
    /// The header `Retry-After` (RFC 9110, section 10.2.3).
    RetryAfter,
    /// Datadog's header `X-RateLimit-Reset`.
    RateLimit,
    /// No wait: after a 401, the credentials provider is asked again.
    NewCredentials,
}

impl fmt::Display for WaitSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Backoff => "backoff",
            Self::RetryAfter => "Retry-After",
            Self::RateLimit => "X-RateLimit-Reset",
            Self::NewCredentials => "new credentials",
        })
    }
}

/// A status with its name, if it has one.
pub(crate) struct Status(pub(crate) StatusCode);

impl Status {
    /// Returns whether a text says no more than the status does.
    pub(crate) fn says(&self, text: &str) -> bool {
        let name = self.0.canonical_reason().unwrap_or_default();
        text.eq_ignore_ascii_case(name) || text.eq_ignore_ascii_case(&self.to_string())
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.canonical_reason() {
            Some(name) => write!(f, "{} {name}", self.0.as_u16()),
            None => write!(f, "{}", self.0.as_u16()),
        }
    }
}

/// A duration in the unit a person would use.
pub(crate) struct Seconds(pub(crate) Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_millis() {
            millis @ 0..1_000 => write!(f, "{millis} ms"),
            millis @ 1_000..10_000 if !millis.is_multiple_of(1_000) => {
                write!(f, "{:.1} s", self.0.as_secs_f64())
            }
            _ => write!(f, "{:.0} s", self.0.as_secs_f64()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(
        status: Option<u16>,
        failure: Option<AttemptFailure>,
        wait: Option<Wait>,
    ) -> Attempt {
        Attempt {
            status: status.map(|status| StatusCode::from_u16(status).unwrap()),
            failure,
            outcome: Outcome::Unknown,
            elapsed: Duration::from_millis(12),
            wait,
        }
    }

    #[test]
    fn an_attempt_is_written_as_one_line() {
        let wait = |millis, source| {
            Some(Wait {
                duration: Duration::from_millis(millis),
                source,
            })
        };
        for (attempt, line) in [
            (attempt(Some(201), None, None), "201 Created after 12 ms"),
            (
                attempt(Some(502), None, wait(340, WaitSource::Backoff)),
                "502 Bad Gateway after 12 ms, then waited 340 ms (backoff)",
            ),
            (
                attempt(Some(429), None, wait(2_100, WaitSource::RetryAfter)),
                "429 Too Many Requests after 12 ms, then waited 2.1 s (Retry-After)",
            ),
            (
                attempt(
                    None,
                    Some(AttemptFailure::TimedOut),
                    wait(7_000, WaitSource::RateLimit),
                ),
                "no answer in time after 12 ms, then waited 7 s (X-RateLimit-Reset)",
            ),
            (
                attempt(Some(599), Some(AttemptFailure::BodyTruncated), None),
                "599, answer cut short after 12 ms",
            ),
            (attempt(None, None, None), "nothing after 12 ms"),
        ] {
            assert_eq!(attempt.to_string(), line);
        }
    }

    #[test]
    fn a_wait_has_its_length_and_its_reason() {
        let wait = Wait {
            duration: Duration::from_millis(340),
            source: WaitSource::RateLimit,
        };
        let attempt = attempt(None, None, Some(wait));
        assert_eq!(attempt.elapsed(), Duration::from_millis(12));
        assert_eq!(
            attempt.wait().unwrap().duration(),
            Duration::from_millis(340)
        );
        assert_eq!(attempt.wait().unwrap().source(), WaitSource::RateLimit);
    }

    #[test]
    fn every_failure_has_its_own_words() {
        use AttemptFailure::*;

        let all = [
            CredentialsUnavailable,
            InvalidRequest,
            NotConnected,
            ProxyUnusable,
            CertificateRefused,
            ClientCertificateRefused,
            TlsIncompatible,
            RequestRefused,
            ConnectionLost,
            TimedOut,
            BodyTruncated,
            BodyTimedOut,
            TooLarge,
        ];
        let words: std::collections::BTreeSet<_> = all.iter().map(ToString::to_string).collect();
        assert_eq!(words.len(), all.len());
        assert!(words.iter().all(|words| words.len() > 3));
    }

    #[test]
    fn durations_come_in_the_unit_that_a_person_would_use() {
        for (millis, text) in [
            (0, "0 ms"),
            (999, "999 ms"),
            (1_000, "1 s"),
            (1_001, "1.0 s"),
            (2_100, "2.1 s"),
            (9_000, "9 s"),
            (9_999, "10.0 s"),
            (10_000, "10 s"),
            (10_400, "10 s"),
            (3_600_000, "3600 s"),
        ] {
            assert_eq!(Seconds(Duration::from_millis(millis)).to_string(), text);
        }
    }

    #[test]
    fn a_text_that_says_no_more_than_the_status_is_known_as_such() {
        let status = Status(StatusCode::BAD_GATEWAY);
        for text in ["Bad Gateway", "bad gateway", "502 Bad Gateway"] {
            assert!(status.says(text), "{text}");
        }
        for text in ["", "502", "Bad Gateway!", "Forbidden"] {
            assert!(!status.says(text), "{text}");
        }
        assert!(!Status(StatusCode::from_u16(599).unwrap()).says("x"));
        assert_eq!(
            Status(StatusCode::from_u16(599).unwrap()).to_string(),
            "599"
        );
    }
}
