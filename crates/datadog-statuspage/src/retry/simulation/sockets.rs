//! Histories over real sockets, compared with the model.
//!
//! The simulations give the loop the failure of each attempt. Here a server on loopback ends each
//! attempt at a certain byte, and the real sender detects what happened: whether the request was
//! sent, what failed, where a body broke off. The result is compared with what the model makes of
//! the same history.

use std::cell::Cell;
use std::sync::Mutex;
use std::time::Duration;

use datadog_statuspage_api::Requests;
use reqwest::StatusCode;
use tokio::net::{TcpListener, TcpSocket};

mod server;

use server::{ATTEMPT, BODY, ENDINGS, Ending, LIMIT, Server};

use super::choices::{Choices, Path, each_way};
use super::fate::EACH;
use super::model::Holder;
use super::run::{Given, simulate};
use super::{paused, tried};
use crate::config::Credentials;
use crate::error::{AttemptFailure, Outcome, StopReason};
use crate::http::{End, Exchange, Progress, Rejected, SendAttempt};
use crate::redact::Mask;
use crate::retry::budget::Budget;
use crate::retry::policy::{Limits, RetryPolicy};
use crate::retry::retry_loop::{Report, RequestTraits, RetryLoop};

/// Sends each attempt to the server, or to a port without a listener.
struct Scripted<'a> {
    live: Exchange<'a>,
    dead: Exchange<'a>,
    script: Vec<Ending>,
    at: Cell<usize>,
}

impl SendAttempt for Scripted<'_> {
    async fn attempt(&self, progress: &Progress) -> End {
        let at = self.at.replace(self.at.get() + 1);
        match self.script[at].wire {
            Some(_) => self.live.attempt(progress).await,
            None => self.dead.attempt(progress).await,
        }
    }
}

/// A call's result that must be the same over the network and in the model.
#[derive(Debug, PartialEq)]
struct Said {
    outcome: Outcome,
    stop_reason: Option<StopReason>,
    attempts: Vec<(Option<StatusCode>, Option<AttemptFailure>, Outcome)>,
    commits: u32,
}

impl Said {
    fn of(report: &Report, commits: u32) -> Self {
        let attempts = report.attempts.iter();
        Self {
            outcome: report.outcome,
            stop_reason: report.stop_reason,
            attempts: attempts
                .map(|attempt| (attempt.status(), attempt.failure(), attempt.outcome()))
                .collect(),
            commits,
        }
    }
}

/// What all histories share.
struct Setting {
    http: reqwest::Client,
    credentials: Credentials,
    /// Bound without listening, so that connections to it are refused.
    dead: TcpSocket,
}

impl Setting {
    fn exchange<'a>(&'a self, port: u16, mask: &'a Mask<'a>) -> Exchange<'a> {
        let requests = Requests::new(format!("http://127.0.0.1:{port}"));
        let body = serde_json::from_str(BODY).unwrap();
        let prepared = requests.create_statuspage_account(&body).unwrap();
        Exchange {
            request: prepared.request,
            http: &self.http,
            credentials: &self.credentials,
            headers: None,
            on_attempt: None,
            body_limit: LIMIT,
            site: None,
            mask,
            rejected: Rejected::default(),
            carried: Mutex::default(),
        }
    }

    async fn over_sockets(&self, script: &[Ending], held: bool) -> Said {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mask = Mask::new([&[]; 3]);
        let sender = Scripted {
            live: self.exchange(port, &mask),
            dead: self.exchange(self.dead.local_addr().unwrap().port(), &mask),
            script: script.to_vec(),
            at: Cell::new(0),
        };
        let mut server = Server {
            script: script.to_vec(),
            held,
            commits: 0,
        };
        let policy = policy(script);
        let (limits, budget) = (LIMITS, Budget::default());
        let mut calls = RetryLoop::new(CREATE, &policy, &limits, &budget);
        // Without jitter there is no wait.
        let report = tokio::select! {
            report = calls.run(&sender, || 0.0) => report,
            never = server.serve(listener) => match never {},
        };
        Said::of(&report, server.commits)
    }
}

const LIMITS: Limits = Limits {
    attempt: ATTEMPT,
    call: Duration::from_secs(1_000),
};

const CREATE: RequestTraits = RequestTraits {
    safe: false,
    success: StatusCode::CREATED,
};

/// Creates a policy with as many attempts as there are endings.
fn policy(script: &[Ending]) -> RetryPolicy {
    RetryPolicy::default().max_attempts(script.len().try_into().unwrap())
}

/// Returns the model's result for each script of this many attempts, on a separate paused clock.
fn models(held: bool, attempts: usize) -> Vec<(Vec<Ending>, Said)> {
    let each = || {
        let (runtime, mut all) = (paused(), Vec::new());
        each_way(Path::default(), |mut path| {
            let script = (0..attempts).map(|_| ENDINGS[path.choose(ENDINGS.len())]);
            let script: Vec<_> = script.collect();
            let said = runtime.block_on(in_the_model(&script, held));
            let (_, unused) = script.split_at(said.attempts.len());
            // Scripts that differ only in endings that the call doesn't reach are skipped.
            if unused.iter().all(|ending| ending.wire.is_none()) {
                all.push((script, said));
            }
            path
        });
        all
    };
    std::thread::scope(|scope| scope.spawn(each).join().unwrap())
}

async fn in_the_model(script: &[Ending], held: bool) -> Said {
    let given = Given {
        policy: policy(script),
        limits: LIMITS,
        spent: 0,
        holder: if held {
            Holder::Another
        } else {
            Holder::Nobody
        },
    };
    let fates: Vec<_> = script.iter().map(|ending| ending.fate).collect();
    let run = simulate(given, Choices::Script(fates.into_iter()), &EACH, false).await;
    Said::of(&run.report, run.model.commits.get())
}

#[test]
fn over_sockets_a_call_of_two_attempts_ends_as_in_the_model() {
    compare(2);
}

/// CONTRIBUTING.md has the command.
#[test]
#[ignore = "takes a minute and a half"]
fn over_sockets_a_call_of_three_attempts_ends_as_in_the_model() {
    compare(3);
}

fn compare(attempts: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    let begun = std::time::Instant::now();
    let mut count = 0_u32;
    runtime.block_on(async {
        // While it runs, the clock stands still unless the server says that time is up.
        let (done, until_done) = std::sync::mpsc::channel::<()>();
        tokio::task::spawn_blocking(move || until_done.recv());
        let dead = TcpSocket::new_v4().unwrap();
        dead.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let setting = Setting {
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            credentials: Credentials::keys("api", "app").unwrap(),
            dead,
        };
        for held in [false, true] {
            for (script, model) in models(held, attempts) {
                let used = &script[..model.attempts.len()];
                let real = setting.over_sockets(&script, held).await;
                assert_eq!(real, model, "{used:?}");
                count += 1;
            }
        }
        drop(done);
    });
    tried(count, "over sockets", begun);
}
