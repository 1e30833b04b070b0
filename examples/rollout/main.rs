//! Makes the Statuspage integration of many organizations be as a file says.
//!
//! ```text
//! cargo run --example rollout --features files -- examples/orgs.toml
//! cargo run --example rollout --features files -- examples/orgs.toml --dry-run
//! cargo run --example rollout --features files -- orgs.toml --live --concurrency 4
//! ```

#[path = "../support/desired.rs"]
mod desired;
mod file;
mod report;
mod run;
mod simulated;
#[path = "../support/mod.rs"]
mod support;
mod target;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use file::Organizations;
use report::Report;
use support::{Result, ended, say};
use target::Target;

const USAGE: &str = "\
rollout [OPTION]... FILE

Makes the Statuspage integration of every organization in FILE be as desired,
and keeps a report beside FILE. Run again, it does what is missing: what failed,
what was not begun, and what FILE says otherwise now.

    --dry-run          only show what would be changed
    --live             Datadog itself, with the keys from the variables that FILE
                       names; without it, organizations simulated in this process,
                       which are as new in each run
    --concurrency N    organizations at once (8)
    --again            everything, whatever the report says; what Ctrl-C leaves
                       of it is for the next run
    --report FILE      another place for the report

Ctrl-C finishes what is in flight and reports the rest; a second one leaves at once.
Exit code: 0 if all is as desired, 1 if something failed, 130 after Ctrl-C.
";

/// What was asked for.
struct Arguments {
    file: PathBuf,
    report: Option<PathBuf>,
    target: Target,
    dry_run: bool,
    again: bool,
    concurrency: NonZeroUsize,
}

impl Arguments {
    /// `None` if help was asked for, which is printed then.
    fn read() -> Result<Option<Self>> {
        use lexopt::prelude::*;

        let (mut file, mut report, mut target) = (None, None, Target::Simulator);
        let (mut dry_run, mut again) = (false, false);
        let mut concurrency = NonZeroUsize::new(8).unwrap_or(NonZeroUsize::MIN);
        let mut arguments = lexopt::Parser::from_env();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("dry-run") => dry_run = true,
                Long("live") => target = Target::Datadog,
                Long("again") => again = true,
                Long("concurrency") => {
                    let value = arguments.value()?;
                    concurrency = value
                        .parse()
                        .map_err(|_| "--concurrency takes a number from 1")?;
                }
                Long("report") => report = Some(arguments.value()?.into()),
                Long("help") | Short('h') => {
                    say(USAGE);
                    return Ok(None);
                }
                Value(value) if file.is_none() => file = Some(value.into()),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Some(Self {
            file: file.ok_or("which file? As in: rollout examples/orgs.toml")?,
            report,
            target,
            dry_run,
            again,
            concurrency,
        }))
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    ended("rollout", rollout().await)
}

async fn rollout() -> Result<ExitCode> {
    let Some(arguments) = Arguments::read()? else {
        return Ok(ExitCode::SUCCESS);
    };
    let organizations = Organizations::read(&arguments.file, arguments.target)?;
    let path = match &arguments.report {
        Some(path) => path.clone(),
        None => arguments.target.report_beside(&arguments.file),
    };
    let mut report = Report::open(path, arguments.target, !arguments.dry_run)?;
    let todo = report.begin(organizations, arguments.again);
    let interrupted = if arguments.dry_run {
        run::all(&arguments, todo, &mut report).await?
    } else {
        report.save()?;
        run::all(&arguments, todo, &mut report).await?
    };
    report.tell(arguments.dry_run);
    if !arguments.dry_run {
        // What could not be kept has been told at least.
        report.save()?;
    }
    Ok(match (interrupted, report.is_good()) {
        (true, _) => ExitCode::from(130),
        (false, true) => ExitCode::SUCCESS,
        (false, false) => ExitCode::FAILURE,
    })
}
