//! A model of Datadog: its state, the effects of requests, and the truth about them.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::{Instant, advance, sleep};

use super::asking::asking;
use super::choices::Choices;
use super::fate::{Fate, Lie};
use crate::error::AttemptFailure;
use crate::http::{Answer, End, Failure, Progress, SendAttempt};
use crate::retry::budget::Budget;

/// Who created the organization's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Nobody,
    Us,
    Another,
}

/// How an attempt ended, and the least wait that its answer asks for.
type Met = (End, Option<Duration>);

pub(super) struct Model {
    choices: RefCell<Choices>,
    /// The fates to choose from, if each is tried.
    each: &'static [Fate],
    budget: Arc<Budget>,
    holder: Cell<Holder>,
    /// How often this call created the account.
    pub(super) commits: Cell<u32>,
    /// Whether another actor deleted an account that this call had created.
    pub(super) lost_again: Cell<bool>,
    /// Whether a request is still in progress on the server's side.
    late: Cell<bool>,
    pub(super) story: RefCell<Vec<String>>,
    pub(super) fates: RefCell<Vec<Fate>>,
    /// The wait that each attempt's answer asked for.
    pub(super) asked: RefCell<Vec<Option<Duration>>>,
    /// When the previous attempt ended, and the wait it asked for.
    previous: Cell<Option<(Instant, Option<Duration>)>>,
    pub(super) broken: RefCell<Option<String>>,
    cap: Duration,
    /// Whether to keep the log.
    logged: bool,
    /// How far the clock jumped.
    pub(super) jumped: Cell<Duration>,
}

impl Model {
    /// Creates a Datadog whose account belongs to `holder`; attempts are cut off after `cap`.
    pub(super) fn new(
        choices: Choices,
        each: &'static [Fate],
        holder: Holder,
        cap: Duration,
        budget: Arc<Budget>,
        logged: bool,
    ) -> Self {
        Self {
            choices: RefCell::new(choices),
            each,
            budget,
            holder: Cell::new(holder),
            commits: Cell::new(0),
            lost_again: Cell::new(false),
            late: Cell::new(false),
            story: RefCell::default(),
            fates: RefCell::default(),
            asked: RefCell::default(),
            previous: Cell::new(None),
            broken: RefCell::default(),
            cap,
            logged,
            jumped: Cell::default(),
        }
    }

    pub(super) fn into_choices(self) -> Choices {
        self.choices.into_inner()
    }

