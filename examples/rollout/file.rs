//! The file that names the organizations and what they should hold.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::fs;
use std::path::Path;

use datadog_statuspage::{Credentials, Desired, Secret, Site, secret_from_env};
use serde::Deserialize;

use crate::desired::{DesiredFile, parsed};
use crate::support::Result;
use crate::target::Target;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Of each organization that says nothing else.
    desired: Option<DesiredFile>,
    organizations: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    site: String,
    /// Names of variables, never keys.
    api_key: String,
    app_key: String,
    desired: Option<DesiredFile>,
}

/// An organization, and all that is needed to make it as desired.
pub(crate) struct Organization {
    pub(crate) name: String,
    pub(crate) site: Site,
    pub(crate) credentials: Credentials,
    pub(crate) desired: Desired,
    /// What the file says, to be compared with what an earlier run did.
    pub(crate) wanted: serde_json::Value,
}

pub(crate) struct Organizations;

impl Organizations {
    /// All organizations of a file, or everything that is wrong with it.
    pub(crate) fn read(path: &Path, target: Target) -> Result<Vec<Organization>> {
        let shown = path.display();
        let text = fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
        let file: File = parsed(&text).map_err(|problem| format!("{shown}:{problem}"))?;
        let (mut names, mut keys) = (HashSet::new(), HashMap::new());
        let (mut organizations, mut problems) = (Vec::new(), Vec::new());
        for entry in &file.organizations {
            if !names.insert(&entry.name) {
                problems.push(format!("{}: the name is there twice", entry.name));
            }
            let of_entry = (&entry.api_key, &entry.app_key);
            if let Some(other) = keys.insert(of_entry, &entry.name)
                && *other != entry.name
            {
                problems.push(format!("{}: its keys are those of {other}", entry.name));
            }
            match entry.organization(file.desired.as_ref(), target) {
                Ok(organization) => organizations.push(organization),
                Err(found) => {
                    let found = found.into_iter();
                    problems.extend(found.map(|problem| format!("{}: {problem}", entry.name)));
                }
            }
        }
        if organizations.is_empty() && problems.is_empty() {
            problems.push("there are no organizations in it".to_owned());
        }
        match problems.is_empty() {
            true => Ok(organizations),
            false => Err(format!("{shown}: nothing was done:\n  {}", problems.join("\n  ")).into()),
        }
    }
}

impl Entry {
    /// The organization, or all that is wrong with the entry.
    fn organization(
        &self,
        shared: Option<&DesiredFile>,
        target: Target,
    ) -> std::result::Result<Organization, Vec<String>> {
        let mut problems = Vec::new();
        let secret = |variable: &str| -> Result<Secret> {
            match target {
                Target::Simulator => Ok(Secret::from("00000000-0000-0000-0000-000000000000")),
                Target::Datadog => Ok(secret_from_env(variable)?),
            }
        };
        let key = |variable: &str| match DesiredFile::is_variable(variable) {
            true => secret(variable),
            // It may be the key itself, which belongs on no screen.
            false => {
                Err("api_key and app_key are names of variables, such as ACME_DD_API_KEY".into())
            }
        };
        let site = noted(self.site.parse::<Site>(), &mut problems);
        let api_key = noted(key(&self.api_key), &mut problems);
        let app_key = noted(key(&self.app_key), &mut problems);
        let credentials = api_key.zip(app_key).and_then(|(api_key, app_key)| {
            noted(Credentials::keys(api_key, app_key), &mut problems)
        });
        let file = self.desired.as_ref().or(shared);
        let file = noted(
            file.ok_or("nothing is desired of it, nor of all organizations"),
            &mut problems,
        );
        let desired = file.and_then(|file| noted(file.desired(secret), &mut problems));
        match (site, credentials, desired) {
            (Some(site), Some(credentials), Some(desired)) => Ok(Organization {
                name: self.name.clone(),
                site,
                credentials,
                desired,
                wanted: serde_json::json!({
                    "site": self.site,
                    "api_key": self.api_key,
                    "app_key": self.app_key,
                    "desired": file,
                }),
            }),
            _ => Err(problems),
        }
    }
}

/// What there is, or a note of what is wrong.
fn noted<T>(result: std::result::Result<T, impl Display>, problems: &mut Vec<String>) -> Option<T> {
    result
        .map_err(|problem| problems.push(problem.to_string()))
        .ok()
}
