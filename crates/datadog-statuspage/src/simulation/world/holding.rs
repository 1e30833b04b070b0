//! What Datadog holds, and what it should hold.

use super::habits::Habits;

pub(crate) const KEYS: [&str; 2] = ["k3y-ours", "k3y-theirs"];
pub(crate) const PAGES: [&str; 4] = [
    "https://a.statuspage.io",
    "https://b.statuspage.io",
    "https://c.statuspage.io",
    "https://d.statuspage.io",
];
pub(crate) const TAGS: [&str; 3] = ["team:a", "team:b,Env:b", "team:c"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) id: String,
    pub(crate) page: String,
    pub(crate) tags: String,
}

/// What Datadog holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Holding {
    pub(crate) account: Option<String>,
    pub(crate) settings: Vec<Setting>,
    /// What requests deleted.
    pub(crate) deleted: Vec<Setting>,
    pub(crate) ids: u32,
}

impl Holding {
    pub(crate) fn add(&mut self, page: &str, tags: &str) -> Setting {
        self.ids += 1;
        let setting = Setting {
            id: format!("id-{}", self.ids),
            page: page.to_owned(),
            tags: tags.to_owned(),
        };
        self.settings.push(setting.clone());
        setting
    }

    /// Returns it as Datadog stores it.
    pub(super) fn kept(mut self, habits: Habits) -> Self {
        for setting in &mut self.settings {
            setting.tags = habits.kept(&setting.tags);
        }
        self
    }

    pub(crate) fn watches(&self, page: &str) -> bool {
        self.settings.iter().any(|setting| setting.page == page)
    }
}

/// What a call requests.
#[derive(Debug, Clone, Default)]
pub(crate) struct Goal {
    /// `Some(None)` is an account with any key.
    pub(crate) account: Option<Option<String>>,
    pub(crate) pages: Vec<(String, String)>,
    pub(crate) alone: bool,
}

impl Goal {
    pub(crate) fn account_holds(&self, holding: &Holding) -> bool {
        match &self.account {
            None => true,
            Some(None) => holding.account.is_some(),
            Some(key) => &holding.account == key,
        }
    }

    pub(crate) fn pages_hold(&self, holding: &Holding) -> bool {
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
