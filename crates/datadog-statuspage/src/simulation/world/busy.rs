//! A healthy Datadog that asks requests to come back later.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use datadog_statuspage_api::Request;
use reqwest::StatusCode;
use reqwest::header::RETRY_AFTER;
use serde_json::Value;
use tokio::time::sleep;

use super::habits::Habits;
use super::holding::Holding;
use super::server::Sent;
use crate::http::exchange::simulated::Network;
use crate::http::{Answer, End, Progress};

/// A Datadog that counts requests.
pub(crate) struct Busy {
    /// The statuses that each request is answered with first; then it is served.
    answers: &'static [u16],
    /// The `Retry-After` of a 429.
    retry_after: Option<&'static str>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    holding: Holding,
    /// How often each request arrived that wasn't served yet.
    visits: HashMap<(String, String, Bytes), usize>,
    requests: usize,
}

impl Busy {
    pub(crate) fn new(answers: &'static [u16], retry_after: Option<&'static str>) -> Self {
        Self {
            answers,
            retry_after,
            inner: Mutex::default(),
        }
    }

    /// Sets an account and these settings.
    pub(crate) fn holding<'a>(
        self,
        settings: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        {
            let mut inner = self.inner.lock().unwrap();
            inner.holding.account = Some("k3y".to_owned());
            for (page, tags) in settings {
                inner.holding.add(page, tags);
            }
        }
        self
    }

    /// Returns how many requests arrived.
    pub(crate) fn requests(&self) -> usize {
        self.inner.lock().unwrap().requests
    }

    fn answer(&self, request: &Request) -> (u16, Value) {
        let sent = Sent {
            method: request.method.clone(),
            path: request.url.path().to_owned(),
            body: request.body.clone().unwrap_or_default(),
        };
        let mut inner = self.inner.lock().unwrap();
        inner.requests += 1;
        let key = (
            sent.method.to_string(),
            sent.path.clone(),
            sent.body.clone(),
        );
        let visits = inner.visits.entry(key).or_default();
        match self.answers.get(*visits) {
            Some(status) => {
                *visits += 1;
                (*status, Value::Null)
            }
            None => {
                *visits = 0;
                inner.holding.serve(&sent, Habits::default()).0
            }
        }
    }
}

impl Network for Busy {
    fn attempt<'a>(
        &'a self,
        request: &'a Request,
        progress: &'a Progress,
    ) -> Pin<Box<dyn Future<Output = End> + Send + 'a>> {
        Box::pin(async move {
            assert!(progress.sent.send());
            let (status, body) = self.answer(request);
            // So that concurrent calls overlap.
            sleep(Duration::from_millis(100)).await;
            let asks = self.retry_after.filter(|_| status == 429);
            let header = asks.map(|text| (RETRY_AFTER, text.parse().unwrap()));
            let body = match body {
                Value::Null => Bytes::new(),
                body => Bytes::from(body.to_string()),
            };
            End::Answered(Answer {
                status: StatusCode::from_u16(status).unwrap(),
                headers: header.into_iter().collect(),
                body,
                fault: None,
            })
        })
    }
}
