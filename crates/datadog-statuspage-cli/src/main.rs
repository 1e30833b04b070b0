//! `datadog-statuspage`: manages the Statuspage integration of all organizations from one file.

mod arguments;
mod command;
mod ending;
mod file;
mod output;
mod report;
mod session;
mod work;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use ending::Result;
use output::{note, wrapped};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            // clap exits with 2, which means changes for `plan` and `check`.
            return match error.use_stderr() {
                true => ExitCode::FAILURE,
                false => ExitCode::SUCCESS,
            };
        }
    };
    output::log(arguments.verbose);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let ended = runtime.block_on(run(arguments.command));
    // A prompt may still be waiting for its answer; the process ends without it.
    runtime.shutdown_background();
    ended.unwrap_or_else(|error| failed(&*error))
}

/// Prints why nothing was done.
fn failed(error: &dyn std::error::Error) -> ExitCode {
    note(&wrapped(&format!("datadog-statuspage: {error}")));
    ExitCode::FAILURE
}

async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Plan(run) => command::plan(&run).await,
        Command::Check(run) => command::check(&run).await,
        Command::Apply(apply) => command::apply(&apply).await,
        Command::Rotate(run) => command::rotate(&run).await,
        Command::Export(export) => command::export(&export).await,
        Command::Find(find) => command::find(&find).await,
        Command::Simulate(simulate) => command::simulate(&simulate).await,
        Command::Schema => command::schema(),
        Command::Completions { shell } => command::completions(shell),
    }
}
