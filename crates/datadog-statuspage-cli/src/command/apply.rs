//! `apply`: plans, shows the plan, asks for confirmation and makes the changes.

use std::cell::RefCell;
use std::process::ExitCode;
use std::sync::Arc;

use datadog_statuspage::{Plan, SyncReport};

use super::ask::ask;
use super::document::Document;
use super::guard;
use super::look::{Looked, look};
use super::plan::plans;
use super::setup::Setup;
use crate::arguments::{Apply, Format};
use crate::ending::{INTERRUPTED, Result};
use crate::file::{Needs, Organization, Organizations};
use crate::output::{
    Progress, blocks, changes, failures, note, organizations, say, say_json, simulated, summary,
    wrapped,
};
use crate::report::{Entry, Failure, Outcome, Report, path_of};
use crate::session::{Phase, Session};
use crate::work::each;

/// The words for changes that were made.
pub(super) const MADE: [&str; 3] = ["created", "updated", "deleted"];

pub(crate) async fn apply(arguments: &Apply) -> Result<ExitCode> {
    let run = &arguments.run;
    if run.format == Format::Json && !arguments.yes {
        return Err("--format json can't ask for confirmation; add --yes".into());
    }
    let read = Organizations::read(
        &run.file,
        &run.reach.only,
        Needs::Desired,
        run.reach.simulate,
    );
    let read = read.await?;
    let mut report = Report::open(path_of(&run.file, &run.reach), &run.reach)?;
    let mut setup = Setup::new(read, &run.reach, report.memory())?;
    simulated(setup.is_simulated(), setup.organizations.len(), run.format);
    if let Some((started, left)) = report.goes_on() {
        note(&format!(
            "continuing the apply of {started:.0}, which left {} unfinished; every organization is read again",
            organizations(left)
        ));
    }
    let looked = look(&setup).await;
    let mut entries: Vec<_> = looked.iter().map(|one| one.entry.clone()).collect();
    let planned = match run.format {
        Format::Text => plans(&entries),
        Format::Json => Vec::new(),
    };
    blocks(planned.iter().cloned());
    let (mut code, mut has_begun) = (1, false);
    match may_begin(arguments, &mut setup, &looked).await {
        Err(why) => note(&wrapped(&why)),
        Ok(()) => {
            report.start(&setup.names);
            for one in &looked {
                report.found(not_begun(&one.entry), &one.entry.changes);
            }
            let kept = report.save();
            kept.and(change(&setup, looked, &mut report, &mut entries, run.format).await)?;
            (code, has_begun) = (ending(&entries), true);
        }
    }
    if setup.interrupt.is_seen() && code != 0 {
        code = INTERRUPTED;
    }
    entries = entries.iter().map(not_begun).collect();
    if run.format == Format::Text && planned.iter().any(|text| !text.is_empty()) {
        say("");
    }
    print(&setup, &entries, has_begun.then_some(&report), run.format)?;
    Ok(ExitCode::from(code))
}

/// Returns the entry of an organization whose changes are not made.
fn not_begun(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if entry.outcome == Outcome::ToChange {
        entry.outcome = Outcome::NotBegun;
        entry.changes.clear();
    }
    entry
}

fn ending(entries: &[Entry]) -> u8 {
    let is_good = entries.iter().all(|entry| entry.outcome.is_good());
    if is_good { 0 } else { 1 }
}

/// Returns why changes may not be made, unless they are allowed and confirmed.
async fn may_begin(
    arguments: &Apply,
    setup: &mut Setup,
    looked: &[Looked],
) -> std::result::Result<(), String> {
    const NOTHING: &str = "nothing was changed";
    let all: Vec<_> = looked
        .iter()
        .filter(|one| one.entry.outcome == Outcome::ToChange)
        .collect();
    if setup.interrupt.is_seen() {
        return Err(NOTHING.to_owned());
    }
    guard::unless_allowed(looked, arguments.allow_delete)
        .map_err(|why| format!("{why}; {NOTHING}"))?;
    if all.is_empty() || arguments.yes {
        return Ok(());
    }
    let count: usize = all.iter().map(|one| one.entry.changes.len()).sum();
    let word = if count == 1 { "change" } else { "changes" };
    let question = format!("\n{count} {word} to {}.", organizations(all.len()));
    match ask(&question, &mut setup.interrupt).await {
        Some(true) => Ok(()),
        Some(false) => Err(NOTHING.to_owned()),
        None => Err(format!(
            "there is no terminal to confirm on, so {NOTHING}; add --yes to apply without confirmation"
        )),
    }
}

