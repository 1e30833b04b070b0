//! The report's file: always complete, used by one run at a time, readable by its owner alone.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use datadog_statuspage::Change;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, Outcome};
use crate::arguments::Reach;
use crate::ending::Result;
use crate::session::Memory;

/// The version of the file's format.
const SCHEMA: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    schema: u32,
    /// The target: `datadog`, `simulated`, or another address.
    target: String,
    started: Timestamp,
    /// When all organizations were as desired; until then, the next run continues this one.
    finished: Option<Timestamp>,
    organizations: Vec<Entry>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    simulated: Option<Memory>,
}

/// The report of an apply, which may take several runs.
#[derive(Debug)]
pub(crate) struct Report {
    path: PathBuf,
    kept: Kept,
    goes_on: bool,
    /// Held as long as the report is.
    _lock: File,
}

/// Returns the path of a file's report. Each target has its own, because its state says nothing
/// about another.
pub(crate) fn path_of(file: &Path, reach: &Reach) -> PathBuf {
    let beside = || {
        file.with_extension(match (reach.simulate, &reach.base_url) {
            (true, _) => "simulated.report.json",
            (false, Some(_)) => "rehearsal.report.json",
            (false, None) => "report.json",
        })
    };
    reach.report.clone().unwrap_or_else(beside)
}

fn target(reach: &Reach) -> String {
    match (reach.simulate, &reach.base_url) {
        (true, _) => "simulated".to_owned(),
        (false, Some(url)) => url.clone(),
        (false, None) => "datadog".to_owned(),
    }
}

fn read(path: &Path, reach: &Reach) -> Result<Option<Kept>> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{shown}: {error}").into()),
    };
    let advice = "choose another with --report, or delete it to start over";
    let kept: Kept = serde_json::from_str(&text)
        .map_err(|error| format!("{shown} is not a report ({error}); {advice}"))?;
    let target = target(reach);
    if kept.schema != SCHEMA {
        let schema = kept.schema;
        return Err(
            format!("{shown} is a report of version {schema}, not {SCHEMA}; {advice}").into(),
        );
    }
    if kept.target != target {
        let other = kept.target;
        return Err(format!("{shown} is a report for {other}, not for {target}; {advice}").into());
    }
    Ok(Some(kept))
}

/// Returns the stored state of simulated organizations, if they are the target.
pub(crate) fn remembered(path: &Path, reach: &Reach) -> Result<Option<Memory>> {
    if !reach.simulate {
        return Ok(None);
    }
    let kept = read(path, reach)?;
    Ok(Some(
        kept.and_then(|kept| kept.simulated).unwrap_or_default(),
    ))
}

impl Report {
    /// Opens the report of earlier runs, or an empty one, and locks it.
    pub(crate) fn open(path: PathBuf, reach: &Reach) -> Result<Self> {
        let lock = lock(&path)?;
        let kept = read(&path, reach)?;
        let is_unfinished = |kept: &Kept| kept.finished.is_none() && !kept.organizations.is_empty();
        let goes_on = kept.as_ref().is_some_and(is_unfinished);
        let empty = Kept {
            schema: SCHEMA,
            target: target(reach),
            started: Timestamp::now(),
            finished: None,
            organizations: Vec::new(),
            simulated: reach.simulate.then(Memory::default),
        };
        Ok(Self {
            path,
            kept: kept.unwrap_or(empty),
            goes_on,
            _lock: lock,
        })
    }

    /// Returns when the apply that this run continues was started, and how many organizations it
    /// left.
    pub(crate) fn goes_on(&self) -> Option<(Timestamp, usize)> {
        let entries = self.kept.organizations.iter();
        let left = entries.filter(|entry| !entry.outcome.is_good()).count();
        self.goes_on.then_some((self.kept.started, left))
    }

    /// Starts an apply, or continues one. Entries with other names are removed.
    pub(crate) fn start(&mut self, names: &[String]) {
        if !self.goes_on {
            self.kept.started = Timestamp::now();
        }
        self.kept.finished = None;
        let entries = &mut self.kept.organizations;
        entries.retain(|entry| names.contains(&entry.name));
    }

    /// Records an organization before anything is changed; `left` is what is still to be done.
    /// The changes of an unfinished apply stay.
    pub(crate) fn found(&mut self, mut entry: Entry, left: &[Change]) {
        let goes_on = self.goes_on;
        let Some(known) = self.known(&entry.name) else {
            self.kept.organizations.push(entry);
            return;
        };
        if goes_on {
            let mut changes = std::mem::take(&mut known.changes);
            let begun = std::mem::take(&mut known.begun);
            if entry.outcome == Outcome::Failed {
                entry.begun = begun;
            } else {
                changes.extend(begun.into_iter().filter(|change| !left.contains(change)));
            }
            if entry.outcome == Outcome::Unchanged && !changes.is_empty() {
                entry.outcome = Outcome::Changed;
            }
            entry.changes = changes;
            entry.attempts = entry.attempts.saturating_add(known.attempts);
        }
        *known = entry;
    }

    /// Records that changes are about to be made.
    pub(crate) fn begin(&mut self, name: &str, changes: &[Change]) {
        if let Some(known) = self.known(name) {
            known.outcome = Outcome::InFlight;
            known.begun = changes.to_vec();
            known.at = Timestamp::now();
        }
    }

    /// Records how they ended.
    pub(crate) fn end(&mut self, entry: Entry) {
        if let Some(known) = self.known(&entry.name) {
            known.attempts = known.attempts.saturating_add(entry.attempts);
            known.outcome = entry.outcome;
            known.at = entry.at;
            known.failure = entry.failure;
            if known.outcome != Outcome::Failed {
                known.begun.clear();
                known.changes.extend(entry.changes);
            }
        }
    }

    fn known(&mut self, name: &str) -> Option<&mut Entry> {
        let mut entries = self.kept.organizations.iter_mut();
        entries.find(|entry| entry.name == name)
    }

    /// Marks it as finished if every organization is as desired.
    pub(crate) fn finish(&mut self) {
        let entries = &self.kept.organizations;
        let is_good = entries.iter().all(|entry| entry.outcome.is_good());
        self.kept.finished = is_good.then(Timestamp::now);
    }

    /// Returns the state of simulated organizations, if they are the target.
    pub(crate) fn memory(&self) -> Option<Memory> {
        self.kept.simulated.clone()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a temporary file, and renames it to the report.
    pub(crate) fn save(&self) -> Result<()> {
        let named = |error: std::io::Error| format!("{}: {error}", self.path.display());
        let mut text = serde_json::to_vec_pretty(&self.kept)?;
        text.push(b'\n');
        // Temporary files are readable by their owner alone.
        let mut file = tempfile::NamedTempFile::new_in(folder(&self.path)).map_err(named)?;
        file.write_all(&text).map_err(named)?;
        file.persist(&self.path)
            .map_err(|error| named(error.error))?;
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Locks a file beside the report, so that only one run uses it. The file stays: removing it
/// could take it from another run that is about to lock it.
fn lock(report: &Path) -> Result<File> {
    let mut path = report.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let named = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = File::create(&path).map_err(named)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let problem =
                "another run is using this report; wait for it, or choose another with --report";
            Err(format!("{}: {problem}", report.display()).into())
        }
        Err(TryLockError::Error(error)) => Err(named(error).into()),
    }
}
