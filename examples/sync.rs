//! Makes an organization's Statuspage integration be as a file says: a plan first, then its changes.
//!
//! ```text
//! cargo run --example sync --features files -- examples/desired.toml --dry-run
//! cargo run --example sync --features files -- examples/desired.toml
//! cargo run --example sync --features files -- examples/desired.toml --live --dry-run
//! ```

#[path = "support/desired.rs"]
mod desired;
mod support;

use std::env;
use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use datadog_statuspage_testing::{Simulator, StoredUrlSetting};
use desired::{DesiredFile, parsed};
use serde::{Deserialize, Serialize};
use support::{Arguments, Datadog, Result, ended, say, tell_error};

const USAGE: &str = "\
sync [OPTION]... FILE

    --dry-run        only show what would be changed

Without --live or --base-url it talks to a simulated organization, which is
kept in a file between runs.
";

#[tokio::main]
async fn main() -> ExitCode {
    ended("sync", run().await)
}

async fn run() -> Result<ExitCode> {
    let Some(arguments) = Arguments::read(USAGE, &["dry-run"])? else {
        return Ok(ExitCode::SUCCESS);
    };
    let [path] = arguments.values.as_slice() else {
        return Err("which file? As in: sync examples/desired.toml --dry-run".into());
    };
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let file: DesiredFile = parsed(&text).map_err(|problem| format!("{path}:{problem}"))?;
    let datadog = Datadog::of(&arguments).await?;
    if let Some(simulator) = &datadog.simulator {
        let kept = Organization::restore(simulator)?;
        say(format_args!("kept in      {}\n", kept.display()));
    }
    let desired = file.desired(|variable| datadog.statuspage_key(variable))?;
    let shown = match arguments.has("dry-run") {
        true => datadog
            .client
            .plan(&desired)
            .await
            .map(|plan| plan.to_string()),
        false => datadog
            .client
            .sync(&desired)
            .await
            .map(|synced| synced.to_string()),
    };
    // What was changed before a failure is kept too.
    if let Some(simulator) = &datadog.simulator {
        Organization::keep(simulator)?;
    }
    match shown {
        Ok(diff) => {
            let coloured = std::io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none();
            diff.lines().for_each(|line| say(paint(line, coloured)));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            tell_error(&error);
            Ok(ExitCode::FAILURE)
        }
    }
}

/// A line of a diff in its colour.
fn paint(line: &str, coloured: bool) -> String {
    let colour = match line.get(..2) {
        Some("+ ") => 32,
        Some("~ ") => 33,
        Some("- ") => 31,
        _ => return line.to_owned(),
    };
    match coloured {
        true => format!("\u{1b}[{colour}m{line}\u{1b}[0m"),
        false => line.to_owned(),
    }
}

/// The simulated organization between two runs.
#[derive(Serialize, Deserialize)]
struct Organization {
    account: bool,
    url_settings: Vec<(String, String, String)>,
}

impl Organization {
    fn path() -> PathBuf {
        env::temp_dir().join("datadog-statuspage-simulated.toml")
    }

    fn restore(simulator: &Simulator) -> Result<PathBuf> {
        let path = Self::path();
        let organization = match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text)
                .map_err(|error| format!("{}: {error}; delete it to begin anew", path.display()))?,
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", path.display()).into());
            }
            // Something to change, for the first run.
            Err(_) => {
                let setting = |id: &str, url: &str| (id.into(), url.into(), "team:web".into());
                Self {
                    account: false,
                    url_settings: vec![
                        setting("1", "https://example.statuspage.io"),
                        setting("2", "https://old.statuspage.io"),
                    ],
                }
            }
        };
        simulator.set_account(organization.account.then(|| "kept".into()));
        let stored = |(id, url, custom_tags)| StoredUrlSetting {
            id,
            url,
            custom_tags,
        };
        simulator.set_url_settings(organization.url_settings.into_iter().map(stored));
        Ok(path)
    }

    fn keep(simulator: &Simulator) -> Result<()> {
        let stored = simulator.url_settings().into_iter();
        let organization = Self {
            account: simulator.account().is_some(),
            url_settings: stored
                .map(|setting| (setting.id, setting.url, setting.custom_tags))
                .collect(),
        };
        let path = Self::path();
        fs::write(&path, toml::to_string(&organization)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(())
    }
}
