//! Every history of calls of several requests, within bounds.
//!
//! Each has at most a certain number of deviations from the usual: requests that end in each
//! class of endings, another actor who acts, a late request that takes effect late.

use std::time::{Duration, Instant};

use super::asked::{Asked, Page};
use super::world::{Habits, Holding, KEYS, PAGES, Side, TAGS, World};
use super::{Run, builder, http};
use crate::Client;
use crate::retry::simulation::{Choices, Path, each_way, paused, tried};

const WANTED: [Page; 2] = [(PAGES[0], TAGS[0]), (PAGES[1], TAGS[0])];

fn asked() -> [Asked; 4] {
    [
        Asked::Account,
        Asked::Create(WANTED[0]),
        Asked::Page(WANTED[0]),
        Asked::Sync {
            account: true,
            replace_key: false,
            pages: WANTED.to_vec(),
            prune: true,
        },
    ]
}

/// Returns what an organization may hold: the account and each of `pages`.
fn holdings(accounts: &[Option<&str>], pages: &[&str]) -> Vec<Holding> {
    let mut all: Vec<_> = accounts
        .iter()
        .map(|key| Holding {
            account: key.map(str::to_owned),
            ..Holding::default()
        })
        .collect();
    for page in pages {
        all = all
            .iter()
            .flat_map(|holding| {
                [None, Some(TAGS[0]), Some(TAGS[2])].map(|tags| {
                    let mut holding = holding.clone();
                    if let Some(tags) = tags {
                        holding.add(page, tags);
                    }
                    holding
                })
            })
            .collect();
    }
    all
}

impl Asked {
    fn starts(&self) -> Vec<Holding> {
        let keys = [None, Some(KEYS[0]), Some(KEYS[1])];
        match self {
            Self::Account => holdings(&keys, &[]),
            Self::Create(_) | Self::Page(_) => holdings(&[None], &PAGES[..1]),
            // The third one is to be deleted.
            Self::Sync { .. } => holdings(&keys[..2], &PAGES[..3]),
        }
    }
}

fn client(http: &reqwest::Client) -> Client {
    // An attempt may take as long as the call, so that the longest ones meet the timeout.
    let minute = Duration::from_secs(60);
    let builder = builder(http).attempt_timeout(minute).timeout(minute);
    builder.build().unwrap()
}

/// Tries every history with at most this many deviations, and returns how many there were.
fn try_each(asked: &Asked, starts: &[Holding], deviations: usize) -> u32 {
    let (runtime, http, start) = (paused(), http(), Instant::now());
    let mut count = 0;
    for holding in starts {
        count += each_way(Path::within(deviations), |path| {
            let sides = vec![Side::of(asked.goal(Habits::default()))];
            let choices = Choices::Each(path);
            let run = Run {
                asked: asked.clone(),
                client: client(&http),
                world: World::new(choices, holding.clone(), Habits::default(), sides),
            };
            if let Err(story) = runtime.block_on(run.make(0)) {
                panic!("{story}");
            }
            run.world.into_choices().into_path()
        });
    }
    let what = format!("of {} (deviations: {deviations})", asked.name());
    tried(count, &what, start);
    count
}

#[test]
fn no_history_with_one_deviation_makes_a_call_of_several_requests_lie() {
    for asked in asked() {
        let starts = asked.starts();
        // Half of the possible starting states of a sync, to save time.
        let starts = &starts[..starts.len().min(27)];
        assert!(try_each(&asked, starts, 1) > 50);
    }
}

/// CONTRIBUTING.md has the command.
#[test]
#[ignore = "takes minutes"]
fn no_deeper_history_makes_a_call_of_several_requests_lie() {
    for (asked, deviations) in asked().iter().zip([3, 3, 3, 2]) {
        let starts = asked.starts();
        // A sixth of the possible starting states of a sync, to save time.
        let starts: Vec<_> = match starts.len() {
            54 => starts.into_iter().step_by(6).collect(),
            _ => starts,
        };
        assert!(try_each(asked, &starts, deviations) > 1_000);
    }
}
