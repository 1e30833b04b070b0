//! The loop against a model of Datadog, on a paused clock, many thousand times.
//!
//! Each run is decided by its seed: what the organization holds, what befalls
//! each attempt, what another actor does in between, and the limits. After the
//! run, what the loop claims is compared with what the model knows. A failing
//! run prints its seed and its story; `SIMULATION_SEED=n` runs that one alone.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant as RealInstant};

use bytes::Bytes;
use fastrand::Rng;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use tokio::time::{Instant, sleep};

use super::{Budget, Limits, Progress, Report, RetryPolicy, Wire, run};
use crate::attempt::{AttemptFailure, WaitSource};
use crate::error::{Outcome, StopReason};
use crate::exchange::{Answer, End, Failure};

const RUNS: u64 = 120_000;

/// Who made the account that the organization holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Nobody,
    Us,
    Another,
}

/// What befalls a request.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// It is answered as it should be.
    Answered,
    NeverSent,
    CertificateRefused,
    /// No connection comes about, and no word of it.
    ConnectingForever,
    /// It is on its way, and the connection is lost.
    Lost {
        commit: bool,
    },
    /// It is on its way, and no answer comes. It may still take effect later.
    Stalled {
        commit: bool,
        late: bool,
    },
    /// A gateway answers in place of Datadog.
    Gateway {
        status: u16,
        commit: bool,
        asks: bool,
    },
    RateLimited {
        asks: bool,
    },
    /// The answer breaks off.
    Cut,
    /// The answer begins, and its body never ends.
    Trickle,
    TooLarge,
    TurnedDown {
        status: u16,
    },
    /// Out of the ordinary, and not worth repeating.
    Odd {
        status: u16,
        commit: bool,
    },
}

impl Fate {
    fn random(rng: &mut Rng) -> Self {
        let pick = |rng: &mut Rng, from: &[u16]| from[rng.usize(..from.len())];
        match rng.u8(..20) {
            0..=5 => Self::Answered,
            6 => Self::NeverSent,
            7 => Self::ConnectingForever,
            8 => Self::Lost { commit: rng.bool() },
            9 => Self::Stalled {
                commit: rng.bool(),
                late: rng.bool(),
            },
            10..=12 => Self::Gateway {
                status: pick(rng, &[408, 500, 502, 503, 504]),
                commit: rng.bool(),
                asks: rng.bool(),
            },
            13..=14 => Self::RateLimited { asks: rng.bool() },
            15 => Self::Cut,
            16 => Self::Trickle,
            17 => Self::TooLarge,
            18 => Self::TurnedDown {
                status: pick(rng, &[301, 307, 400, 401, 403, 404, 409, 413, 422]),
            },
            _ if rng.bool() => Self::CertificateRefused,
            _ => Self::Odd {
                status: pick(rng, &[501, 520, 599]),
                commit: rng.bool(),
            },
        }
    }

    /// Whether, seen from outside, the request can't have taken effect.
    fn is_harmless(self, claimed: Option<StatusCode>) -> bool {
        match self {
            Self::NeverSent
            | Self::CertificateRefused
            | Self::ConnectingForever
            | Self::RateLimited { .. }
            | Self::TurnedDown { .. } => true,
            Self::Answered => claimed.is_some_and(|status| status.is_client_error()),
            _ => false,
        }
    }

    fn is_worth_another(self, claimed: Option<StatusCode>) -> bool {
        match self {
            Self::Answered | Self::TooLarge => claimed.is_none(),
            // Cut or not, these come to the 201 or the 409 that they began with.
            Self::Cut | Self::Trickle => claimed.is_none_or(|status| status.is_success()),
            Self::CertificateRefused | Self::TurnedDown { .. } | Self::Odd { .. } => false,
            _ => true,
        }
    }
}

struct Model {
    rng: RefCell<Rng>,
    holder: Cell<Holder>,
    /// How often this call made the account.
    commits: Cell<u32>,
    /// A request that is still under way on the server's side.
    late: Cell<bool>,
    story: RefCell<Vec<String>>,
    fates: RefCell<Vec<Fate>>,
    /// When the previous attempt ended, and what it asked for.
    previous: Cell<Option<(Instant, Option<Duration>)>>,
    broken: RefCell<Option<String>>,
    cap: Duration,
}

impl Model {
    fn tell(&self, line: impl Into<String>) {
        self.story.borrow_mut().push(line.into());
    }

    fn commit(&self) -> bool {
        let free = self.holder.get() == Holder::Nobody;
        if free {
            self.holder.set(Holder::Us);
            self.commits.set(self.commits.get() + 1);
        }
        free
    }

