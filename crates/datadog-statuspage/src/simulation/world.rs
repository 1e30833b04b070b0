//! A Datadog in memory, what happens to requests to it, and another actor at work.

use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use bytes::Bytes;
use datadog_statuspage_api::Request;
use datadog_statuspage_api::types;
use fastrand::Rng;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::error::AttemptFailure;
use crate::http::exchange::simulated::Network;
use crate::http::{Answer, End, Failure, Progress};
use crate::retry::simulation::Fate;

pub(super) const KEYS: [&str; 2] = ["k3y-ours", "k3y-theirs"];
pub(super) const PAGES: [&str; 4] = [
    "https://a.statuspage.io",
    "https://b.statuspage.io",
    "https://c.statuspage.io",
    "https://d.statuspage.io",
];
pub(super) const TAGS: [&str; 3] = ["team:a", "team:b,env:b", "team:c"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) id: String,
    pub(super) page: String,
    pub(super) tags: String,
}

/// What Datadog holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Holding {
    pub(super) account: Option<String>,
    pub(super) settings: Vec<Setting>,
    ids: u32,
}

/// What should be: each part is noted as soon as it is so.
#[derive(Debug, Clone, Default)]
pub(super) struct Goal {
    /// `Some(None)` is an account with any key.
    pub(super) account: Option<Option<String>>,
    pub(super) pages: Vec<(String, String)>,
    pub(super) alone: bool,
}

impl Goal {
    fn account_holds(&self, holding: &Holding) -> bool {
        match &self.account {
            None => true,
            Some(None) => holding.account.is_some(),
            Some(key) => &holding.account == key,
        }
    }

    fn pages_hold(&self, holding: &Holding) -> bool {
        let there = |(page, tags): &(String, String)| {
            holding
                .settings
                .iter()
                .any(|setting| &setting.page == page && &setting.tags == tags)
        };
        let is_wanted =
            |setting: &Setting| self.pages.iter().any(|(page, _)| page == &setting.page);
        self.pages.iter().all(there) && (!self.alone || holding.settings.iter().all(is_wanted))
    }
}

/// A request as Datadog gets it.
#[derive(Debug, Clone)]
struct Sent {
    method: Method,
    path: String,
    body: Bytes,
}

