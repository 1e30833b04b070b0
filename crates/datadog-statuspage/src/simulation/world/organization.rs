//! An organization at Datadog, and the actors that change it.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use super::act::Act;
use super::habits::Habits;
use super::holding::{Goal, Holding};
use super::server::Sent;
use crate::retry::simulation::{Choices, EACH, Fate};

/// A call, and what this world knows about its requests.
#[derive(Debug, Default)]
pub(crate) struct Side {
    pub(crate) goal: Goal,
    pub(crate) account_held: bool,
    pub(crate) pages_held: bool,
    /// How many of its writes were applied.
    pub(crate) writes: u32,
    pub(crate) creates: u32,
    /// What was applied: the method, and the page or `account`.
    pub(crate) carried: BTreeSet<(String, String)>,
    /// Whether, judged from outside, one of its writes may have been applied.
    pub(crate) may_have_acted: bool,
    pub(crate) requests: Vec<Method>,
}

impl Side {
    pub(crate) fn of(goal: Goal) -> Self {
        Self {
            goal,
            ..Self::default()
        }
    }

    fn observe(&mut self, holding: &Holding) {
        self.account_held |= self.goal.account_holds(holding);
        self.pages_held |= self.goal.pages_hold(holding);
    }
}

#[derive(Debug)]
pub(crate) struct Organization {
    pub(super) choices: Choices,
    pub(crate) holding: Holding,
    pub(crate) habits: Habits,
    pub(crate) sides: Vec<Side>,
    /// Whether faults and another actor are active.
    pub(crate) troubled: bool,
    /// Requests in progress, and the side that sent them.
    pub(super) late: Vec<(usize, Sent)>,
    /// The state before the last change.
    before: Holding,
    /// Whether another actor changed anything.
    pub(crate) moved: bool,
    pub(crate) story: Vec<String>,
}

impl Organization {
    pub(super) fn new(
        choices: Choices,
        holding: Holding,
        habits: Habits,
        sides: Vec<Side>,
    ) -> Self {
        let holding = holding.kept(habits);
        let mut organization = Self {
            choices,
            before: holding.clone(),
            holding,
            habits,
            sides,
            troubled: true,
            late: Vec::new(),
            moved: false,
            story: Vec::new(),
        };
        organization.observe("at first");
        organization
    }

    pub(crate) fn goal_holds(&self) -> bool {
        let goal = &self.sides[0].goal;
        goal.account_holds(&self.holding) && goal.pages_hold(&self.holding)
    }

    /// Records the current state, and whether it is as requested.
    fn observe(&mut self, why: &str) {
        for side in &mut self.sides {
            side.observe(&self.holding);
        }
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
        let fate = self.choices.fate(&EACH);
        match &mut self.choices {
            // Half of the requests meet no fault, or most runs would fail.
            Choices::Random(rng) => match rng.bool() {
                true => Fate::Answered,
                false => fate,
            },
            Choices::Each(_) | Choices::Script(_) => fate,
        }
    }

    /// Lets requests in progress take effect, now or later.
    pub(crate) fn late_take_effect(&mut self, all: bool) {
        for (side, sent) in std::mem::take(&mut self.late) {
            if !all && self.choices.happens(2) {
                self.late.push((side, sent));
                continue;
            }
            self.story.push("  late:".to_owned());
            self.serve(side, &sent);
        }
    }

    /// Lets another actor change things.
    pub(crate) fn others_act(&mut self) {
        self.late_take_effect(false);
        if !self.troubled {
            return;
        }
        let act = match &mut self.choices {
            Choices::Random(rng) => match rng.u8(..8) {
                0 => Act::random(rng),
                _ => return,
            },
            Choices::Each(path) => Act::EACH[path.choose(Act::EACH.len())],
            Choices::Script(_) => Act::Nothing,
        };
        let before = self.holding.clone();
        if act.on(&mut self.holding) {
            self.holding = std::mem::take(&mut self.holding).kept(self.habits);
            self.before = before;
            self.moved = true;
            self.observe("  another actor");
        }
    }

    pub(super) fn serve(&mut self, side: usize, sent: &Sent) -> (u16, Value) {
        if sent.method == Method::GET {
            let lags = self.habits.lags && self.troubled && self.choices.happens(4);
            let held = if lags {
                &mut self.before
            } else {
                &mut self.holding
            };
            return held.serve(sent, self.habits).0;
        }
        let before = self.holding.clone();
        let ((status, body), target) = self.holding.serve(sent, self.habits);
        if status < 300 {
            self.before = before;
            let side = &mut self.sides[side];
            side.writes += 1;
            side.creates += u32::from(status == 201);
            side.carried.insert((sent.method.to_string(), target));
            self.observe("  written");
        }
        (status, body)
    }
}
