//! Everything that is known about a failure.

use std::error::Error as StdError;
use std::time::Duration;

use super::attempt::AttemptFailure;
use super::kind::{ErrorKind, Outcome, StopReason};
use super::parts::Parts;

pub(crate) type Source = Box<dyn StdError + Send + Sync>;

/// The kind of credentials of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CredentialKind {
    Keys,
    AccessToken,
}

pub(crate) struct Details {
    pub(crate) kind: ErrorKind,
    pub(crate) outcome: Outcome,
    /// What kind and status alone don't say.
    pub(crate) detail: Option<String>,
    pub(crate) operation: Option<&'static str>,
    /// The gerund for the request, such as "creating the account".
    pub(crate) doing: Option<&'static str>,
    /// The host that was called, or would have been.
    pub(crate) host: String,
    pub(crate) credentials: CredentialKind,
    pub(crate) messages: Vec<String>,
    /// Why the last answer is incomplete.
    pub(crate) failure: Option<AttemptFailure>,
    /// The failure's cause, in words.
    pub(crate) cause: Option<String>,
    pub(crate) parts: Parts,
    /// How many of the attempts belong to the request that failed, if not all.
    pub(crate) own: Option<usize>,
    pub(crate) stop_reason: Option<StopReason>,
    pub(crate) retry_after: Option<Duration>,
    /// Whether the call is safe to repeat, whatever its outcome.
    pub(crate) repeatable: bool,
    /// Whether Datadog stores something differently than it was sent, and would do so again.
    pub(crate) kept_otherwise: bool,
    pub(crate) source: Option<Source>,
}

impl Details {
    /// Creates a failure with nothing but its kind.
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            outcome: Outcome::NotApplied,
            detail: None,
            operation: None,
            doing: None,
            host: String::new(),
            credentials: CredentialKind::Keys,
            messages: Vec::new(),
            failure: None,
            cause: None,
            parts: Parts::default(),
            own: None,
            stop_reason: None,
            retry_after: None,
            repeatable: false,
            kept_otherwise: false,
            source: None,
        }
    }

    /// Returns whether an attempt had this outcome.
    pub(crate) fn any(&self, outcome: Outcome) -> bool {
        let mut attempts = self.parts.attempts.iter();
        attempts.any(|attempt| attempt.outcome == outcome)
    }
}