pub(crate) struct World {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
pub(super) struct Inner {
    rng: Rng,
    pub(super) holding: Holding,
    pub(super) goal: Goal,
    /// Whether faults and another actor are at work.
    pub(super) troubled: bool,
    /// Whether a list of nothing is answered with 404.
    strict: bool,
    late: Vec<Sent>,
    pub(super) account_held: bool,
    pub(super) pages_held: bool,
    /// Writes of ours that were carried out.
    pub(super) writes: u32,
    pub(super) creates: u32,
    pub(super) deleted: Vec<Setting>,
    pub(super) requests: Vec<Method>,
    pub(super) story: Vec<String>,
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
    pub(super) fn new(mut rng: Rng, goal: Goal) -> Self {
        let mut holding = Holding::default();
        if rng.bool() {
            holding.account = Some(KEYS[rng.usize(..2)].to_owned());
        }
        for page in PAGES {
            if rng.bool() {
                holding.add(page, TAGS[rng.usize(..TAGS.len())]);
            }
        }
        let strict = rng.bool();
        let mut inner = Inner {
            rng,
            holding,
            goal,
            troubled: true,
            strict,
            late: Vec::new(),
            account_held: false,
            pages_held: false,
            writes: 0,
            creates: 0,
            deleted: Vec::new(),
            requests: Vec::new(),
            story: Vec::new(),
        };
        inner.observe("at first");
        Self {
            inner: Mutex::new(inner),
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    /// Makes one attempt; what happens to it is decided here.
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
        if !matches!(
            fate,
            Fate::NeverSent | Fate::CertificateRefused | Fate::ConnectingForever
        ) {
            assert!(progress.sent.send());
        }
        let failed = |what| End::Failed(Failure::new(what));
        let serve = || self.lock().serve(&sent);
        match fate {
            Fate::Answered => answer(serve(), None),
            Fate::NeverSent => failed(AttemptFailure::NotConnected),
            Fate::CertificateRefused => failed(AttemptFailure::CertificateRefused),
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
                answer((status, Value::Null), None)
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

impl Holding {
    fn add(&mut self, page: &str, tags: &str) -> Setting {
        self.ids += 1;
        let setting = Setting {
            id: format!("id-{}", self.ids),
            page: page.to_owned(),
            tags: tags.to_owned(),
        };
        self.settings.push(setting.clone());
        setting
    }

    fn watches(&self, page: &str) -> bool {
        self.settings.iter().any(|setting| setting.page == page)
    }
}

impl Inner {
    pub(super) fn goal_holds(&self) -> bool {
        self.goal.account_holds(&self.holding) && self.goal.pages_hold(&self.holding)
    }

    /// What is so now, is noted.
    fn observe(&mut self, why: &str) {
        self.account_held |= self.goal.account_holds(&self.holding);
        self.pages_held |= self.goal.pages_hold(&self.holding);
        let settings: Vec<_> = self
            .holding
            .settings
            .iter()
            .map(|setting| format!("{} {} {}", setting.id, setting.page, setting.tags))
            .collect();
        self.story
            .push(format!("{why}: {:?} {settings:?}", self.holding.account));
    }

    fn fate(&mut self) -> Fate {
        if !self.troubled {
            return Fate::Answered;
        }
        match Fate::random(&mut self.rng) {
            // Only Datadog itself speaks of what is there, and it doesn't lie.
            Fate::TurnedDown { status: 404 | 409 } => Fate::TurnedDown { status: 400 },
            // Half of the requests meet no trouble, or most runs would.
            _ if self.rng.bool() => Fate::Answered,
            fate => fate,
        }
    }

    /// Requests that were given up take effect, and another actor does what it likes.
    pub(super) fn others_act(&mut self) {
        for sent in std::mem::take(&mut self.late) {
            self.story.push("  late:".to_owned());
            self.serve(&sent);
        }
        if !self.troubled || self.rng.u8(..8) > 0 {
            return;
        }
        let page = PAGES[self.rng.usize(..PAGES.len())];
        let tags = TAGS[self.rng.usize(..TAGS.len())];
        let any = self.rng.usize(..self.holding.settings.len().max(1));
        match self.rng.u8(..7) {
            0 => self.holding.account = None,
            1 => self.holding.account = Some(KEYS[self.rng.usize(..2)].to_owned()),
            2 if any < self.holding.settings.len() => {
                self.holding.settings.remove(any);
            }
            3 => {
                if let Some(setting) = self.holding.settings.get_mut(any) {
                    setting.tags = tags.to_owned();
                }
            }
            4 if !self.holding.watches(page) => {
                if let Some(setting) = self.holding.settings.get_mut(any) {
                    setting.page = page.to_owned();
                }
            }
            5 | 6 if !self.holding.watches(page) => {
                self.holding.add(page, tags);
            }
            _ => return,
        }
        self.observe("  another actor");
    }

    fn serve(&mut self, sent: &Sent) -> (u16, Value) {
        let (status, body) = self.act(sent);
        if sent.method != Method::GET && status < 300 {
            self.writes += 1;
            self.creates += u32::from(status == 201);
            self.observe("  written");
        }
        (status, body)
    }

    fn act(&mut self, sent: &Sent) -> (u16, Value) {
        let said = |text: &str| json!({ "errors": [text] });
        let account = json!({ "data": { "type": "statuspage-account", "attributes": { "api_key": "*****" } } });
        let path = sent
            .path
            .trim_start_matches("/api/v2/integration/statuspage/");
        let holding = &mut self.holding;
        match (sent.method.as_str(), path) {
            ("GET", "account") if holding.account.is_some() => (200, account),
            ("POST", "account") if holding.account.is_some() => (409, said("there")),
            ("POST", "account") => {
                let request: types::StatuspageAccountCreateRequest = read(sent);
                holding.account = Some(request.data.attributes.api_key.expose().to_owned());
                (201, account)
            }
            ("PATCH", "account") if holding.account.is_some() => {
                let request: types::StatuspageAccountUpdateRequest = read(sent);
                let key = request.data.attributes.api_key.unwrap();
                holding.account = Some(key.expose().to_owned());
                (200, account)
            }
            ("GET", "url_settings") if self.strict && holding.settings.is_empty() => {
                (404, said("nothing"))
            }
            ("GET", "url_settings") => {
                let list: Vec<_> = holding.settings.iter().map(shown).collect();
                (200, json!({ "data": list }))
            }
            ("POST", "url_settings") => {
                let request: types::StatuspageUrlSettingCreateRequest = read(sent);
                let attributes = request.data.attributes;
                if holding.watches(&attributes.url) {
                    return (409, said("watched"));
                }
                let setting = holding.add(&attributes.url, &attributes.custom_tags);
                (201, json!({ "data": shown(&setting) }))
            }
            (method, path) => {
                let id = path.strip_prefix("url_settings/");
                let index =
                    id.and_then(|id| holding.settings.iter().position(|setting| setting.id == id));
                match (method, index) {
                    ("PATCH", Some(index)) => {
                        let request: types::StatuspageUrlSettingUpdateRequest = read(sent);
                        assert_eq!(request.data.attributes.url, None);
                        let setting = &mut holding.settings[index];
                        setting.tags = request.data.attributes.custom_tags.unwrap().to_string();
                        (200, json!({ "data": shown(setting) }))
                    }
                    ("DELETE", Some(index)) => {
                        let setting = holding.settings.remove(index);
                        self.deleted.push(setting);
                        (204, Value::Null)
                    }
                    _ => (404, said("not there")),
                }
            }
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(sent: &Sent) -> T {
    serde_json::from_slice(&sent.body).unwrap()
}

fn shown(setting: &Setting) -> Value {
    json!({
        "id": setting.id,
        "type": "statuspage-url-setting",
        "attributes": { "url": setting.page, "custom_tags": setting.tags },
    })
}
