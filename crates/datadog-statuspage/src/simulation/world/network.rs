//! The network to a Datadog in memory: what happens to requests on their way.

use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use bytes::Bytes;
use datadog_statuspage_api::Request;
use fastrand::Rng;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;
use tokio::time::sleep;

use super::holding::Goal;
use super::organization::Organization;
use super::server::Sent;
use crate::error::AttemptFailure;
use crate::http::exchange::simulated::Network;
use crate::http::{Answer, End, Failure, Progress};
use crate::retry::simulation::Fate;

pub(crate) struct World {
    inner: Mutex<Organization>,
}

impl Network for World {
    fn attempt<'a>(
        &'a self,
        request: &'a Request,
        progress: &'a Progress,
    ) -> Pin<Box<dyn Future<Output = End> + Send + 'a>> {
        Box::pin(self.meet(request, progress))
    }
}

impl World {
    pub(crate) fn new(rng: Rng, goal: Goal) -> Self {
        Self {
            inner: Mutex::new(Organization::new(rng, goal)),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Organization> {
        self.inner.lock().unwrap()
    }

    /// Makes one attempt, and decides what happens to it.
    async fn meet(&self, request: &Request, progress: &Progress) -> End {
        let sent = Sent {
            method: request.method.clone(),
            path: request.url.path().to_owned(),
            body: request.body.clone().unwrap_or_default(),
        };
        let (fate, delay) = {
            let mut inner = self.lock();
            inner.others_act();
            let fate = inner.fate();
            inner.requests.push(sent.method.clone());
            inner
                .story
                .push(format!("  {} {}: {fate:?}", sent.method, sent.path));
            (fate, inner.rng.u64(..1_000))
        };
        sleep(Duration::from_millis(delay)).await;
        if fate.is_sent() {
            assert!(progress.sent.send());
        }
        let failed = |what| End::Failed(Failure::new(what));
        let serve = || self.lock().serve(&sent);
        match fate {
            Fate::Answered => answer(serve(), None),
            Fate::NeverSent => failed(AttemptFailure::NotConnected),
            Fate::CertificateRefused => failed(AttemptFailure::CertificateRefused),
            Fate::ProxyUnusable => failed(AttemptFailure::ProxyUnusable),
            Fate::RefusedAfterSending => failed(AttemptFailure::ClientCertificateRefused),
            Fate::ConnectingForever => std::future::pending().await,
            Fate::Lost { commit } => {
                if commit {
                    serve();
                }
                failed(AttemptFailure::ConnectionLost)
            }
            Fate::Stalled { commit, late } => {
                if commit && late {
                    self.lock().late.push(sent);
                } else if commit {
                    serve();
                }
                std::future::pending().await
            }
            Fate::Gateway { status, commit, .. } | Fate::Odd { status, commit } => {
                if commit {
                    serve();
                }
                of_gateway(status)
            }
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

/// What a gateway answers. In place of a 599 it is a success that isn't Datadog's: a login
/// page, whatever became of the request.
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
