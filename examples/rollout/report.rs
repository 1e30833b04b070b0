//! What became of each organization, on the screen and in a file.

use std::error::Error as _;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use datadog_statuspage::{Change, Error};
use serde::{Deserialize, Serialize};

use crate::file::Organization;
use crate::support::{Result, say};
use crate::target::Target;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    NotBegun,
    Created,
    Updated,
    Unchanged,
    Failed,
}

impl State {
    /// In words; `would` is for changes that were not made.
    pub(crate) fn words(self, would: bool) -> &'static str {
        match (self, would) {
            (Self::NotBegun, _) => "not begun",
            (Self::Created, false) => "created",
            (Self::Created, true) => "would be created",
            (Self::Updated, false) => "updated",
            (Self::Updated, true) => "would be updated",
            (Self::Unchanged, _) => "unchanged",
            (Self::Failed, _) => "failed",
        }
    }

    /// What changes come to: created, if anything was.
    pub(crate) fn of(changes: &[Change]) -> Self {
        let creates = |change: &Change| {
            matches!(
                change,
                Change::CreateAccount | Change::CreateUrlSetting { .. }
            )
        };
        match changes {
            [] => Self::Unchanged,
            changes if changes.iter().any(creates) => Self::Created,
            _ => Self::Updated,
        }
    }

    fn is_good(self) -> bool {
        matches!(self, Self::Created | Self::Updated | Self::Unchanged)
    }
}

/// What became of an organization.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) state: State,
    pub(crate) wanted: serde_json::Value,
    pub(crate) changes: Vec<String>,
    pub(crate) attempts: usize,
    pub(crate) seconds: f64,
    pub(crate) failure: Option<Failure>,
    /// Whether an earlier run did it.
    #[serde(skip)]
    before: bool,
}

/// Why it failed, and what that means.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Failure {
    pub(crate) kind: String,
    pub(crate) outcome: String,
    pub(crate) reason: String,
    #[serde(skip)]
    pub(crate) attempts: usize,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let mut reason = error.to_string();
        // What is at the bottom of it: a refused connection, an unknown host.
        let mut cause = error.source();
        while let Some(deeper) = cause.and_then(|cause| cause.source()) {
            cause = Some(deeper);
        }
        if let Some(cause) = cause {
            let _ = write!(reason, "; the cause: {cause}");
        }
        Self {
            kind: format!("{:?}", error.kind()),
            outcome: format!("{:?}", error.outcome()),
            reason,
            attempts: error.attempts().len(),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self {
            kind: "Simulator".to_owned(),
            outcome: "NotApplied".to_owned(),
            reason: error.to_string(),
            attempts: 0,
        }
    }
}

impl Entry {
    fn new(organization: &Organization) -> Self {
        Self {
            name: organization.name.clone(),
            state: State::NotBegun,
            wanted: organization.wanted.clone(),
            changes: Vec::new(),
            attempts: 0,
            seconds: 0.0,
            failure: None,
            before: false,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    target: Target,
    organizations: Vec<Entry>,
}

pub(crate) struct Report {
    path: PathBuf,
    file: File,
    /// Held as long as the report is.
    _lock: Option<Lock>,
}

/// A file beside the report, which one rollout at a time can hold.
///
/// It stays: whoever removed it could take it from under another rollout that
/// is about to hold it.
struct Lock {
    _file: fs::File,
}

impl Lock {
    fn beside(report: &Path) -> Result<Self> {
        let path = report.with_extension("json.lock");
        let named = |error: std::io::Error| format!("{}: {error}", path.display());
        let file = fs::File::create(&path).map_err(named)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(fs::TryLockError::WouldBlock) => {
                let problem = "another rollout is using this report; wait for it, or choose another one with --report";
                Err(format!("{}: {problem}", report.display()).into())
            }
            Err(fs::TryLockError::Error(error)) => Err(named(error).into()),
        }
    }
}

/// An organization with which something is to be done.
pub(crate) struct Todo {
    /// Which of the report's entries it is.
    pub(crate) index: usize,
    pub(crate) organization: Organization,
    /// Whether it failed in an earlier run.
    pub(crate) failed_before: bool,
}

impl Report {
    /// The report of earlier runs, or an empty one; `keep` is whether it will be written.
    pub(crate) fn open(path: PathBuf, target: Target, keep: bool) -> Result<Self> {
        let lock = keep.then(|| Lock::beside(&path)).transpose()?;
        let file = match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| {
                let advice = "choose another place with --report, or delete it to begin anew";
                format!(
                    "{} is no report of a rollout ({error}); {advice}",
                    path.display()
                )
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => File {
                target,
                organizations: Vec::new(),
            },
            Err(error) => return Err(format!("{}: {error}", path.display()).into()),
        };
        if file.target != target {
            let problem =
                "is the report of a rollout to another target; choose another one with --report";
            return Err(format!("{}: {problem}", path.display()).into());
        }
        Ok(Self {
            path,
            file,
            _lock: lock,
        })
    }

