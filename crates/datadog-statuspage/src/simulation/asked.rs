//! What a run requests, and how it ended.

use fastrand::Rng;

use super::world::{Goal, Habits, KEYS, PAGES, TAGS};
use crate::{
    Call, Change, Client, Desired, Ensured, Error, Response, SyncReport, Tags, UrlSetting,
};

/// A page, and its tags.
pub(super) type Page = (&'static str, &'static str);

/// What a run requests.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    Account,
    Create(Page),
    Page(Page),
    Sync {
        account: bool,
        replace_key: bool,
        pages: Vec<Page>,
        prune: bool,
    },
}

/// The result of a call that succeeded.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) word: &'static str,
    pub(super) attempts: usize,
    /// The changes of a `sync`.
    pub(super) changes: Option<Vec<Change>>,
}

impl Asked {
    pub(super) fn random(rng: &mut Rng) -> Self {
        let tags = |rng: &mut Rng| TAGS[rng.usize(..TAGS.len())];
        let page = |rng: &mut Rng| (PAGES[rng.usize(..PAGES.len())], tags(rng));
        match rng.u8(..8) {
            0 => Self::Account,
            1 => Self::Create(page(rng)),
            2 | 3 => Self::Page(page(rng)),
            _ => Self::Sync {
                account: rng.u8(..4) > 0,
                replace_key: rng.u8(..3) == 0,
                pages: PAGES
                    .into_iter()
                    .map(|page| (page, tags(rng)))
                    .collect::<Vec<_>>()
                    .into_iter()
                    .filter(|_| rng.u8(..3) > 0)
                    .collect(),
                prune: rng.bool(),
            },
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Account => "account().ensure",
            Self::Create(..) => "url_settings().create",
            Self::Page(..) => "url_settings().ensure",
            Self::Sync { .. } => "sync",
        }
    }

    pub(super) fn goal(&self, habits: Habits) -> Goal {
        let ours = || Some(KEYS[0].to_owned());
        let owned = |(page, tags): &Page| (String::from(*page), String::from(*tags));
        match self {
            Self::Account => Goal {
                account: Some(ours()),
                ..Goal::default()
            },
            // The returned value shows the tags as Datadog stores them.
            Self::Create((page, tags)) => Goal {
                pages: vec![((*page).to_owned(), habits.kept(tags))],
                ..Goal::default()
            },
            Self::Page(page) => Goal {
                pages: vec![owned(page)],
                ..Goal::default()
            },
            Self::Sync {
                account,
                replace_key,
                pages,
                prune,
            } => Goal {
                account: account.then(|| ours().filter(|_| *replace_key)),
                pages: pages.iter().map(owned).collect(),
                alone: *prune,
            },
        }
    }

    /// Returns whether it writes even if everything is as desired, because a key can't be read.
    pub(super) fn always_writes(&self) -> bool {
        let replaces = |account: &bool, replace_key: &bool| *account && *replace_key;
        match self {
            Self::Account => true,
            Self::Create(_) | Self::Page(_) => false,
            Self::Sync {
                account,
                replace_key,
                ..
            } => replaces(account, replace_key),
        }
    }

    /// Returns whether it requests tags that a Datadog with lower-case tags stores differently.
    pub(super) fn has_capitals(&self) -> bool {
        let capital = |(_, tags): &(String, String)| tags.contains(char::is_uppercase);
        self.goal(Habits::default()).pages.iter().any(capital)
    }

    pub(super) fn prunes(&self) -> bool {
        matches!(self, Self::Sync { prune: true, .. })
    }

    pub(super) async fn of(&self, client: &Client) -> Result<Ended, Error> {
        let parsed = |tags: &str| tags.parse::<Tags>().unwrap();
        match self {
            Self::Account => {
                let call = client.account().ensure(KEYS[0]);
                ended(call, |ensured| match ensured {
                    Ensured::Created(_) => ("Created", None),
                    Ensured::Updated(_) => ("Updated", None),
                    Ensured::Unchanged(_) => ("Unchanged, which can't be seen", None),
                })
                .await
            }
            Self::Create((page, tags)) => {
                let call = client.url_settings().create(page, parsed(tags));
                ended(call, |setting| (created(&setting), None)).await
            }
            Self::Page((page, tags)) => {
                let call = client.url_settings().ensure(page, parsed(tags));
                ended(call, |ensured| match ensured {
                    Ensured::Created(setting) => (created(&setting), None),
                    Ensured::Unchanged(_) => ("Unchanged", None),
                    Ensured::Updated(setting) if setting.confirmed() => ("Updated", None),
                    Ensured::Updated(_) => ("Updated, unconfirmed", None),
                })
                .await
            }
            Self::Sync { .. } => ended(client.sync(&self.desired()), synced).await,
        }
    }

    fn desired(&self) -> Desired {
        let Self::Sync {
            account,
            replace_key,
            pages,
            prune,
        } = self
        else {
            return Desired::new();
        };
        let mut desired = Desired::new()
            .replace_key(*replace_key)
            .prune(*prune)
            .allow_deleting_every_page(true);
        if *account {
            desired = desired.account(KEYS[0]);
        }
        for (page, tags) in pages {
            desired = desired.url_setting(*page, tags.parse::<Tags>().unwrap());
        }
        desired
    }
}

fn created(setting: &UrlSetting) -> &'static str {
    match setting.confirmed() {
        true => "Created",
        false => "Created, unconfirmed",
    }
}

fn synced(report: SyncReport) -> (&'static str, Option<Vec<Change>>) {
    let word = match report.is_empty() {
        true => "nothing to do",
        false => "Synced",
    };
    (word, Some(report.changes().to_vec()))
}

async fn ended<T: 'static>(
    call: Call<T>,
    read: impl FnOnce(T) -> (&'static str, Option<Vec<Change>>),
) -> Result<Ended, Error> {
    let response: Response<T> = call.with_response().await?;
    let attempts = response.attempts().len();
    let (word, changes) = read(response.into_value());
    Ok(Ended {
        word,
        attempts,
        changes,
    })
}
