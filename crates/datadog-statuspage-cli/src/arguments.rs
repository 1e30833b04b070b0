//! The command line arguments.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use datadog_statuspage_testing::Fault;

/// Manage the Statuspage integration of all your Datadog organizations from one file.
#[derive(Debug, Parser)]
#[command(name = "datadog-statuspage", version, max_term_width = 100)]
#[command(after_help = "\
Exit codes: 0 success; 1 failure; 2 changes are needed (plan and check); 130 interrupted by Ctrl-C.")]
pub(crate) struct Arguments {
    /// Log calls and attempts to stderr; repeat it to log everything
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub(crate) verbose: u8,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the changes that would make every organization match FILE
    Plan(Run),
    /// Show the plan, ask for confirmation and make the changes
    Apply(Apply),
    /// Report which organizations differ from FILE, for CI and cron
    Check(Run),
    /// Print the current state as a FILE for which `plan` shows no changes
    Export(Export),
    /// List the organizations that watch a page
    Find(Find),
    /// Write the Statuspage key to every account, even if it was written before
    Rotate(Run),
    /// Run a simulated Datadog on this machine and print each request
    Simulate(Simulate),
    /// Print the JSON Schema of FILE
    Schema,
    /// Print completions for a shell
    Completions { shell: Shell },
}

/// Which organizations to reach, and how.
#[derive(Debug, Args)]
pub(crate) struct Reach {
    /// Use only these organizations of FILE
    #[arg(long, value_name = "NAME", num_args = 1.., value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Set how many organizations to process at once
    #[arg(long, value_name = "N", default_value = "8")]
    pub(crate) concurrency: NonZeroUsize,
    /// Send requests to this address instead of Datadog's, for a rehearsal
    #[arg(long, value_name = "URL", conflicts_with = "simulate")]
    pub(crate) base_url: Option<String>,
    /// Simulate the organizations in this process, without keys and without Datadog
    #[arg(long)]
    pub(crate) simulate: bool,
    /// Make some simulated organizations fail or answer late on the first run
    #[arg(long, requires = "simulate")]
    pub(crate) faults: bool,
    /// Store the report and the simulated state in this file [default: next to FILE]
    #[arg(long, value_name = "PATH")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// TOML file with the desired state of the organizations; see the command's README
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// Set the output format
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    #[command(flatten)]
    pub(crate) run: Run,
    /// Skip the confirmation
    #[arg(long)]
    pub(crate) yes: bool,
    /// Set how many pages may be deleted in total [default: half of each organization's pages]
    #[arg(long, value_name = "N")]
    pub(crate) allow_delete: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// TOML file that lists the organizations [default: the one of DD_SITE and the keys in the environment]
    pub(crate) file: Option<PathBuf>,
    /// Export only this organization of FILE; without FILE, set the name to write
    #[arg(long, value_name = "NAME", conflicts_with = "only")]
    pub(crate) org: Option<String>,
    #[command(flatten)]
    pub(crate) reach: Reach,
}

#[derive(Debug, Args)]
pub(crate) struct Find {
    /// URL of the page, including the scheme
    pub(crate) url: String,
    /// TOML file that lists the organizations [default: the one of DD_SITE and the keys in the environment]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// Set the output format
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// Listen on this address of this machine
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8127")]
    pub(crate) listen: SocketAddr,
    /// Add a fault for the next request; repeat it for later ones: reset, stall, cut, garbage or a
    /// status such as 503 or 429:Retry-After=2, each with an optional prefix commit-then-
    #[arg(long = "fault", value_name = "NAME")]
    pub(crate) faults: Vec<Fault>,
}

/// The output format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    #[default]
    Text,
    /// One JSON document on stdout
    Json,
}