    /// Makes it the report of these organizations, and says what is missing.
    pub(crate) fn begin(&mut self, organizations: Vec<Organization>, again: bool) -> Vec<Todo> {
        let mut earlier = std::mem::take(&mut self.file.organizations);
        let mut todo = Vec::new();
        for (index, organization) in organizations.into_iter().enumerate() {
            let known = earlier
                .iter()
                .position(|entry| entry.name == organization.name)
                .map(|at| earlier.swap_remove(at));
            let failed_before = known
                .as_ref()
                .is_some_and(|entry| entry.state == State::Failed);
            let done = |entry: &Entry| {
                !again && entry.state.is_good() && entry.wanted == organization.wanted
            };
            match known.filter(done) {
                Some(entry) => self.file.organizations.push(Entry {
                    before: true,
                    ..entry
                }),
                None => {
                    self.file.organizations.push(Entry::new(&organization));
                    todo.push(Todo {
                        index,
                        organization,
                        failed_before,
                    });
                }
            }
        }
        todo
    }

    /// Where to note what becomes of an organization.
    pub(crate) fn entry(&mut self, index: usize) -> Option<&mut Entry> {
        self.file.organizations.get_mut(index)
    }

    /// Writes it, so that at any moment a whole one is there.
    pub(crate) fn save(&self) -> Result<()> {
        let beside = self.path.with_extension("json.new");
        let named = |error| format!("{}: {error}", self.path.display());
        fs::write(&beside, serde_json::to_string_pretty(&self.file)?).map_err(named)?;
        fs::rename(&beside, &self.path).map_err(named)?;
        Ok(())
    }

    /// Whether every organization is as it should be.
    pub(crate) fn is_good(&self) -> bool {
        self.file
            .organizations
            .iter()
            .all(|entry| entry.state.is_good())
    }

    /// Prints the tables.
    pub(crate) fn tell(&self, would: bool) {
        say(self.tables(would).trim_end());
        if !would {
            say(format_args!("\nreport       {}", self.path.display()));
        }
    }

    fn tables(&self, would: bool) -> String {
        let entries = &self.file.organizations;
        let mut out = String::from("\nresult             organizations\n");
        let mut row = |words: &str, count: usize| {
            if count > 0 {
                let _ = writeln!(out, "{words:<18} {count:>13}");
            }
        };
        for state in [
            State::Created,
            State::Updated,
            State::Unchanged,
            State::Failed,
            State::NotBegun,
        ] {
            let now = entries
                .iter()
                .filter(|entry| entry.state == state && !entry.before);
            row(state.words(would), now.count());
        }
        row(
            "done before",
            entries.iter().filter(|entry| entry.before).count(),
        );
        let failed: Vec<_> = entries
            .iter()
            .filter_map(|entry| Some((entry, entry.failure.as_ref()?)))
            .collect();
        if failed.is_empty() {
            return out;
        }
        let name = "organization";
        let width = failed.iter().map(|(entry, _)| entry.name.chars().count());
        let width = width.max().unwrap_or_default().max(name.len());
        let _ = writeln!(out, "\n{name:<width$}  {:<10}  reason", "outcome");
        for (entry, failure) in failed {
            let Failure {
                outcome,
                kind,
                reason,
                ..
            } = failure;
            let _ = writeln!(
                out,
                "{:<width$}  {outcome:<10}  {kind}: {reason}",
                entry.name
            );
        }
        out
    }
}