    fn becomes(&self, fate: Fate) {
        if let Some(last) = self.fates.borrow_mut().last_mut() {
            *last = fate;
        }
    }

    fn others_act(&self) {
        if self.late.replace(false) && self.commit() {
            self.tell("  an earlier request takes effect");
        }
        if self.rng.borrow_mut().u8(..12) == 0 && self.holder.get() == Holder::Nobody {
            self.holder.set(Holder::Another);
            self.tell("  another actor creates the account");
        }
    }

    /// Headers that ask for a wait, and the least wait they ask for.
    fn asking(&self, limited: bool) -> (HeaderMap, Option<Duration>) {
        let mut rng = self.rng.borrow_mut();
        let seconds = rng.u64(1..90);
        let now = std::time::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let then = now + Duration::from_secs(seconds);
        let epoch = 1_800_000_000 + seconds;
        let text = |value: String| HeaderValue::try_from(value).unwrap();
        let nonsense = [
            "",
            "-5",
            "soon",
            "1e3",
            "99999999999999999999",
            "86401",
            "0",
            "3.5",
            "+7",
        ];
        let mut headers = HeaderMap::new();
        headers.insert(DATE, text(httpdate::fmt_http_date(now)));
        let asked = match rng.u8(..6) {
            0 => headers
                .insert(RETRY_AFTER, text(seconds.to_string()))
                .is_none(),
            1 => headers
                .insert(RETRY_AFTER, text(httpdate::fmt_http_date(then)))
                .is_none(),
            2 if limited => headers
                .insert("x-ratelimit-reset", text(seconds.to_string()))
                .is_none(),
            3 if limited => headers
                .insert("x-ratelimit-reset", text(epoch.to_string()))
                .is_none(),
            4 => {
                let value = nonsense[rng.usize(..nonsense.len())];
                headers
                    .insert(RETRY_AFTER, text(value.to_owned()))
                    .is_some()
            }
            _ => false,
        };
        (headers, asked.then(|| Duration::from_secs(seconds)))
    }

    fn answer(&self, status: u16, headers: HeaderMap, failure: Option<AttemptFailure>) -> End {
        End::Answered(Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: Bytes::new(),
            fault: failure.map(Failure::new),
        })
    }

    /// The status that the request earns, and its effect.
    fn earn(&self) -> u16 {
        if self.commit() { 201 } else { 409 }
    }

    async fn meet(&self, fate: Fate, progress: &Progress) -> (End, Option<Duration>) {
        let sent = !matches!(
            fate,
            Fate::NeverSent | Fate::CertificateRefused | Fate::ConnectingForever
        );
        if sent {
            progress.sent.set();
            self.becomes(Fate::Stalled {
                commit: false,
                late: false,
            });
        }
        let failed = |what| (End::Failed(Failure::new(what)), None);
        match fate {
            Fate::Answered => (self.answer(self.earn(), HeaderMap::new(), None), None),
            Fate::NeverSent => failed(AttemptFailure::NotConnected),
            Fate::CertificateRefused => failed(AttemptFailure::CertificateRefused),
            Fate::ConnectingForever => std::future::pending().await,
            Fate::Lost { commit } => {
                let _ = commit && self.commit();
                failed(AttemptFailure::ConnectionLost)
            }
            Fate::Stalled { commit, late } => {
                if commit && late {
                    self.late.set(true);
                } else if commit {
                    self.commit();
                }
                std::future::pending().await
            }
            Fate::Gateway {
                status,
                commit,
                asks,
            } => {
                let _ = commit && self.commit();
                let (headers, asked) = if asks {
                    self.asking(false)
                } else {
                    Default::default()
                };
                (self.answer(status, headers, None), asked)
            }
            Fate::RateLimited { asks } => {
                let (headers, asked) = if asks {
                    self.asking(true)
                } else {
                    Default::default()
                };
                (self.answer(429, headers, None), asked)
            }
            Fate::Cut => (
                self.answer(
                    self.earn(),
                    HeaderMap::new(),
                    Some(AttemptFailure::BodyCutShort),
                ),
                None,
            ),
            Fate::Trickle => {
                let status = StatusCode::from_u16(self.earn()).unwrap();
                progress.begun(status, HeaderMap::new());
                self.becomes(fate);
                std::future::pending().await
            }
            Fate::TooLarge => (
                self.answer(
                    self.earn(),
                    HeaderMap::new(),
                    Some(AttemptFailure::TooLarge),
                ),
                None,
            ),
            Fate::TurnedDown { status } => (self.answer(status, HeaderMap::new(), None), None),
            Fate::Odd { status, commit } => {
                let _ = commit && self.commit();
                (self.answer(status, HeaderMap::new(), None), None)
            }
        }
    }
}

