//! Reads FILE, and reports all problems at once, before the first request.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use datadog_statuspage::{ClientBuilder, Credentials, Desired};

use super::format::{Entry, File};
use super::grouped::Problems;
use super::organization::{Organization, key_of};
use super::pages::OwnPages;
use super::reference::Reference;
use super::secrets::Secrets;
use crate::ending::Result;

/// What a command needs from FILE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Datadog's keys, to read.
    Access,
    /// The desired state as well.
    Desired,
    /// A Statuspage key for each organization as well.
    Key,
}

/// The organizations of FILE.
#[derive(Debug)]
pub(crate) struct Organizations {
    /// The chosen ones, in order.
    pub(crate) chosen: Vec<Organization>,
    /// The names of all.
    pub(crate) names: Vec<String>,
}

impl Organizations {
    /// Reads FILE, or reports everything that is wrong with it.
    pub(crate) async fn read(
        path: &Path,
        only: &[String],
        needs: Needs,
        is_simulated: bool,
    ) -> Result<Self> {
        let shown = path.display();
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{shown} can't be read: {error}"))?;
        let file = File::parse(&text).map_err(|problem| format!("{shown}:{problem}"))?;
        let mut problems = Problems::default();
        let chosen = chosen(&file, only, &mut problems);
        let is_keyed = needs != Needs::Access;
        let secrets = match is_simulated {
            true => Secrets::Simulated,
            false => {
                let references = chosen.iter().flat_map(|(_, entry)| {
                    let key = key_of(entry, &file.defaults).filter(|_| is_keyed);
                    let access = [&entry.access_token, &entry.api_key, &entry.app_key];
                    access.into_iter().flatten().chain(key)
                });
                let folder = path
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty());
                Secrets::look_up(references, folder.unwrap_or(Path::new("."))).await
            }
        };
        let mut organizations = Vec::new();
        for (place, entry) in chosen {
            if needs == Needs::Key && key_of(entry, &file.defaults).is_none() {
                problems.add(&entry.name, "has no statuspage_key, which rotate needs");
            }
            let of = (place, entry);
            organizations.extend(Organization::of(
                of,
                &file.defaults,
                &secrets,
                is_keyed,
                &mut problems,
            ));
        }
        if !problems.is_empty() {
            let count = problems.len();
            let word = if count == 1 { "problem" } else { "problems" };
            return Err(format!("{shown}: {count} {word}, nothing was done\n{problems}").into());
        }
        Ok(Self {
            chosen: organizations,
            names: file.organizations.into_iter().map(|it| it.name).collect(),
        })
    }

    /// Returns the organization whose keys are in the environment.
    pub(crate) fn of_environment(name: Option<&str>) -> Result<Self> {
        let client = ClientBuilder::from_env()?.build()?;
        let site = client.site().unwrap_or_default();
        let set = |names: [&str; 2]| {
            let is_set = |name: &&&str| std::env::var(name).is_ok_and(|text| !text.is_empty());
            let name = names.iter().find(is_set)?;
            Some(Reference::variable(name))
        };
        let token = set(["DD_BEARER_TOKEN", "DATADOG_BEARER_TOKEN"]);
        let keys = match token {
            Some(_) => (None, None),
            None => (
                set(["DD_API_KEY", "DATADOG_API_KEY"]),
                set(["DD_APP_KEY", "DATADOG_APP_KEY"]),
            ),
        };
        let name = name.unwrap_or("organization").to_owned();
        let entry = Entry {
            name: name.clone(),
            site: Some(site.to_string()),
            access_token: token,
            api_key: keys.0,
            app_key: keys.1,
            pages: OwnPages::default(),
            ..Entry::default()
        };
        Ok(Self {
            names: vec![name.clone()],
            chosen: vec![Organization {
                place: 0,
                name,
                site,
                credentials: Credentials::from_env()?,
                statuspage_key: None,
                desired: Desired::new(),
                pages: 0,
                entry,
            }],
        })
    }
}

/// Returns the chosen entries with their positions, and records problems of the file as a whole.
fn chosen<'a>(file: &'a File, only: &[String], problems: &mut Problems) -> Vec<(usize, &'a Entry)> {
    let entries = &file.organizations;
    if entries.is_empty() {
        problems.add("[[organizations]]", "the file lists no organizations");
    }
    let (mut names, mut keys) = (HashSet::new(), HashMap::new());
    for entry in entries {
        let name = &*entry.name;
        if name.trim().is_empty() || name.contains(char::is_control) {
            problems.add(
                &format!("{name:?}"),
                "the name is blank or contains a control character",
            );
        }
        if !names.insert(name) {
            problems.add(name, "the name is used twice");
        }
        let access = (&entry.access_token, &entry.api_key, &entry.app_key);
        if access != (&None, &None, &None)
            && let Some(other) = keys.insert(access, name)
            && other != name
        {
            problems.add(name, format!("uses the same keys as {other}"));
        }
    }
    for name in only {
        if !names.contains(&**name) {
            problems.add(
                name,
                "--only names an organization that the file does not list",
            );
        }
    }
    let is_chosen = |entry: &&Entry| only.is_empty() || only.contains(&entry.name);
    let entries = entries.iter().enumerate();
    entries.filter(|(_, entry)| is_chosen(entry)).collect()
}
