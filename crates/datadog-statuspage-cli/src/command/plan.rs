//! `plan` and `check`: the changes in full, and a summary.

use std::path::Path;
use std::process::ExitCode;

use super::document::Document;
use super::guard;
use super::look::{Looked, look};
use super::setup::Setup;
use crate::arguments::{Format, Run};
use crate::ending::{CHANGES, INTERRUPTED, Result};
use crate::file::Needs;
use crate::output::{
    blocks, changes, failures, organizations, plan as shown, say, say_json, simulated, summary,
    wrapped,
};
use crate::report::{Entry, Outcome};

/// The words for changes that are not made yet.
pub(super) const TO_MAKE: [&str; 3] = ["to create", "to update", "to delete"];

/// Shows the changes.
pub(crate) async fn plan(run: &Run) -> Result<ExitCode> {
    looked(run, "plan", |looked, entries| {
        let guarded = guard::unless_allowed(looked, None).err();
        let mut texts = plans(entries);
        texts.extend(guarded.map(|why| wrapped(&why)));
        texts.push(summary(entries, TO_MAKE));
        blocks(texts);
    })
    .await
}

/// Reports which organizations differ.
pub(crate) async fn check(run: &Run) -> Result<ExitCode> {
    looked(run, "check", |_, entries| {
        let failed = failures(entries);
        if !failed.is_empty() {
            say(&failed);
        }
        let differing: Vec<_> = of(entries, Outcome::ToChange).collect();
        for entry in &differing {
            say(&format!(
                "{}: {}",
                entry.name,
                changes(&entry.changes, TO_MAKE)
            ));
        }
        say(&wrapped(&verdict(&run.file, entries, differing.len())));
    })
    .await
}

fn of(entries: &[Entry], outcome: Outcome) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(move |entry| entry.outcome == outcome)
}

fn verdict(file: &Path, entries: &[Entry], differing: usize) -> String {
    let (file, all) = (file.display(), organizations(entries.len()));
    let unknown = entries
        .len()
        .saturating_sub(differing)
        .saturating_sub(of(entries, Outcome::Unchanged).count());
    let verdict = match differing {
        0 if unknown == 0 => format!("{all}: no differences from {file}"),
        0 => format!("{all}: no known differences from {file}"),
        _ => format!(
            "{differing} of {all} to change; `plan` with the same arguments shows the changes"
        ),
    };
    match unknown {
        0 => verdict,
        _ => format!("{verdict}; {unknown} could not be checked"),
    }
}

/// Returns each plan with changes, and the failures.
pub(super) fn plans(entries: &[Entry]) -> Vec<String> {
    let with_changes = entries
        .iter()
        .filter(|entry| entry.unreadable > 0 || entry.outcome == Outcome::ToChange);
    let mut texts: Vec<_> = with_changes.map(shown).collect();
    texts.push(failures(entries));
    texts
}

async fn looked(
    run: &Run,
    command: &'static str,
    print: impl FnOnce(&[Looked], &[Entry]),
) -> Result<ExitCode> {
    let setup = Setup::of_file(&run.file, &run.reach, Needs::Desired).await?;
    let count = setup.organizations.len();
    simulated(setup.is_simulated(), count, run.format);
    let looked = look(&setup).await;
    let entries: Vec<_> = looked.iter().map(|one| one.entry.clone()).collect();
    match run.format {
        Format::Json => say_json(&Document::new(command, setup.is_simulated(), &entries))?,
        Format::Text => print(&looked, &entries),
    }
    simulated(setup.is_simulated(), count, run.format);
    let is_any = |outcome| of(&entries, outcome).next().is_some();
    Ok(if setup.interrupt.is_seen() {
        ExitCode::from(INTERRUPTED)
    } else if is_any(Outcome::Failed) {
        ExitCode::FAILURE
    } else if is_any(Outcome::ToChange) {
        ExitCode::from(CHANGES)
    } else {
        ExitCode::SUCCESS
    })
}
