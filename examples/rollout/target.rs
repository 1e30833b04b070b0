//! What a rollout talks to.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What a rollout talks to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Target {
    Simulator,
    Datadog,
}

impl Target {
    /// What one target holds says nothing of the other one.
    pub(crate) fn report_beside(self, file: &Path) -> PathBuf {
        file.with_extension(match self {
            Self::Simulator => "simulated.report.json",
            Self::Datadog => "report.json",
        })
    }
}
