//! The network to a Datadog in memory: what happens to requests on their way.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use bytes::Bytes;
use datadog_statuspage_api::Request;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use tokio::time::sleep;

use super::habits::Habits;
use super::holding::Holding;
use super::organization::{Organization, Side};
use super::server::Sent;
use crate::error::AttemptFailure;
use crate::http::exchange::simulated::Network;
use crate::http::{Answer, End, Failure, Progress};
use crate::retry::simulation::{Choices, Fate, Lie};

pub(crate) struct World {
    inner: Mutex<Organization>,
}

/// The access of one of the calls to the world.
pub(crate) struct Seat {
    pub(crate) world: Arc<World>,
    /// The side whose requests they are.
    pub(crate) side: usize,
}

impl Network for Seat {
    fn attempt<'a>(
        &'a self,
        request: &'a Request,
        progress: &'a Progress,
    ) -> Pin<Box<dyn Future<Output = End> + Send + 'a>> {
        Box::pin(self.meet(request, progress))
    }

    fn jitter(&self) -> Option<f64> {
        Some(self.world.lock().choices.jitter())
    }
}

impl World {
    pub(crate) fn new(
        choices: Choices,
        holding: Holding,
        habits: Habits,
        sides: Vec<Side>,
    ) -> Arc<Self> {
        Arc::new(Self {
            inner: Mutex::new(Organization::new(choices, holding, habits, sides)),
        })
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Organization> {
        self.inner.lock().unwrap()
    }

    pub(crate) fn into_choices(self: Arc<Self>) -> Choices {
        let world = Arc::into_inner(self).unwrap();
        world.inner.into_inner().unwrap().choices
    }
}

impl Seat {
    fn serve_now_or(&self, late: bool, commit: bool, sent: Sent) {
        let mut inner = self.world.lock();
        if commit && late {
            inner.late.push((self.side, sent));
        } else if commit {
            inner.serve(self.side, &sent);
        }
    }

    /// Makes one attempt, and decides what happens to it.
    async fn meet(&self, request: &Request, progress: &Progress) -> End {
        let sent = Sent {
            method: request.method.clone(),
            path: request.url.path().to_owned(),
            body: request.body.clone().unwrap_or_default(),
        };
        let (fate, delay) = {
            let mut inner = self.world.lock();
            inner.others_act();
            let fate = inner.fate();
            inner.sides[self.side].requests.push(sent.method.clone());
            let line = format!("  {} {}: {fate:?}", sent.method, sent.path);
            inner.story.push(line);
            (fate, inner.choices.delay(1_000))
        };
        if delay > 0 {
            sleep(Duration::from_millis(delay)).await;
        }
        if !fate.is_sent() {
            return self.end(fate, sent, progress).await;
        }
        assert!(progress.sent.send());
        let write = sent.method != Method::GET;
        let before = self.may_have_acted(|before| before || write);
        let end = self.end(fate, sent, progress).await;
        let harmless = fate.is_harmless(end.status());
        self.may_have_acted(|_| before || (write && !harmless));
        end
    }

    /// Changes whether a write may have been applied. Returns whether one might have before.
    fn may_have_acted(&self, change: impl FnOnce(bool) -> bool) -> bool {
        let acted = &mut self.world.lock().sides[self.side].may_have_acted;
        let now = change(*acted);
        std::mem::replace(acted, now)
    }

    async fn end(&self, fate: Fate, sent: Sent, progress: &Progress) -> End {
        let failed = |what| End::Failed(Failure::new(what));
        let serve = || self.world.lock().serve(self.side, &sent);
        match fate {
            Fate::Answered => answer(serve(), None),
            Fate::NeverSent => failed(AttemptFailure::NotConnected),
            Fate::CertificateRefused => failed(AttemptFailure::CertificateRefused),
            Fate::ProxyUnusable => failed(AttemptFailure::ProxyUnusable),
            Fate::RefusedAfterSending => failed(AttemptFailure::ClientCertificateRefused),
            Fate::ConnectingForever => std::future::pending().await,
            Fate::LostAndBudgetGone { commit } => {
                self.serve_now_or(false, commit, sent);
                failed(AttemptFailure::ConnectionLost)
            }
            Fate::Lost { commit, late } => {
                self.serve_now_or(late, commit, sent);
                failed(AttemptFailure::ConnectionLost)
            }
            Fate::Stalled { commit, late } => {
                self.serve_now_or(late, commit, sent);
                std::future::pending().await
            }
            Fate::Gateway { status, commit, .. } | Fate::Odd { status, commit } => {
                if commit {
                    serve();
                }
                of_gateway(status)
            }
            Fate::Lie(lie) => match lie {
                Lie::Repeated => {
                    serve();
                    answer(serve(), None)
                }
                lie => {
                    self.serve_now_or(lie == Lie::DeniedAndLate, true, sent);
                    answer((403, Value::Null), None)
                }
            },
            Fate::RateLimited { .. } => answer((429, Value::Null), None),
            Fate::TurnedDown { status } => answer((status, Value::Null), None),
            Fate::Cut => answer(serve(), Some(AttemptFailure::BodyTruncated)),
            Fate::TooLarge => answer(serve(), Some(AttemptFailure::TooLarge)),
            Fate::Trickle => {
                let (status, _) = serve();
                progress.begun(StatusCode::from_u16(status).unwrap(), HeaderMap::new());
                std::future::pending().await
            }
        }
    }
}

/// Returns a gateway's answer. Instead of a 599 it is a success that isn't Datadog's: a login
/// page, whatever happened to the request.
fn of_gateway(status: u16) -> End {
    let (status, body) = match status {
        599 => (StatusCode::OK, &b"<title>Please log in</title>"[..]),
        status => (StatusCode::from_u16(status).unwrap(), &b""[..]),
    };
    End::Answered(Answer {
        status,
        headers: HeaderMap::new(),
        body: Bytes::from_static(body),
        fault: None,
    })
}

fn answer((status, body): (u16, Value), fault: Option<AttemptFailure>) -> End {
    let text = match &body {
        Value::Null => String::new(),
        body => body.to_string(),
    };
    let whole = if fault.is_some() {
        text.len() / 2
    } else {
        text.len()
    };
    End::Answered(Answer {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: Bytes::copy_from_slice(&text.as_bytes()[..whole]),
        fault: fault.map(Failure::new),
    })
}
