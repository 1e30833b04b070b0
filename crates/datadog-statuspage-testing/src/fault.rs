//! Faults that the simulator can inject.

use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue, StatusCode};

use crate::answer::Answer;

/// A fault to inject into one request.
///
/// By default a fault occurs before the request is processed, so that nothing changes. With
/// [`after_commit`](Self::after_commit), the request takes effect first. In text, as for
/// `--fault` of the standalone simulator, a fault reads:
///
/// | text | what happens |
/// |---|---|
/// | `reset` | the connection is reset (TCP RST) |
/// | `stall` | no answer arrives |
/// | `cut` | the answer's body ends half-way |
/// | `garbage` | the answer's body is not JSON |
/// | `503` | this status, with an HTML page for 502 to 504, else an error text |
/// | `429:Retry-After=2` | this status with a header; several are joined by `,` |
/// | `commit-then-…` | any of these, after the request took effect |
///
/// ```
/// use datadog_statuspage_testing::Fault;
///
/// let lost: Fault = "commit-then-reset".parse()?;
/// let limited = Fault::status(429).header("Retry-After", "2");
/// assert_eq!(limited.to_string(), "429:retry-after=2");
/// # Ok::<(), datadog_statuspage_testing::UnknownFault>(())
/// ```
#[derive(Debug, Clone)]
pub struct Fault {
    pub(crate) after_commit: bool,
    pub(crate) what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    Reset,
    Stall,
    Cut,
    Garbage,
    Answer(Answer),
}

impl Fault {
    fn new(what: What) -> Self {
        Self {
            after_commit: false,
            what,
        }
    }

    /// Creates a fault that resets the connection.
    pub fn reset() -> Self {
        Self::new(What::Reset)
    }

    /// Creates a fault that sends no answer and keeps the connection open.
    pub fn stall() -> Self {
        Self::new(What::Stall)
    }

    /// Creates a fault that ends the connection half-way through the answer's body.
    ///
    /// The answer is a 502 before the commit, and the regular one after it.
    pub fn cut() -> Self {
        Self::new(What::Cut)
    }

    /// Creates a fault that answers with a body that is not JSON.
    ///
    /// The status is 502 before the commit, and the regular one after it.
    pub fn garbage() -> Self {
        Self::new(What::Garbage)
    }

    /// Creates a fault that answers with this status instead. A number that can't be a status
    /// (under 100 or over 999) becomes 500.
    ///
    /// For 502, 503 and 504 the body is an HTML page, as gateways send it. Otherwise it is an
    /// error text in the documented shape.
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let text = status.canonical_reason().unwrap_or("Unknown");
        Self::new(What::Answer(match status.as_u16() {
            502..=504 => Answer::page(status),
            _ => Answer::error(status, text),
        }))
    }

    /// Adds a header to a [`status`](Self::status). It is ignored for other faults, and if it
    /// can't be a header. So are `Content-Length` and `Transfer-Encoding`, which follow from the
    /// body.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let What::Answer(answer) = &mut self.what
            && let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            && ![CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name)
        {
            answer.headers.insert(name, value);
        }
        self
    }

    /// Sets another body for a [`status`](Self::status). It is ignored for other faults.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        if let What::Answer(answer) = &mut self.what {
            answer.body = body.into();
        }
        self
    }

    /// Lets the request take effect before the fault occurs.
    #[must_use]
    pub fn after_commit(mut self) -> Self {
        self.after_commit = true;
        self
    }
}

const AFTER_COMMIT: &str = "commit-then-";

/// The error of a text that names no fault.
#[derive(Debug, Clone)]
pub struct UnknownFault(String);

impl fmt::Display for UnknownFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a fault; faults are reset, stall, cut, garbage, a status such as 503 or \
             429:Retry-After=2, and {AFTER_COMMIT} before any of them",
            self.0,
        )
    }
}

impl std::error::Error for UnknownFault {}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        let unknown = || UnknownFault(text.to_owned());
        let (after_commit, name) = match text.strip_prefix(AFTER_COMMIT) {
            Some(name) => (true, name),
            None => (false, text),
        };
        let fault = match name {
            "reset" => Self::reset(),
            "stall" => Self::stall(),
            "cut" => Self::cut(),
            "garbage" => Self::garbage(),
            _ => {
                let (status, headers) = name.split_once(':').unwrap_or((name, ""));
                let status = status
                    .parse()
                    .ok()
                    .filter(|status| (200..=599).contains(status));
                let mut fault = Self::status(status.ok_or_else(unknown)?);
                for header in headers.split(',').filter(|header| !header.is_empty()) {
                    let (name, value) = header.split_once('=').ok_or_else(unknown)?;
                    let usable =
                        HeaderName::try_from(name).is_ok() && HeaderValue::try_from(value).is_ok();
                    fault = usable
                        .then(|| fault.header(name, value))
                        .ok_or_else(unknown)?;
                }
                fault
            }
        };
        Ok(if after_commit {
            fault.after_commit()
        } else {
            fault
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.after_commit {
            f.write_str(AFTER_COMMIT)?;
        }
        match &self.what {
            What::Reset => f.write_str("reset"),
            What::Stall => f.write_str("stall"),
            What::Cut => f.write_str("cut"),
            What::Garbage => f.write_str("garbage"),
            What::Answer(answer) => {
                write!(f, "{}", answer.status.as_u16())?;
                let headers = answer
                    .headers
                    .iter()
                    .filter(|(name, _)| *name != http::header::CONTENT_TYPE);
                for (index, (name, value)) in headers.enumerate() {
                    let separator = if index == 0 { ':' } else { ',' };
                    write!(
                        f,
                        "{separator}{name}={}",
                        String::from_utf8_lossy(value.as_bytes())
                    )?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_reads_back_as_written() {
        for text in [
            "reset",
            "stall",
            "cut",
            "garbage",
            "503",
            "429:retry-after=2",
            "429:x-ratelimit-reset=7,x-ratelimit-name=a",
            "commit-then-reset",
            "commit-then-502",
        ] {
            assert_eq!(text.parse::<Fault>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_fault_is_refused() {
        for text in [
            "",
            "commit-then-",
            "rest",
            "99",
            "600",
            "429:x",
            "429:a b=c",
            "429:x=\u{1}",
        ] {
            assert!(text.parse::<Fault>().is_err(), "{text}");
        }
    }
}