impl Wire for Model {
    async fn attempt(&self, progress: &Progress) -> End {
        let began = Instant::now();
        if let Some((ended, Some(asked))) = self.previous.take()
            && began - ended < asked
        {
            let waited = began - ended;
            *self.broken.borrow_mut() = Some(format!(
                "waited {waited:?} where the server asked for {asked:?}"
            ));
        }
        // An attempt that is cut off ends when its time is up, and asks for nothing.
        self.previous.set(Some((began + self.cap, None)));
        self.others_act();
        let fate = Fate::random(&mut self.rng.borrow_mut());
        // What it will have been if the time is up before more comes of it.
        self.fates.borrow_mut().push(Fate::ConnectingForever);
        self.tell(format!(
            "  {fate:?}, with the account held by {:?}",
            self.holder.get()
        ));
        let delay = self.rng.borrow_mut().u64(..2_000);
        sleep(Duration::from_millis(delay)).await;
        let (end, asked) = self.meet(fate, progress).await;
        let answering = self.rng.borrow_mut().u64(..500);
        sleep(Duration::from_millis(answering)).await;
        self.becomes(fate);
        self.previous.set(Some((Instant::now(), asked)));
        end
    }
}

struct Run {
    model: Model,
    policy: RetryPolicy,
    limits: Limits,
    report: Report,
    took: Duration,
    budget_left: bool,
}

async fn simulate(seed: u64) -> Run {
    let mut rng = Rng::with_seed(seed);
    let policy = RetryPolicy::default()
        .max_attempts(rng.u32(1..7))
        .unknown_outcomes(rng.u8(..5) > 0);
    let limits = Limits {
        attempt: Duration::from_millis(rng.u64(500..40_000)),
        call: Duration::from_millis(rng.u64(100..120_000)),
    };
    let budget = Budget::default();
    if rng.u8(..6) == 0 {
        let spent = rng.usize(45..=50);
        (0..spent).for_each(|_| assert!(budget.take()));
    }
    let holder = if rng.u8(..4) == 0 {
        Holder::Another
    } else {
        Holder::Nobody
    };
    let mut jitter = rng.fork();
    let model = Model {
        rng: RefCell::new(rng),
        holder: Cell::new(holder),
        commits: Cell::new(0),
        late: Cell::new(false),
        story: RefCell::new(vec![format!(
            "{policy:?} {limits:?}, the account held by {holder:?}"
        )]),
        fates: RefCell::default(),
        previous: Cell::new(None),
        broken: RefCell::new(None),
        cap: limits.attempt,
    };
    let start = Instant::now();
    let report = run(&model, false, &policy, &limits, &budget, || jitter.f64()).await;
    let took = start.elapsed();
    // What is still under way takes effect when nobody waits for it any more.
    model.others_act();
    model.tell(format!(
        "{:?}, {:?}, {:?}",
        report.end.status(),
        report.outcome,
        report.stop_reason
    ));
    Run {
        model,
        policy,
        limits,
        report,
        took,
        budget_left: budget.take(),
    }
}