/// Makes the changes of all plans, and records each organization before and after.
async fn change(
    setup: &Setup,
    looked: Vec<Looked>,
    report: &mut Report,
    entries: &mut [Entry],
    format: Format,
) -> Result<()> {
    let todo: Vec<_> = looked
        .into_iter()
        .filter_map(|one| Some((one.organization, one.plan.filter(|plan| !plan.is_empty())?)))
        .collect();
    let progress = Progress::new("applying", todo.len());
    let (report, kept) = (RefCell::new(report), RefCell::new(Ok(())));
    let keep = |report: &Report| {
        let saved = report.save();
        let mut kept = kept.borrow_mut();
        if kept.is_ok() {
            *kept = saved;
        }
    };
    each(
        todo,
        setup.at_once,
        || !setup.interrupt.is_seen() && kept.borrow().is_ok(),
        |(organization, plan)| {
            let mut report = report.borrow_mut();
            report.begin(&organization.name, plan.changes());
            keep(&report);
            one(organization, plan, Arc::clone(&setup.session))
        },
        |entry| {
            progress.around(|| {
                if format == Format::Text {
                    say(&line(&entry));
                }
            });
            progress.done(&entry.name);
            let mut report = report.borrow_mut();
            report.end(entry.clone());
            keep(&report);
            if let Some(known) = entries.iter_mut().find(|known| known.name == entry.name) {
                *known = entry;
            }
        },
    )
    .await;
    progress.finish();
    let report = report.into_inner();
    if let Some(memory) = &setup.session.memory {
        setup
            .organizations
            .iter()
            .for_each(|it| memory.settle(&it.name));
    }
    report.finish();
    kept.into_inner().and(report.save())
}

fn line(entry: &Entry) -> String {
    let what = match entry.outcome {
        Outcome::Failed => "failed".to_owned(),
        _ => changes(&entry.changes, MADE),
    };
    format!("{}: {what}", entry.name)
}

async fn one(organization: Arc<Organization>, plan: Plan, session: Arc<Session>) -> Entry {
    let reached = match session.reach(&organization, Phase::Change) {
        Ok(reached) => reached,
        Err(error) => return Entry::failed(&organization, Failure::from(error)),
    };
    let applied = reached.client.apply(plan).with_response().await;
    session.leave(&organization, &reached);
    match applied {
        Ok(response) => {
            let report: &SyncReport = response.value();
            // Changes that another client has made since are no longer necessary.
            let outcome = match report.is_empty() {
                true => Outcome::Unchanged,
                false => Outcome::Changed,
            };
            Entry {
                changes: report.changes().to_vec(),
                attempts: response.attempts().len(),
                ..Entry::new(&organization, outcome)
            }
        }
        Err(error) => Entry::failed(&organization, Failure::from(error)),
    }
}

fn print(setup: &Setup, entries: &[Entry], report: Option<&Report>, format: Format) -> Result<()> {
    match format {
        Format::Json => say_json(&Document::new("apply", setup.is_simulated(), entries))?,
        Format::Text => {
            let left = entries
                .iter()
                .filter(|entry| entry.outcome == Outcome::NotBegun);
            let left = match (report, left.count()) {
                (None, _) | (_, 0) => String::new(),
                (_, left) => format!(
                    "{} left; run the same command again to continue",
                    organizations(left)
                ),
            };
            let place = report.map(|report| format!("report: {}", report.path().display()));
            let place = place.unwrap_or_default();
            blocks([failures(entries), summary(entries, MADE), left, place]);
        }
    }
    simulated(setup.is_simulated(), entries.len(), format);
    Ok(())
}
