//! `export`: the current state as a FILE.

use std::process::ExitCode;
use std::sync::Arc;

use datadog_statuspage::{Desired, UrlSettings};

use super::setup::Setup;
use crate::arguments::Export;
use crate::ending::{INTERRUPTED, Result};
use crate::file::{File, Organization, OwnPages, Page};
use crate::output::{note, organizations, say, wrapped};
use crate::session::{Phase, Session};
use crate::work::each;

/// What an organization watches, or why that isn't known.
pub(super) type Listed = (
    Arc<Organization>,
    std::result::Result<UrlSettings, datadog_statuspage::Error>,
);

pub(crate) async fn export(arguments: &Export) -> Result<ExitCode> {
    let (file, org) = (arguments.file.as_deref(), arguments.org.as_deref());
    let mut setup = Setup::of_any(file, &arguments.reach, org).await?;
    if let (Some(org), Some(file)) = (org, file) {
        setup.organizations.retain(|it| it.name == org);
        if setup.organizations.is_empty() {
            return Err(format!("{}: there is no organization named {org}", file.display()).into());
        }
    }
    let (listed, left) = list(&setup).await;
    let mut file = File::default();
    let mut comments = Vec::new();
    let mut is_failed = false;
    for (organization, list) in listed {
        match list {
            Ok(list) => comments.extend(write(&mut file, &organization, &list)?),
            Err(error) => {
                is_failed = true;
                note(&wrapped(&format!("{}: {error}", organization.name)));
            }
        }
    }
    if is_failed || left > 0 {
        // An incomplete file looks like a complete one.
        note("nothing was exported; use --only to choose organizations that can be read");
        return Ok(ExitCode::from(if left > 0 { INTERRUPTED } else { 1 }));
    }
    let is_simulated = setup.is_simulated();
    let line = format!(
        "# SIMULATED: {}, nothing was sent to Datadog",
        organizations(file.organizations.len())
    );
    let mut out = Vec::from_iter(is_simulated.then(|| line.clone()));
    out.push(
        "# The present state. Statuspage keys can't be read back: to have accounts created, add"
            .to_owned(),
    );
    out.push("# statuspage_key = \"env:STATUSPAGE_API_KEY\" to [defaults].".to_owned());
    out.extend(comments);
    out.push(format!("\n{}", toml::to_string(&file)?.trim_end()));
    out.extend(is_simulated.then_some(line));
    say(&out.join("\n"));
    Ok(ExitCode::SUCCESS)
}

/// Adds an organization to a file. Returns a comment about what the file can't express.
fn write(
    file: &mut File,
    organization: &Organization,
    list: &UrlSettings,
) -> Result<Option<String>> {
    #[derive(serde::Deserialize)]
    struct Pages {
        pages: Vec<Page>,
    }
    let desired = serde_json::to_value(Desired::from(list))?;
    let Pages { pages } = serde_json::from_value(desired)?;
    let all = list.len().saturating_add(list.unreadable());
    let lacking = all.saturating_sub(pages.len());
    let mut entry = organization.entry.clone();
    entry.site = Some(organization.site.to_string());
    entry.statuspage_key = None;
    entry.prune = None;
    entry.pages = OwnPages { only: false, pages };
    file.organizations.push(entry);
    let name = &organization.name;
    Ok((lacking > 0).then(|| {
        format!(
            "# {name}: left out {lacking} of {all} settings, which are unreadable or duplicates"
        )
    }))
}

/// Lists what every organization watches, in the order of FILE, and counts those skipped after
/// Ctrl-C.
pub(super) async fn list(setup: &Setup) -> (Vec<Listed>, usize) {
    let mut listed: Vec<Listed> = Vec::new();
    let left = each(
        setup.organizations.clone(),
        setup.at_once,
        || !setup.interrupt.is_seen(),
        |organization| one(organization, Arc::clone(&setup.session)),
        |one| listed.push(one),
    )
    .await;
    listed.sort_by_key(|(organization, _)| organization.place);
    (listed, left.len())
}

async fn one(organization: Arc<Organization>, session: Arc<Session>) -> Listed {
    let list = async {
        let reached = session.reach(&organization, Phase::Look)?;
        reached.client.url_settings().list().await
    };
    let list = list.await;
    (organization, list)
}
