//! Code that the examples share: the choice of a target, and output.

// Each example is its own program, and uses a part of this.
#![allow(dead_code)]

use std::error::Error as StdError;
use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use datadog_statuspage::{
    Attempt, Client, ClientBuilder, Credentials, Error, Secret, secret_from_env,
};
use datadog_statuspage_testing::{Fault, Simulator};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn StdError>>;

/// Prints a line, and ignores a closed pipe, such as from `head`.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The arguments of an example.
#[derive(Default)]
pub(crate) struct Arguments {
    base_url: Option<String>,
    live: bool,
    faults: Vec<Fault>,
}

/// The usage text about the target of every example.
pub(crate) const TARGETS: &str =
    "    --fault NAME     inject a fault into the simulator's next request; repeat it for
                     later ones: reset, stall, cut, garbage, a status such as 503 or
                     429:Retry-After=2, each with an optional prefix commit-then-
    --base-url URL   call this address instead of a simulator in this process
    --live           call Datadog, on the site of DD_SITE

With --base-url or --live, the example reads DD_BEARER_TOKEN, or DD_API_KEY and
DD_APP_KEY, and STATUSPAGE_API_KEY.
";

impl Arguments {
    /// Parses the arguments; `None` if help was requested, which is then printed.
    pub(crate) fn read(usage: &str) -> Result<Option<Self>> {
        use lexopt::prelude::*;

        let mut read = Self::default();
        let mut arguments = lexopt::Parser::from_env();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("fault") => read.faults.push(arguments.value()?.parse()?),
                Long("base-url") => read.base_url = Some(arguments.value()?.string()?),
                Long("live") => read.live = true,
                Long("help") | Short('h') => {
                    say(format_args!("{usage}\n{TARGETS}"));
                    return Ok(None);
                }
                other => return Err(format!("{}; see --help", other.unexpected()).into()),
            }
        }
        let targets = [read.live, read.base_url.is_some(), !read.faults.is_empty()];
        if targets.into_iter().filter(|given| *given).count() > 1 {
            return Err("--live, --base-url and --fault exclude each other".into());
        }
        Ok(Some(read))
    }

    /// Sets the fault of the simulator's first request, unless the arguments choose something
    /// else.
    pub(crate) fn default_fault(&mut self, fault: &str) -> Result<()> {
        if !self.live && self.base_url.is_none() && self.faults.is_empty() {
            self.faults.push(fault.parse()?);
        }
        Ok(())
    }
}

/// The target of an example, and its Statuspage key.
pub(crate) struct Datadog {
    pub(crate) client: Client,
    /// `None` if the target is not a simulator.
    pub(crate) simulator: Option<Simulator>,
}

impl Datadog {
    pub(crate) async fn of(arguments: &Arguments) -> Result<Self> {
        Self::with(arguments, |builder| builder).await
    }

    /// Creates a client with other than the usual settings.
    pub(crate) async fn with(
        arguments: &Arguments,
        set: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self> {
        if arguments.live {
            let client = set(ClientBuilder::from_env()?).build()?;
            let site = client.site().unwrap_or_default();
            say(format_args!("site         {} ({site})", site.name()));
            return Ok(Self {
                client,
                simulator: None,
            });
        }
        let mut simulator = None;
        let (credentials, base_url) = match &arguments.base_url {
            Some(url) => (Credentials::from_env()?, url.clone()),
            None => {
                let faults = arguments.faults.iter().cloned();
                let started = Simulator::builder().faults(faults).start().await?;
                let url = simulator.insert(started).base_url();
                let (api_key, app_key) = ("a-simulated-api-key", "a-simulated-application-key");
                (Credentials::keys(api_key, app_key)?, url)
            }
        };
        let client = set(Client::builder(credentials).base_url(base_url)).build()?;
        let what = match simulator {
            Some(_) => "a simulator at ",
            None => "",
        };
        say(format_args!("site         {what}{}", client.base_url()));
        Ok(Self { client, simulator })
    }

    /// Returns a Statuspage key from the environment; a simulator needs none.
    pub(crate) fn statuspage_key(&self, variable: &str) -> Result<Secret> {
        match (secret_from_env(variable), &self.simulator) {
            (Err(_), Some(_)) => Ok(Secret::from("00000000-0000-0000-0000-000000000000")),
            (key, _) => Ok(key?),
        }
    }
}

/// Returns the exit code of a program that failed before its first call.
pub(crate) fn ended(name: &str, result: Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        let _ = writeln!(std::io::stderr(), "{name}: {error}");
        ExitCode::FAILURE
    })
}

/// Prints everything about a failed call.
pub(crate) fn print_error(error: &Error) {
    say(format_args!("failed       {error}"));
    let mut cause = error.source();
    while let Some(error) = cause {
        say(format_args!("  because    {error}"));
        cause = error.source();
    }
    say(format_args!("kind         {:?}", error.kind()));
    say(format_args!("outcome      {:?}", error.outcome()));
    if let Some(reason) = error.stop_reason() {
        say(format_args!("stopped for  {reason:?}"));
    }
    print_attempts(error.attempts());
}

pub(crate) fn print_attempts(attempts: &[Attempt]) {
    for (number, attempt) in (1..).zip(attempts) {
        say(format_args!("attempt {number:<4} {attempt}"));
    }
}
