//! Maintenance commands: argument parsing and printing; the work is in the crates.

mod bench;
mod codegen;
mod drift;
mod fetch;
mod help;
mod say;

use std::process::ExitCode;

use say::{note, say};

/// `EX_USAGE` of sysexits.h: the command line, not the fragment, is wrong.
const USAGE: u8 = 64;

fn main() -> ExitCode {
    let mut arguments = lexopt::Parser::from_env();
    let name = match first(&mut arguments) {
        Ok(name) => name,
        Err(error) => return wrong(&error, None),
    };
    match parse(name.as_deref(), &mut arguments) {
        Ok(Command::Help) => {
            say(help::of(name.as_deref()));
            ExitCode::SUCCESS
        }
        Ok(Command::Codegen(options)) => codegen::run(&options),
        Ok(Command::Drift(options)) => drift::run(options),
        Ok(Command::Bench(options)) => bench::run(&options),
        Err(error) => wrong(&error, name.as_deref()),
    }
}

/// Says what is wrong with the command line, and what would be right.
fn wrong(error: &lexopt::Error, command: Option<&str>) -> ExitCode {
    note(format_args!("xtask: {error}\n"));
    note(help::of(command).trim_end());
    ExitCode::from(USAGE)
}

enum Command {
    Help,
    Codegen(codegen::Options),
    Drift(drift::Options),
    Bench(bench::Options),
}

/// The name of the command; `None` where help was asked for.
fn first(arguments: &mut lexopt::Parser) -> Result<Option<String>, lexopt::Error> {
    use lexopt::prelude::*;

    match arguments.next()? {
        Some(Value(name)) => Ok(Some(name.string()?)),
        Some(Long("help") | Short('h')) => Ok(None),
        Some(other) => Err(other.unexpected()),
        None => Err("no command was given".into()),
    }
}

fn parse(name: Option<&str>, arguments: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    match name {
        None => Ok(Command::Help),
        Some("codegen") => parse_codegen(arguments),
        Some("drift") => parse_drift(arguments),
        Some("bench") => parse_bench(arguments),
        Some(name) => Err(format!("unknown command {name:?}").into()),
    }
}

fn parse_codegen(arguments: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;

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

fn parse_drift(arguments: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;

    let mut options = drift::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("page") => options.pages.push(arguments.value()?.string()?),
            Long("upstream") => options.upstream = Some(arguments.value()?.string()?),
            Long("all-operations") => options.all_operations = true,
            Long("format") => {
                options.json = match arguments.value()?.string()?.as_str() {
                    "text" => false,
                    "json" => true,
                    other => {
                        return Err(
                            format!("the format must be text or json, not {other:?}").into()
                        );
                    }
                }
            }
            Long("spec") => options.spec = arguments.value()?.into(),
            Long("accepted") => options.accepted = arguments.value()?.into(),
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    if options.all_operations && options.upstream.is_none() && !options.pages.is_empty() {
        return Err("--all-operations needs an upstream, not only pages".into());
    }
    Ok(Command::Drift(options))
}

fn parse_bench(arguments: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;

    let mut options = bench::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("peers") => options.peers = true,
            Long("out") => options.out = arguments.value()?.into(),
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Bench(options))
}
