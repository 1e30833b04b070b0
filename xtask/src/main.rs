//! Maintenance commands: argument parsing and printing; the work is in the crates.

mod bench;
mod codegen;
mod drift;
mod fetch;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask codegen [--check] [--spec FILE] [--out DIR]
    Generates sources from the OpenAPI fragment.

    --check       write nothing; exit 1 and print a diff if a file is stale
    --spec FILE   the fragment (default: spec/statuspage.yaml)
    --out DIR     where to put the files (default: this workspace)

cargo xtask drift [--page SOURCE]... [--upstream SOURCE] [--all-operations]
                  [--format text|json] [--spec FILE] [--accepted FILE]
    Compares the fragment with what Datadog publishes. A SOURCE is a file or
    a URL. Without a page and an upstream, it fetches both from the URLs in the
    fragment (x-datadog-sources).

    --page SOURCE      a page about one operation or all of them, in Markdown
    --upstream SOURCE  Datadog's OpenAPI document, as YAML or JSON
    --all-operations   report operations under our tag that we don't have
    --format FORMAT    text (default) or json
    --accepted FILE    known differences (default: spec/accepted-drift.yaml)

cargo xtask bench [--peers] [--out FILE]
    Measures the costs of the crates, compared with a program written by hand, and
    writes BENCHMARKS.md. The text between <!-- notes --> and <!-- /notes --> stays.
    Takes some minutes; counting instructions needs valgrind.

    --peers       measure Datadog's official client too, which takes 10 GB to build
    --out FILE    where to write the report (default: BENCHMARKS.md)

Exit codes: 0 success, fresh, or no drift; 1 stale (with --check), or drift; 2 the
fragment is invalid, or a file or source can't be read or written (and the readable
ones have no drift); 64 the command line is invalid.
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
        Ok(Command::Drift(options)) => drift::run(options),
        Ok(Command::Bench(options)) => bench::run(&options),
        Err(error) => {
            eprint!("xtask: {error}\n\n{HELP}");
            ExitCode::from(USAGE)
        }
    }
}

enum Command {
    Help,
    Codegen(codegen::Options),
    Drift(drift::Options),
    Bench(bench::Options),
}

fn parse(arguments: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::*;

    match arguments.next()? {
        Some(Value(name)) if name == "codegen" => parse_codegen(arguments),
        Some(Value(name)) if name == "drift" => parse_drift(arguments),
        Some(Value(name)) if name == "bench" => parse_bench(arguments),
        Some(Value(name)) => Err(format!("unknown command {name:?}").into()),
        Some(Long("help") | Short('h')) => Ok(Command::Help),
        Some(other) => Err(other.unexpected()),
        None => Err("no command was given".into()),
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
