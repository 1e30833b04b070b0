//! A model of Datadog: what it holds, what happens to requests, and what it knows to be true.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use bytes::Bytes;
use fastrand::Rng;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use tokio::time::{Instant, sleep};

use crate::error::AttemptFailure;
use crate::http::{Answer, End, Failure, Progress, SendAttempt};

/// Who made the account that the organization holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Nobody,
    Us,
    Another,
}

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate {
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
    pub(crate) fn random(rng: &mut Rng) -> Self {
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
    pub(super) fn is_harmless(self, claimed: Option<StatusCode>) -> bool {
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

    pub(super) fn is_worth_another(self, claimed: Option<StatusCode>) -> bool {
        match self {
            Self::Answered | Self::TooLarge => claimed.is_none(),
            // Cut or not, these come to the 201 or the 409 that they began with.
            Self::Cut | Self::Trickle => claimed.is_none_or(|status| status.is_success()),
            Self::CertificateRefused | Self::TurnedDown { .. } | Self::Odd { .. } => false,
            _ => true,
        }
    }
}

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

    pub(super) fn tell(&self, line: impl Into<String>) {
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
        if !limited {
            // Datadog tells its limits on any answer; they ask for nothing then.
            headers.insert("x-ratelimit-reset", text(seconds.to_string()));
        }
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
            assert!(progress.sent.send());
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
                    Some(AttemptFailure::BodyTruncated),
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
        if let Some(last) = self.asked.borrow_mut().last_mut() {
            *last = asked;
        }
        self.previous.set(Some((Instant::now(), asked)));
        end
    }
}
