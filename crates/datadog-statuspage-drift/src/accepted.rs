//! Known differences that are accepted, each with its reason.

use serde::Deserialize;

use crate::facts::Unreadable;
use crate::problem::{Kind, Problem, Severity};

/// The accepted differences.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    accepted: Vec<Entry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: String,
    #[serde(rename = "where")]
    place: String,
    source: SourceKind,
    /// What the source says; without it, any value is accepted.
    theirs: Option<String>,
    reason: String,
}

/// The kind of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// Our own fragment.
    Fragment,
    /// A page of Datadog's documentation.
    Page,
    /// Datadog's OpenAPI document.
    Upstream,
}

impl SourceKind {
    /// The kind as accepted differences name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fragment => "fragment",
            Self::Page => "page",
            Self::Upstream => "upstream",
        }
    }
}

/// Which parts of the API a source spoke of.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// The kind of the source.
    pub kind: SourceKind,
    /// The operations, by the names used in problems; `None` means all.
    pub operations: Option<Vec<String>>,
}

impl Accepted {
    /// Parses the list of accepted differences.
    ///
    /// # Errors
    /// The text isn't YAML in the documented form, or a difference has no reason.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let accepted: Self = serde_saphyr::from_str(text).map_err(|error| {
            let line = error.location().map(|place| place.line() as usize);
            let why = error.without_snippet().to_string();
            Unreadable::new(line, why)
        })?;
        for entry in &accepted.accepted {
            if entry.reason.trim().is_empty() {
                let why = format!(
                    "{} at {} is accepted without a reason",
                    entry.kind, entry.place
                );
                return Err(Unreadable::new(None, why));
            }
        }
        Ok(accepted)
    }

    /// Returns the problems that aren't accepted, those of accepted differences that no longer
    /// exist, and the number of accepted ones.
    pub fn filter(
        &self,
        problems: Vec<(SourceKind, Problem)>,
        spoken: &[Spoken],
        file: &str,
    ) -> (Vec<Problem>, usize) {
        let mut used = vec![false; self.accepted.len()];
        let mut left = Vec::new();
        let mut accepted: usize = 0;
        for (kind, problem) in problems {
            let matching = self.accepted.iter().zip(&mut used).find(|(entry, _)| {
                entry.source == kind
                    && entry.kind == problem.kind.name()
                    && entry.place == problem.place
                    && (entry.theirs.is_none() || entry.theirs == problem.theirs)
            });
            match matching {
                Some((_, used)) => {
                    *used = true;
                    accepted = accepted.saturating_add(1);
                }
                None => left.push(problem),
            }
        }
        for (entry, _) in self.accepted.iter().zip(used).filter(|(_, used)| !used) {
            if spoken.iter().any(|spoken| spoken.is_about(entry)) {
                left.push(Problem {
                    kind: Kind::AcceptanceUnused,
                    severity: Severity::Info,
                    place: entry.place.clone(),
                    ours: Some(format!(
                        "{}, accepted because: {}",
                        entry.kind, entry.reason
                    )),
                    theirs: None,
                    repair: format!("remove it from {file}: the difference no longer exists"),
                    source: file.to_owned(),
                });
            }
        }
        left.sort_by(Problem::order);
        left.dedup();
        (left, accepted)
    }
}

impl Spoken {
    fn is_about(&self, entry: &Entry) -> bool {
        let subject = entry.place.split('/').next().unwrap_or_default();
        self.kind == entry.source
            && match &self.operations {
                None => true,
                Some(operations) => {
                    subject == "sites" || operations.iter().any(|name| name == subject)
                }
            }
    }
}
