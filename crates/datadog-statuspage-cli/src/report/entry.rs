//! The result of one organization.

use std::error::Error as _;
use std::fmt::Write;

use datadog_statuspage::{Change, Error};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::file::Organization;

/// The result of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// The changes are to be made.
    ToChange,
    /// The changes were made.
    Changed,
    Unchanged,
    Failed,
    /// In progress when this was written.
    InFlight,
    NotBegun,
}

impl Outcome {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::ToChange => "to change",
            Self::Changed => "changed",
            Self::Unchanged => "nothing to do",
            Self::Failed => "failed",
            Self::InFlight => "in flight",
            Self::NotBegun => "not begun",
        }
    }

    pub(crate) fn is_good(self) -> bool {
        matches!(self, Self::Changed | Self::Unchanged)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) site: String,
    pub(crate) outcome: Outcome,
    pub(crate) at: Timestamp,
    /// The changes that were made, or planned ones in a plan.
    pub(crate) changes: Vec<Change>,
    /// Changes that were begun, if it isn't known which of them were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) begun: Vec<Change>,
    /// How many requests were sent.
    pub(crate) attempts: usize,
    /// How many settings can't be read.
    pub(crate) unreadable: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<Failure>,
}

/// Why it failed, and the outcome.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Failure {
    pub(crate) kind: String,
    pub(crate) outcome: String,
    pub(crate) message: String,
    #[serde(skip)]
    pub(crate) attempts: usize,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let mut message = error.to_string();
        // The root cause: a refused connection, an unknown host.
        let mut cause = error.source();
        while let Some(deeper) = cause.and_then(|cause| cause.source()) {
            cause = Some(deeper);
        }
        if let Some(cause) = cause.map(ToString::to_string)
            && !message.contains(&cause)
        {
            let _ = write!(message, "; cause: {cause}");
        }
        Self {
            kind: format!("{:?}", error.kind()),
            outcome: format!("{:?}", error.outcome()),
            message,
            attempts: error.attempts().len(),
        }
    }
}

impl Entry {
    pub(crate) fn new(organization: &Organization, outcome: Outcome) -> Self {
        Self {
            name: organization.name.clone(),
            site: organization.site.to_string(),
            outcome,
            at: Timestamp::now(),
            changes: Vec::new(),
            begun: Vec::new(),
            attempts: 0,
            unreadable: 0,
            failure: None,
        }
    }

    pub(crate) fn failed(organization: &Organization, failure: Failure) -> Self {
        Self {
            attempts: failure.attempts,
            failure: Some(failure),
            ..Self::new(organization, Outcome::Failed)
        }
    }
}
