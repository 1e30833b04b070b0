//! Maintenance commands: argument parsing and printing; the work is in the crates.

mod codegen;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask codegen [--check] [--spec FILE] [--out DIR]
    Generates the sources that come from the OpenAPI fragment.

    --check       write nothing; exit 1 and show a diff where a file is stale
    --spec FILE   the fragment (default: spec/statuspage.yaml)
    --out DIR     where to put the files (default: this workspace)

Exit codes: 0 done or fresh, 1 stale (with --check), 2 the fragment is broken
or a file can't be read or written, 64 the command line is wrong.
";

/// `EX_USAGE` of sysexits.h: the command line, not the fragment, is wrong.
const USAGE: u8 = 64;

fn main() -> ExitCode {
    let mut arguments = lexopt::Parser::from_env();
    match parse(&mut arguments) {
        Ok(Command::Help) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Command::Codegen(options)) => codegen::run(&options),
        Err(error) => {
            eprint!("xtask: {error}\n\n{HELP}");
            ExitCode::from(USAGE)
        }
    }
}

enum Command {
    Help,
    Codegen(codegen::Options),
}

fn parse(arguments: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;

    match arguments.next()? {
        Some(Value(name)) if name == "codegen" => {}
        Some(Value(name)) => return Err(format!("there is no command {name:?}").into()),
        Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected()),
        None => return Err("which command?".into()),
    }
    let mut options = codegen::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("check") => options.check = true,
            Long("spec") => options.spec = arguments.value()?.into(),
            Long("out") => options.out = arguments.value()?.into(),
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Codegen(options))
}