impl Run {
    /// The first rule that the run breaks.
    fn broken_rule(&self) -> Result<(), String> {
        let report = &self.report;
        let commits = self.model.commits.get();
        let rule = |holds: bool, text: &str| if holds { Ok(()) } else { Err(text.to_owned()) };

        // What is claimed of the server.
        let ok = report.stop_reason.is_none();
        rule(
            !ok || (commits == 1 && report.end.status() == Some(StatusCode::CREATED)),
            "Ok, and this call did not create it",
        )?;
        rule(
            report.outcome != Outcome::NotApplied || commits == 0,
            "NotApplied, and this call created it",
        )?;
        rule(
            report.outcome != Outcome::Applied || commits == 1,
            "Applied, and this call did not create it",
        )?;
        let fates = self.model.fates.borrow();
        let harmless = fates
            .iter()
            .zip(&report.attempts)
            .all(|(fate, attempt)| fate.is_harmless(attempt.status()));
        rule(
            !harmless || report.outcome == Outcome::NotApplied,
            "not NotApplied, though nothing was ambiguous",
        )?;

        // Limits.
        let count = report.attempts.len();
        rule(count == fates.len(), "the attempts told are not those made")?;
        rule(
            count <= self.policy.max_attempts as usize,
            "more attempts than allowed",
        )?;
        // Tokio's clock ticks in milliseconds.
        let tick = Duration::from_millis(2);
        rule(
            self.took <= self.limits.call + tick,
            "longer than the deadline",
        )?;
        let longest = report
            .attempts
            .iter()
            .map(|attempt| attempt.elapsed())
            .max();
        rule(
            longest.unwrap_or_default() <= self.limits.attempt + tick,
            "an attempt longer than its limit",
        )?;
        if let Some(problem) = self.model.broken.borrow().clone() {
            return Err(problem);
        }

        // The account of it.
        let (last, before) = report.attempts.split_last().ok_or("no attempt at all")?;
        rule(last.wait().is_none(), "a wait after the last attempt")?;
        for attempt in before {
            let wait = attempt.wait().ok_or("no wait between two attempts")?;
            let most = match wait.source() {
                WaitSource::Backoff => Duration::from_secs(8),
                _ => Duration::from_secs(95),
            };
            rule(wait.duration() <= most, "a wait longer than it should be")?;
        }
        let waits: Duration = before
            .iter()
            .filter_map(|attempt| attempt.wait())
            .map(|wait| wait.duration())
            .sum();
        let attempts: Duration = report
            .attempts
            .iter()
            .map(|attempt| attempt.elapsed())
            .sum();
        rule(
            waits + attempts <= report.elapsed + tick,
            "more time told than passed",
        )?;

        // Nobody gives up without the reason that is told, or goes on in spite of one.
        let last_fate = fates.last().copied().ok_or("no attempt at all")?;
        let worth = last_fate.is_worth_another(last.status());
        let reason = report.stop_reason;
        rule(
            ok || worth != (reason == Some(StopReason::NotRetryable)),
            "NotRetryable is told wrongly",
        )?;
        match reason {
            Some(StopReason::AttemptsExhausted) => rule(
                count == self.policy.max_attempts as usize,
                "attempts are left",
            ),
            Some(StopReason::RetryOff) => rule(self.policy.max_attempts == 1, "retry is on"),
            Some(StopReason::UnknownOutcome) => rule(
                !self.policy.unknown_outcomes && last.outcome() == Outcome::Unknown,
                "the outcome is known",
            ),
            Some(StopReason::BudgetExhausted) => {
                rule(!self.budget_left, "the budget is not used up")
            }
            Some(StopReason::DeadlineReached) => {
                rule(self.took >= self.limits.call, "the deadline is not reached")
            }
            Some(StopReason::WaitTooLong) => {
                let left = self.limits.call.saturating_sub(report.elapsed);
                let most = report.retry_after.unwrap_or(Duration::from_secs(8));
                rule(most >= left, "the wait would have fit")
            }
            Some(StopReason::NotRetryable) | None => Ok(()),
        }?;
        let unknown_before = before
            .iter()
            .any(|attempt| attempt.outcome() == Outcome::Unknown);
        rule(
            self.policy.unknown_outcomes || !unknown_before,
            "went on after an unknown outcome",
        )
    }
}

#[test]
fn the_loop_never_lies_about_the_account() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let seeds = match std::env::var("SIMULATION_SEED") {
        Ok(seed) => {
            let seed: u64 = seed.parse().unwrap();
            seed..seed + 1
        }
        Err(_) => 0..RUNS,
    };
    let start = RealInstant::now();
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    runtime.block_on(async {
        for seed in seeds.clone() {
            let run = simulate(seed).await;
            if let Err(rule) = run.broken_rule() {
                let story = run.model.story.borrow().join("\n");
                panic!("seed {seed}: {rule}\n{story}\n{:#?}", run.report.attempts);
            }
            let outcome = run.report.outcome;
            let ending = match run.report.stop_reason {
                None => "Ok".to_owned(),
                Some(reason) => format!("{outcome:?} {reason:?}"),
            };
            *seen.entry(ending).or_default() += 1;
        }
    });
    println!("{} runs in {:?}", seeds.clone().count(), start.elapsed());
    for (ending, count) in &seen {
        println!("{count:>8} {ending}");
    }
    if seeds.end == RUNS {
        // A simulation that never gets somewhere says nothing about it.
        for reason in [
            "NotRetryable",
            "AttemptsExhausted",
            "DeadlineReached",
            "BudgetExhausted",
            "WaitTooLong",
            "RetryOff",
        ] {
            for outcome in ["NotApplied", "Unknown"] {
                let ending = format!("{outcome} {reason}");
                assert!(
                    seen.get(&ending).is_some_and(|count| *count > 20),
                    "{ending} is hardly ever seen"
                );
            }
        }
        for ending in ["Ok", "Applied NotRetryable", "Unknown UnknownOutcome"] {
            assert!(
                seen.get(ending).is_some_and(|count| *count > 100),
                "{ending} is hardly ever seen"
            );
        }
    }
}