    pub(super) fn note(&self, line: impl FnOnce() -> String) {
        if self.logged {
            self.story.borrow_mut().push(line());
        }
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

    async fn jump(&self) {
        let jump = Duration::from_secs(self.choices.borrow_mut().jump());
        if !jump.is_zero() {
            self.note(|| format!("  the clock jumps by {jump:?}"));
            self.jumped.set(self.jumped.get() + jump);
            advance(jump).await;
        }
    }

    /// Lets up to this many milliseconds pass.
    async fn takes_up_to(&self, most: u64) {
        let delay = self.choices.borrow_mut().delay(most);
        if delay > 0 {
            sleep(Duration::from_millis(delay)).await;
        }
    }

    /// Applies a request in progress, now or later, and lets another actor create or delete.
    pub(super) fn others_act(&self) {
        if self.late.get() && !self.choices.borrow_mut().happens(2) {
            self.late_takes_effect();
        }
        if !self.choices.borrow_mut().happens(12) {
            return;
        }
        let (holder, what) = match self.holder.get() {
            Holder::Nobody => (Holder::Another, "creates"),
            Holder::Us | Holder::Another => (Holder::Nobody, "deletes"),
        };
        self.note(|| format!("  another actor {what} the account"));
        self.lost_again
            .set(self.lost_again.get() || self.holder.get() == Holder::Us);
        self.holder.set(holder);
    }

    /// Applies a request that is still in progress.
    pub(super) fn late_takes_effect(&self) {
        if self.late.replace(false) && self.commit() {
            self.note(|| "  an earlier request takes effect".to_owned());
        }
    }

    fn commit_if(&self, commit: bool) {
        let _ = commit && self.commit();
    }

    fn commit_now_or(&self, late: bool, commit: bool) {
        if commit && late {
            self.late.set(true);
        } else {
            self.commit_if(commit);
        }
    }

    /// Applies the request, and returns its status.
    fn earn(&self) -> u16 {
        if self.commit() { 201 } else { 409 }
    }

    fn earned(&self, failure: Option<AttemptFailure>) -> Met {
        (answer(self.earn(), HeaderMap::new(), failure), None)
    }

    /// Creates an answer that may ask for a wait; one with a rate limit has more ways to do so.
    fn waiting(&self, status: u16, asks: bool, limited: bool) -> Met {
        let (headers, asked) = if asks {
            asking(&mut self.choices.borrow_mut(), limited)
        } else {
            Default::default()
        };
        (answer(status, headers, None), asked)
    }

    fn lie(&self, lie: Lie) -> u16 {
        match lie {
            Lie::Repeated => {
                self.commit();
                self.earn()
            }
            lie => {
                self.commit_now_or(lie == Lie::DeniedAndLate, true);
                403
            }
        }
    }

    async fn meet(&self, fate: Fate, progress: &Progress) -> Met {
        if fate.is_sent() {
            assert!(progress.sent.send());
            self.becomes(Fate::Stalled {
                commit: false,
                late: false,
            });
        }
        let failed = |what| (End::Failed(Failure::new(what)), None);
        match fate {
            Fate::Answered => self.earned(None),
            Fate::Cut => self.earned(Some(AttemptFailure::BodyTruncated)),
            Fate::TooLarge => self.earned(Some(AttemptFailure::TooLarge)),
            Fate::NeverSent => failed(AttemptFailure::NotConnected),
            Fate::CertificateRefused => failed(AttemptFailure::CertificateRefused),
            Fate::ProxyUnusable => failed(AttemptFailure::ProxyUnusable),
            Fate::RefusedAfterSending => failed(AttemptFailure::ClientCertificateRefused),
            Fate::ConnectingForever => std::future::pending().await,
            Fate::Lost { commit, late } => {
                self.commit_now_or(late, commit);
                failed(AttemptFailure::ConnectionLost)
            }
            Fate::LostAndBudgetGone { commit } => {
                self.commit_if(commit);
                while self.budget.take() {}
                failed(AttemptFailure::ConnectionLost)
            }
            Fate::Stalled { commit, late } => {
                self.commit_now_or(late, commit);
                std::future::pending().await
            }
            Fate::Gateway {
                status,
                commit,
                asks,
            } => {
                self.commit_if(commit);
                self.waiting(status, asks, false)
            }
            Fate::RateLimited { asks } => self.waiting(429, asks, true),
            Fate::Trickle => {
                let status = StatusCode::from_u16(self.earn()).unwrap();
                progress.begun(status, HeaderMap::new());
                self.becomes(fate);
                std::future::pending().await
            }
            Fate::TurnedDown { status } => (answer(status, HeaderMap::new(), None), None),
            Fate::Odd { status, commit } => {
                self.commit_if(commit);
                (answer(status, HeaderMap::new(), None), None)
            }
            Fate::Lie(lie) => (answer(self.lie(lie), HeaderMap::new(), None), None),
        }
    }
}

fn answer(status: u16, headers: HeaderMap, failure: Option<AttemptFailure>) -> End {
    End::Answered(Answer {
        status: StatusCode::from_u16(status).unwrap(),
        headers,
        body: Bytes::new(),
        fault: failure.map(Failure::new),
    })
}

impl SendAttempt for Model {
    async fn attempt(&self, progress: &Progress) -> End {
        let began = Instant::now();
        let previous = self.previous.take();
        if let Some((ended, Some(asked))) = previous
            && began - ended < asked
        {
            let waited = began - ended;
            *self.broken.borrow_mut() = Some(format!(
                "waited {waited:?} where the server asked for {asked:?}"
            ));
        }
        // An attempt that is cut off ends when its time is up, and asks for no wait.
        self.previous.set(Some((began + self.cap, None)));
        if previous.is_some() {
            self.others_act();
        }
        let fate = self.choices.borrow_mut().fate(self.each);
        // The result if the time is up before anything more arrives.
        self.fates.borrow_mut().push(Fate::ConnectingForever);
        self.asked.borrow_mut().push(None);
        let holder = self.holder.get();
        self.note(|| format!("  {fate:?}, with the account held by {holder:?}"));
        self.takes_up_to(2_000).await;
        self.jump().await;
        let (end, asked) = self.meet(fate, progress).await;
        self.takes_up_to(500).await;
        self.becomes(fate);
        if let Some(last) = self.asked.borrow_mut().last_mut() {
            *last = asked;
        }
        self.previous.set(Some((Instant::now(), asked)));
        end
    }
}
