//! A model of Datadog: what it holds, what requests do to it, and what it knows to be true.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use bytes::Bytes;
use fastrand::Rng;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::{Instant, sleep};

use super::asking::asking;
use super::fate::Fate;
use crate::error::AttemptFailure;
use crate::http::{Answer, End, Failure, Progress, SendAttempt};

/// Who made the account that the organization holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Nobody,
    Us,
    Another,
}

/// How an attempt ended, and the least wait that its answer asks for.
type Met = (End, Option<Duration>);

pub(super) struct Model {
    rng: RefCell<Rng>,
    holder: Cell<Holder>,
    /// How often this call made the account.
    pub(super) commits: Cell<u32>,
    /// A request that is still under way on the server's side.
    late: Cell<bool>,
    pub(super) story: RefCell<Vec<String>>,
    pub(super) fates: RefCell<Vec<Fate>>,
    /// What each attempt's answer asked for.
    pub(super) asked: RefCell<Vec<Option<Duration>>>,
    /// When the previous attempt ended, and what it asked for.
    previous: Cell<Option<(Instant, Option<Duration>)>>,
    pub(super) broken: RefCell<Option<String>>,
    cap: Duration,
}

impl Model {
    /// A Datadog whose account is held by `holder`; attempts are cut off after `cap`.
    pub(super) fn new(rng: Rng, holder: Holder, cap: Duration) -> Self {
        Self {
            rng: RefCell::new(rng),
            holder: Cell::new(holder),
            commits: Cell::new(0),
            late: Cell::new(false),
            story: RefCell::default(),
            fates: RefCell::default(),
            asked: RefCell::default(),
            previous: Cell::new(None),
            broken: RefCell::default(),
            cap,
        }
    }

    pub(super) fn note(&self, line: impl Into<String>) {
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

    pub(super) fn others_act(&self) {
        if self.late.replace(false) && self.commit() {
            self.note("  an earlier request takes effect");
        }
        if self.rng.borrow_mut().u8(..12) == 0 && self.holder.get() == Holder::Nobody {
            self.holder.set(Holder::Another);
            self.note("  another actor creates the account");
        }
    }

    fn commit_if(&self, commit: bool) {
        let _ = commit && self.commit();
    }

    /// The status that the request earns, and its effect.
    fn earn(&self) -> u16 {
        if self.commit() { 201 } else { 409 }
    }

    fn earned(&self, failure: Option<AttemptFailure>) -> Met {
        (answer(self.earn(), HeaderMap::new(), failure), None)
    }

    /// An answer that may ask for a wait; one of a rate limit has more ways to.
    fn waiting(&self, status: u16, asks: bool, limited: bool) -> Met {
        let (headers, asked) = if asks {
            asking(&mut self.rng.borrow_mut(), limited)
        } else {
            Default::default()
        };
        (answer(status, headers, None), asked)
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
            Fate::Lost { commit } => {
                self.commit_if(commit);
                failed(AttemptFailure::ConnectionLost)
            }
            Fate::Stalled { commit, late } => {
                if commit && late {
                    self.late.set(true);
                } else {
                    self.commit_if(commit);
                }
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
        self.asked.borrow_mut().push(None);
        self.note(format!(
            "  {fate:?}, with the account held by {:?}",
            self.holder.get()
        ));
        let delay = self.rng.borrow_mut().u64(..2_000);
        sleep(Duration::from_millis(delay)).await;
        let (end, asked) = self.meet(fate, progress).await;
        let answering = self.rng.borrow_mut().u64(..500);
        sleep(Duration::from_millis(answering)).await;
        self.becomes(fate);
        if let Some(last) = self.asked.borrow_mut().last_mut() {
            *last = asked;
        }
        self.previous.set(Some((Instant::now(), asked)));
        end
    }
}
