//! `schema` and `completions`: output for editors and shells.

use std::io::Write;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::ending::Result;
use crate::file::File;
use crate::output::say_json;

/// Prints the JSON Schema of FILE.
pub(crate) fn schema() -> Result<ExitCode> {
    say_json(&schemars::schema_for!(File))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a shell's completions.
pub(crate) fn completions(shell: Shell) -> Result<ExitCode> {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    // Writing directly would panic if the reader closes the pipe.
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut out);
    let _ = std::io::stdout().write_all(&out);
    Ok(ExitCode::SUCCESS)
}
