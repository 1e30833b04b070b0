//! An organization at Datadog, and another actor at work in it.

use fastrand::Rng;
use reqwest::Method;
use serde_json::Value;

use super::holding::{Goal, Holding, KEYS, PAGES, TAGS};
use super::server::Sent;
use crate::retry::simulation::Fate;

#[derive(Debug)]
pub(crate) struct Organization {
    pub(super) rng: Rng,
    pub(crate) holding: Holding,
    pub(crate) goal: Goal,
    /// Whether faults and another actor are at work.
    pub(crate) troubled: bool,
    /// Whether a list of nothing is answered with 404.
    strict: bool,
    pub(super) late: Vec<Sent>,
    pub(crate) account_held: bool,
    pub(crate) pages_held: bool,
    /// Writes of ours that were carried out.
    pub(crate) writes: u32,
    pub(crate) creates: u32,
    pub(crate) requests: Vec<Method>,
    pub(crate) story: Vec<String>,
}

impl Organization {
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
        let mut organization = Self {
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
            requests: Vec::new(),
            story: Vec::new(),
        };
        organization.observe("at first");
        organization
    }

    pub(crate) fn goal_holds(&self) -> bool {
        self.goal.account_holds(&self.holding) && self.goal.pages_hold(&self.holding)
    }

    /// Notes what holds now, and whether it is as asked for.
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

    pub(super) fn fate(&mut self) -> Fate {
        if !self.troubled {
            return Fate::Answered;
        }
        match Fate::random(&mut self.rng) {
            // Half of the requests meet no trouble, or most runs would.
            _ if self.rng.bool() => Fate::Answered,
            fate => fate,
        }
    }

    /// Lets abandoned requests take effect, and another actor change things.
    pub(crate) fn others_act(&mut self) {
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

    pub(super) fn serve(&mut self, sent: &Sent) -> (u16, Value) {
        let (status, body) = self.holding.serve(sent, self.strict);
        if sent.method != Method::GET && status < 300 {
            self.writes += 1;
            self.creates += u32::from(status == 201);
            self.observe("  written");
        }
        (status, body)
    }
}
