//! Going through the organizations, a few at a time.

use std::io::IsTerminal;
use std::pin::pin;
use std::time::{Duration, Instant};

use datadog_statuspage::reqwest::{self, redirect};
use datadog_statuspage::{Change, Client};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::signal::ctrl_c;
use tokio::task::JoinSet;

use crate::Arguments;
use crate::report::{Failure, Report, State, Todo};
use crate::simulated;
use crate::support::{Result, say};
use crate::target::Target;

/// What became of one organization.
struct Done {
    index: usize,
    changes: std::result::Result<(Vec<Change>, usize), Failure>,
    elapsed: Duration,
}

/// Does what is to be done, and notes it in the report; whether Ctrl-C stopped it.
pub(crate) async fn all(
    arguments: &Arguments,
    todo: Vec<Todo>,
    report: &mut Report,
) -> Result<bool> {
    let http = http_client(arguments.target)?;
    let progress = Progress::new(todo.len());
    let mut todo = todo.into_iter();
    let mut running = JoinSet::new();
    let (mut stopping, mut listening) = (false, true);
    let mut interrupt = pin!(ctrl_c());
    loop {
        while !stopping && running.len() < arguments.concurrency.get() {
            let Some(next) = todo.next() else { break };
            running.spawn(one(next, http.clone(), arguments.target, arguments.dry_run));
        }
        tokio::select! {
            done = running.join_next() => match done {
                None => break,
                Some(done) => {
                    let kept = note(done?, arguments, report, &progress);
                    if let Err(error) = kept && !stopping {
                        stopping = true;
                        progress.say(&format!("stopping, since the report can't be kept: {error}"));
                    }
                }
            },
            signal = &mut interrupt, if listening => {
                listening = signal.is_ok();
                if stopping {
                    std::process::exit(130);
                }
                interrupt.set(ctrl_c());
                if !listening {
                    continue;
                }
                stopping = true;
                progress.say(&format!(
                    "stopping: {} in flight will be finished; Ctrl-C again leaves at once",
                    running.len()
                ));
            }
        }
    }
    progress.finish();
    Ok(stopping)
}

fn note(done: Done, arguments: &Arguments, report: &mut Report, progress: &Progress) -> Result<()> {
    let Some(entry) = report.entry(done.index) else {
        return Ok(());
    };
    entry.seconds = done.elapsed.as_secs_f64();
    match done.changes {
        Ok((changes, attempts)) => {
            entry.state = State::of(&changes);
            entry.changes = changes.iter().map(ToString::to_string).collect();
            entry.attempts = attempts;
        }
        Err(failure) => {
            entry.state = State::Failed;
            entry.attempts = failure.attempts;
            entry.failure = Some(failure);
        }
    }
    progress.done(
        &entry.name,
        entry.state,
        entry.state.words(arguments.dry_run),
    );
    if arguments.dry_run {
        let changes = entry.changes.iter();
        changes.for_each(|change| progress.say(&format!("    {change}")));
    }
    // After each, so that nothing is forgotten whatever happens.
    match arguments.dry_run {
        true => Ok(()),
        false => report.save(),
    }
}

async fn one(todo: Todo, http: reqwest::Client, target: Target, dry_run: bool) -> Done {
    let began = Instant::now();
    let index = todo.index;
    Done {
        index,
        changes: changes(todo, http, target, dry_run).await,
        elapsed: began.elapsed(),
    }
}

async fn changes(
    todo: Todo,
    http: reqwest::Client,
    target: Target,
    dry_run: bool,
) -> std::result::Result<(Vec<Change>, usize), Failure> {
    let organization = &todo.organization;
    let builder = Client::builder(organization.credentials.clone()).http_client(http);
    // It lives as long as the call.
    let simulator;
    let builder = match target {
        Target::Datadog => builder.site(organization.site),
        Target::Simulator => {
            simulator = simulated::organization(&todo).await?;
            builder.base_url(simulator.base_url())
        }
    };
    let client = builder.build()?;
    if dry_run {
        let planned = client.plan(&organization.desired).with_response().await?;
        return Ok((planned.value().changes().to_vec(), planned.attempts().len()));
    }
    let synced = client.sync(&organization.desired).with_response().await?;
    Ok((synced.value().changes().to_vec(), synced.attempts().len()))
}

/// One for all organizations: they share its connections, and its root
/// certificates are read once.
fn http_client(target: Target) -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never());
    let builder = match target {
        Target::Datadog => builder,
        // The simulator is on this machine.
        Target::Simulator => builder.no_proxy(),
    };
    Ok(builder.build()?)
}

/// A bar for people, lines for everything else.
struct Progress {
    bar: ProgressBar,
    plain: bool,
}

impl Progress {
    fn new(length: usize) -> Self {
        let bar = ProgressBar::new(u64::try_from(length).unwrap_or(u64::MAX));
        if let Ok(style) =
            ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} (about {eta} left)")
        {
            bar.set_style(style);
        }
        let plain = !std::io::stderr().is_terminal();
        Self { bar, plain }
    }

    fn done(&self, name: &str, state: State, words: &str) {
        self.bar.inc(1);
        if self.plain {
            let (position, length) = (self.bar.position(), self.bar.length().unwrap_or_default());
            say(format_args!("{position:>4}/{length}  {name}  {words}"));
        } else if state == State::Failed {
            self.bar.println(format!("{name}  {words}"));
        } else {
            self.bar.set_message(format!("{name} {words}"));
        }
    }

    fn say(&self, text: &str) {
        match self.plain {
            true => say(text),
            false => self.bar.println(text),
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
