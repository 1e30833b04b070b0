//! Everything that is known of a failure.

use std::error::Error as StdError;
use std::time::Duration;

use super::attempt::AttemptFailure;
use super::kind::{ErrorKind, Outcome, StopReason};
use super::parts::Parts;

pub(crate) type Source = Box<dyn StdError + Send + Sync>;

/// What tells Datadog who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CredentialKind {
    Keys,
    AccessToken,
}

pub(crate) struct Details {
    pub(crate) kind: ErrorKind,
    pub(crate) outcome: Outcome,
    /// What kind and status don't say by themselves.
    pub(crate) detail: Option<String>,
    pub(crate) operation: Option<&'static str>,
    /// What making the request is called: "creating the account".
    pub(crate) doing: Option<&'static str>,
    /// The host that was, or would have been, talked to.
    pub(crate) host: String,
    pub(crate) credentials: CredentialKind,
    pub(crate) messages: Vec<String>,
    /// What kept the last answer from being complete.
    pub(crate) failure: Option<AttemptFailure>,
    /// What the failure's cause was, in words.
    pub(crate) cause: Option<String>,
    pub(crate) parts: Parts,
    /// How many of the attempts are of the request that failed, if not all.
    pub(crate) own: Option<usize>,
    pub(crate) stop_reason: Option<StopReason>,
    pub(crate) retry_after: Option<Duration>,
    /// Whether it is safe to make the call again, whatever the outcome.
    pub(crate) repeatable: bool,
    /// Whether Datadog keeps something otherwise than it was sent, and would again.
    pub(crate) kept_otherwise: bool,
    pub(crate) source: Option<Source>,
}

impl Details {
    /// A failure of which nothing is known but its kind.
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

    /// Whether an attempt had this outcome.
    pub(crate) fn any(&self, outcome: Outcome) -> bool {
        let mut attempts = self.parts.attempts.iter();
        attempts.any(|attempt| attempt.outcome == outcome)
    }
}
