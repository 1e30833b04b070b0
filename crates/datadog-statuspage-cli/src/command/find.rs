//! `find`: which organizations watch a page.

use std::process::ExitCode;

use datadog_statuspage::{Desired, Tags};
use serde::Serialize;

use super::export::list;
use super::setup::Setup;
use crate::arguments::{Find, Format};
use crate::ending::{INTERRUPTED, Result};
use crate::file::canonical;
use crate::output::{failures, organizations, say, say_json, simulated};
use crate::report::{Entry, Failure};

/// The result, as JSON output.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    command: &'static str,
    simulated: bool,
    url: &'a str,
    watched_by: &'a [Found],
    failed: &'a [Entry],
}

#[derive(Serialize)]
struct Found {
    name: String,
    site: String,
    tags: Vec<String>,
}

pub(crate) async fn find(arguments: &Find) -> Result<ExitCode> {
    let url = &*arguments.url;
    // Checks that it is a page's URL at all.
    Desired::new()
        .url_setting(url, Tags::new(["any"])?)
        .check()?;
    let setup = Setup::of_any(arguments.file.as_deref(), &arguments.reach, None).await?;
    let count = setup.organizations.len();
    simulated(setup.is_simulated(), count, arguments.format);
    let (listed, left) = list(&setup).await;
    let (mut found, mut failed) = (Vec::new(), Vec::new());
    let page = canonical(url);
    for (organization, list) in listed {
        match list {
            Ok(list) => {
                let is_it = |shown: Option<&str>| shown.is_some_and(|url| canonical(url) == page);
                let it = list.iter().find(|setting| is_it(setting.url()));
                found.extend(it.map(|setting| {
                    Found {
                        name: organization.name.clone(),
                        site: organization.site.to_string(),
                        tags: setting
                            .tags()
                            .iter()
                            .flat_map(Tags::iter)
                            .map(clean)
                            .collect(),
                    }
                }));
            }
            Err(error) => failed.push(Entry::failed(&organization, Failure::from(error))),
        }
    }
    match arguments.format {
        Format::Json => say_json(&Document {
            schema: 1,
            command: "find",
            simulated: setup.is_simulated(),
            url,
            watched_by: &found,
            failed: &failed,
        })?,
        Format::Text => print(url, count, &found, &failed),
    }
    simulated(setup.is_simulated(), count, arguments.format);
    Ok(match (left, failed.is_empty()) {
        (0, true) => ExitCode::SUCCESS,
        (0, false) => ExitCode::FAILURE,
        _ => ExitCode::from(INTERRUPTED),
    })
}

/// Strips characters that could forge a line.
fn clean(tag: &str) -> String {
    tag.chars().filter(|c| !c.is_control()).collect()
}

fn print(url: &str, count: usize, found: &[Found], failed: &[Entry]) {
    for Found { name, site, tags } in found {
        say(&format!("{name}  {site}  {}", tags.join(",")));
    }
    let failures = failures(failed);
    if !failures.is_empty() {
        say(&failures);
    }
    let known = count.saturating_sub(failed.len());
    say(&format!(
        "{url}: watched by {} of {}",
        found.len(),
        organizations(known)
    ));
}
