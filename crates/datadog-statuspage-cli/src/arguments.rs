//! What can be typed.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use datadog_statuspage_testing::Fault;

/// One file for Datadog's Statuspage integration of all your organizations.
#[derive(Debug, Parser)]
#[command(name = "datadog-statuspage", version, max_term_width = 100)]
#[command(after_help = "\
Exit codes: 0 done, or nothing to do; 1 a failure; 2 (plan, check) there are changes to make; \
130 after Ctrl-C.")]
pub(crate) struct Arguments {
    /// Logs calls and attempts on stderr; twice, all that the SDK tells
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub(crate) verbose: u8,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Shows what would be changed for every organization to be as FILE says
    Plan(Run),
    /// Plans, shows the plan, asks, and makes the changes
    Apply(Apply),
    /// Says which organizations are not as FILE says: for CI and cron
    Check(Run),
    /// Prints the present state as a FILE, on which `plan` has nothing to do
    Export(Export),
    /// Says which organizations watch a page
    Find(Find),
    /// Writes the Statuspage key into every account, whatever was done before
    Rotate(Run),
    /// Runs a simulated Datadog on this machine, and logs its requests
    Simulate(Simulate),
    /// Prints the JSON schema of FILE
    Schema,
    /// Prints completions for a shell
    Completions { shell: Shell },
}

/// Whom to reach, and how.
#[derive(Debug, Args)]
pub(crate) struct Reach {
    /// Only these organizations of FILE
    #[arg(long, value_name = "NAME", num_args = 1.., value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// How many organizations at once
    #[arg(long, value_name = "N", default_value = "8")]
    pub(crate) concurrency: NonZeroUsize,
    /// Another address than Datadog's, for a rehearsal
    #[arg(long, value_name = "URL", conflicts_with = "simulate")]
    pub(crate) base_url: Option<String>,
    /// Organizations simulated in this process, which need no keys; nothing is sent to Datadog
    #[arg(long)]
    pub(crate) simulate: bool,
    /// Has some of the simulated organizations fail or answer late, the first time
    #[arg(long, requires = "simulate")]
    pub(crate) faults: bool,
    /// Where the report is, and what was simulated [default: next to FILE]
    #[arg(long, value_name = "PATH")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// What the organizations should be, in TOML; its format is in the command's README
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// How the outcome is printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    #[command(flatten)]
    pub(crate) run: Run,
    /// Doesn't ask
    #[arg(long)]
    pub(crate) yes: bool,
    /// How many pages may be deleted altogether [default: up to half of each organization's]
    #[arg(long, value_name = "N")]
    pub(crate) allow_delete: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Whose organizations [default: the one of DD_SITE and the keys in the environment]
    pub(crate) file: Option<PathBuf>,
    /// Only this organization of FILE; without FILE, the name to write
    #[arg(long, value_name = "NAME", conflicts_with = "only")]
    pub(crate) org: Option<String>,
    #[command(flatten)]
    pub(crate) reach: Reach,
}

#[derive(Debug, Args)]
pub(crate) struct Find {
    /// The page, as an address with its scheme
    pub(crate) url: String,
    /// Whose organizations [default: the one of DD_SITE and the keys in the environment]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// How the outcome is printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// An address of this machine
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8127")]
    pub(crate) listen: SocketAddr,
    /// A fault of the next request; repeat it for those after: reset, stall, cut, garbage, a
    /// status such as 503 or 429:Retry-After=2, and commit-then- before any
    #[arg(long = "fault", value_name = "NAME")]
    pub(crate) faults: Vec<Fault>,
}

/// How the outcome is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs, on stdout
    Json,
}
