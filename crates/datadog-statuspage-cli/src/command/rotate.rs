//! `rotate`: writes the Statuspage key to every account.

use std::process::ExitCode;
use std::sync::Arc;

use datadog_statuspage::{Change, Ensured};

use super::document::Document;
use super::setup::Setup;
use crate::arguments::{Format, Run};
use crate::ending::{INTERRUPTED, Result};
use crate::file::{Needs, Organization, Organizations};
use crate::output::{
    Progress, blocks, failures, organizations, say, say_json, simulated, summary, wrapped,
};
use crate::report::{Entry, Failure, Outcome, Report, path_of};
use crate::session::{Phase, Session};
use crate::work::each;

/// Writes each key, whatever any report says: Datadog doesn't show which key an account holds.
pub(crate) async fn rotate(run: &Run) -> Result<ExitCode> {
    let reach = &run.reach;
    let read = Organizations::read(&run.file, &reach.only, Needs::Key, reach.simulate).await?;
    // Only the state of simulated accounts is stored there.
    let report = match reach.simulate {
        true => Some(Report::open(path_of(&run.file, reach), reach)?),
        false => None,
    };
    let setup = Setup::new(read, reach, report.as_ref().and_then(Report::memory))?;
    let count = setup.organizations.len();
    simulated(setup.is_simulated(), count, run.format);
    let entries = write(&setup, run.format).await;
    if let Some(report) = &report {
        report.save()?;
    }
    match run.format {
        Format::Json => say_json(&Document::new("rotate", setup.is_simulated(), &entries))?,
        Format::Text => print(&entries),
    }
    simulated(setup.is_simulated(), count, run.format);
    let is_good = entries.iter().all(|entry| entry.outcome.is_good());
    Ok(match (is_good, setup.interrupt.is_seen()) {
        (true, _) => ExitCode::SUCCESS,
        (false, true) => ExitCode::from(INTERRUPTED),
        (false, false) => ExitCode::FAILURE,
    })
}

async fn write(setup: &Setup, format: Format) -> Vec<Entry> {
    let all = setup.organizations.clone();
    let progress = Progress::new("rotating", all.len());
    let mut entries = Vec::new();
    let left = each(
        all,
        setup.at_once,
        || !setup.interrupt.is_seen(),
        |organization| one(organization, Arc::clone(&setup.session)),
        |(place, entry)| {
            progress.around(|| {
                if format == Format::Text {
                    say(&line(&entry));
                }
            });
            progress.done(&entry.name);
            entries.push((place, entry));
        },
    )
    .await;
    progress.finish();
    let not_begun = |it: Arc<Organization>| (it.place, Entry::new(&it, Outcome::NotBegun));
    entries.extend(left.into_iter().map(not_begun));
    entries.sort_by_key(|(place, _)| *place);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn line(entry: &Entry) -> String {
    let what = match (entry.outcome, entry.changes.first()) {
        (Outcome::Failed, _) => "failed",
        (_, Some(Change::CreateAccount)) => "account created with the key",
        _ => "key written",
    };
    format!("{}: {what}", entry.name)
}

async fn one(organization: Arc<Organization>, session: Arc<Session>) -> (usize, Entry) {
    let written = async {
        let reached = session.reach(&organization, Phase::Change)?;
        // A FILE with a missing key was rejected before.
        let key = organization
            .statuspage_key
            .clone()
            .unwrap_or_else(|| "".into());
        let written = reached.client.account().ensure(key).with_response().await;
        session.leave(&organization, &reached);
        written
    };
    let entry = match written.await {
        Ok(response) if response.status().is_some_and(|status| status.is_success()) => {
            let change = match response.value() {
                Ensured::Created(_) => Change::CreateAccount,
                _ => Change::ReplaceKey,
            };
            Entry {
                changes: vec![change],
                attempts: response.attempts().len(),
                ..Entry::new(&organization, Outcome::Changed)
            }
        }
        Ok(response) => Entry::failed(
            &organization,
            Failure {
                kind: "Unanswered".to_owned(),
                outcome: "Unknown".to_owned(),
                message:
                    "the write was not confirmed, so the key may not be in place; run rotate again"
                        .to_owned(),
                attempts: response.attempts().len(),
            },
        ),
        Err(error) => Entry::failed(&organization, Failure::from(error)),
    };
    (organization.place, entry)
}

fn print(entries: &[Entry]) {
    let left = entries
        .iter()
        .filter(|entry| entry.outcome == Outcome::NotBegun);
    let left: Vec<_> = left.map(|entry| &*entry.name).collect();
    let left = match left.len() {
        0 => String::new(),
        count => format!(
            "{} left; to continue, run again with --only {}",
            organizations(count),
            left.join(",")
        ),
    };
    // Separates this from the lines of the organizations.
    say("");
    blocks([
        failures(entries),
        summary(entries, super::apply::MADE),
        wrapped(&left),
    ]);
}
