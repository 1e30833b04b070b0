//! Calls of several requests against a Datadog in memory, many thousand times.
//!
//! Everything is real but the network: the client, the generated code, the
//! retry loop. Each run is decided by its seed: what the organization holds,
//! what is asked for, what happens to each request, and what another actor does in
//! between. A failing run prints its seed and its story; `SIMULATION_SEED=n`
//! runs that one alone, and `SIMULATION_RUNS=n` as many as that.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use reqwest::Method;

use crate::config::trust::without_roots;
use crate::http::exchange::simulated::NETWORK;
use crate::retry::simulation::{paused, seeds};
use crate::{Client, Credentials, Desired, Ensured, Error, Outcome, RetryPolicy, Tags};

mod waits;
mod world;

use world::{Goal, KEYS, PAGES, TAGS, World};

const RUNS: u64 = 10_000;

/// What a run asks for.
#[derive(Debug, Clone)]
enum Asked {
    Account,
    Create(&'static str, &'static str),
    Page(&'static str, &'static str),
    Sync {
        account: bool,
        replace_key: bool,
        pages: Vec<(&'static str, &'static str)>,
        prune: bool,
    },
}

impl Asked {
    fn random(rng: &mut Rng) -> Self {
        let tags = |rng: &mut Rng| TAGS[rng.usize(..TAGS.len())];
        let page = |rng: &mut Rng| PAGES[rng.usize(..PAGES.len())];
        match rng.u8(..8) {
            0 => Self::Account,
            1 => Self::Create(page(rng), tags(rng)),
            2 | 3 => Self::Page(page(rng), tags(rng)),
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

    fn goal(&self) -> Goal {
        let ours = || Some(KEYS[0].to_owned());
        let owned = |(page, tags): &(&str, &str)| (String::from(*page), String::from(*tags));
        match self {
            Self::Account => Goal {
                account: Some(ours()),
                ..Goal::default()
            },
            Self::Create(page, tags) | Self::Page(page, tags) => Goal {
                pages: vec![owned(&(page, tags))],
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

    /// How it ended, in a word.
    async fn of(&self, client: &Client) -> Result<&'static str, Error> {
        let parsed = |tags: &str| tags.parse::<Tags>().unwrap();
        Ok(match self {
            Self::Account => match client.account().ensure(KEYS[0]).await? {
                Ensured::Created(_) => "Created",
                Ensured::Updated(_) => "Updated",
                Ensured::Unchanged(_) => "Unchanged, which can't be seen",
            },
            Self::Create(page, tags) => {
                let setting = client.url_settings().create(page, parsed(tags)).await?;
                if setting.confirmed() {
                    "Created"
                } else {
                    "Created, unconfirmed"
                }
            }
            Self::Page(page, tags) => {
                let ensured = client.url_settings().ensure(page, parsed(tags)).await?;
                match (&ensured, ensured.value().confirmed()) {
                    (Ensured::Created(_), true) => "Created",
                    (Ensured::Created(_), false) => "Created, unconfirmed",
                    (Ensured::Unchanged(_), _) => "Unchanged",
                    (Ensured::Updated(_), true) => "Updated",
                    (Ensured::Updated(_), false) => "Updated, unconfirmed",
                }
            }
            Self::Sync {
                account,
                replace_key,
                pages,
                prune,
            } => {
                let mut desired = Desired::new()
                    .replace_key(*replace_key)
                    .prune(*prune)
                    .allow_deleting_every_page(true);
                if *account {
                    desired = desired.account(KEYS[0]);
                }
                for (page, tags) in pages {
                    desired = desired.url_setting(*page, parsed(tags));
                }
                let synced = client.sync(&desired).await?;
                if synced.is_empty() {
                    "nothing to do"
                } else {
                    "Synced"
                }
            }
        })
    }
}

/// What ended how, or the rule that was broken, with the story.
async fn simulate(seed: u64, http: &reqwest::Client) -> Result<String, String> {
    let mut rng = Rng::with_seed(seed);
    let asked = Asked::random(&mut rng);
    let policy = RetryPolicy::default()
        .max_attempts(rng.u32(1..8))
        .retry_unknown_outcomes(rng.u8(..6) > 0);
    let client = Client::builder(Credentials::keys("api", "app").unwrap())
        .http_client(http.clone())
        .retry_policy(policy)
        .attempt_timeout(Duration::from_millis(rng.u64(500..40_000)))
        .timeout(Duration::from_millis(rng.u64(500..400_000)))
        .build()
        .unwrap();
    let world = Arc::new(World::new(rng, asked.goal()));
    let result = NETWORK
        .scope(Arc::clone(&world) as _, asked.of(&client))
        .await;
    let (account_held, pages_held) = {
        let inner = world.lock();
        (inner.account_held, inner.pages_held)
    };
    // What is still under way takes effect after the end of the call.
    {
        let mut inner = world.lock();
        inner.troubled = false;
        inner.others_act();
    }
    let ending = match &result {
        Ok(word) => (*word).to_owned(),
        Err(error) => format!("{:?} {:?}", error.kind(), error.outcome()),
    };
    let broken = broken_rule(&asked, &world, &result, account_held, pages_held);
    let broken = match broken {
        Ok(()) => once_more(&asked, &world, http).await,
        broken => broken,
    };
    broken.map_err(|rule| {
        let story = world.lock().story.join("\n");
        format!("{rule}\n{asked:?}\n{story}\n{ending}: {result:#?}")
    })?;
    let name = match asked {
        Asked::Account => "account().ensure",
        Asked::Create(..) => "url_settings().create",
        Asked::Page(..) => "url_settings().ensure",
        Asked::Sync { .. } => "sync",
    };
    Ok(match result {
        Ok(word) => format!("{name}: {word}"),
        Err(error) => format!("{name}: Err {:?}", error.outcome()),
    })
}

fn broken_rule(
    asked: &Asked,
    world: &World,
    result: &Result<&'static str, Error>,
    account_held: bool,
    pages_held: bool,
) -> Result<(), String> {
    let inner = world.lock();
    let rule = |holds: bool, text: &str| if holds { Ok(()) } else { Err(text.to_owned()) };
    rule(
        result.is_err() || account_held,
        "Ok, and the account never was as asked for",
    )?;
    rule(
        result.is_err() || pages_held,
        "Ok, and the pages never were as asked for",
    )?;
    match result {
        Ok("Created") => rule(inner.creates > 0, "Created, and not by this call")?,
        Ok("Unchanged" | "nothing to do") => {
            rule(inner.writes == 0, "nothing done, it says, and it isn't so")?
        }
        Ok("Updated") => rule(inner.writes > 0, "updated, and not by this call")?,
        Ok(_) => {}
        Err(error) => match error.outcome() {
            Outcome::NotApplied => {
                rule(inner.writes == 0, "NotApplied, and something was written")?
            }
            Outcome::Unknown => {}
            Outcome::Applied => {
                let held = account_held && pages_held;
                rule(held, "Applied, and it never was as asked for")?
            }
        },
    }
    let prune = matches!(asked, Asked::Sync { prune: true, .. });
    let deletes = inner.requests.contains(&Method::DELETE);
    rule(prune || !deletes, "a deletion that was not asked for")?;
    let kept = |page: &str| inner.goal.pages.iter().any(|(wanted, _)| wanted == page);
    // What another actor made of a setting after it was listed can't be seen.
    let moved = inner
        .story
        .iter()
        .any(|line| line.contains("another actor"));
    rule(
        moved
            || !inner
                .holding
                .deleted
                .iter()
                .any(|setting| kept(&setting.page)),
        "a desired page was deleted",
    )?;
    let reported = match result {
        Ok(_) => None,
        Err(error) => Some(error.attempts().len()),
    };
    rule(
        reported.is_none_or(|reported| reported == inner.requests.len()),
        "the attempts reported are not those made",
    )
}

/// In calm weather it succeeds, and then there is nothing to do.
async fn once_more(
    asked: &Asked,
    world: &Arc<World>,
    http: &reqwest::Client,
) -> Result<(), String> {
    if matches!(asked, Asked::Create(..)) {
        return Ok(());
    }
    // Whatever timeout the run had.
    let calm = Client::builder(Credentials::keys("api", "app").unwrap())
        .http_client(http.clone())
        .build()
        .unwrap();
    for first in [true, false] {
        world.lock().requests.clear();
        let result = NETWORK.scope(Arc::clone(world) as _, asked.of(&calm)).await;
        let inner = world.lock();
        let replaces = matches!(
            asked,
            Asked::Account
                | Asked::Sync {
                    account: true,
                    replace_key: true,
                    ..
                }
        );
        if result.is_err() {
            return Err(format!("fails in calm weather: {result:?}"));
        }
        if !inner.goal_holds() {
            return Err("Ok in calm weather, and it is not as asked for".to_owned());
        }
        let reads_only = inner.requests.iter().all(|method| method == Method::GET);
        if !first && !replaces && !reads_only {
            return Err("a second run found something to do".to_owned());
        }
    }
    Ok(())
}

#[test]
fn calls_of_several_requests_end_where_they_say() {
    let (runtime, seeds) = (paused(), seeds(RUNS));
    let http = without_roots(reqwest::Client::builder())
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let start = Instant::now();
    let mut seen = BTreeMap::<String, u32>::new();
    runtime.block_on(async {
        for seed in seeds.clone() {
            match simulate(seed, &http).await {
                Ok(ending) => *seen.entry(ending).or_default() += 1,
                Err(story) => panic!("seed {seed}: {story}"),
            }
        }
    });
    println!("{} runs in {:?}", seeds.clone().count(), start.elapsed());
    for (ending, count) in &seen {
        println!("{count:>8} {ending}");
    }
    if seeds == (0..RUNS) {
        for ending in [
            "account().ensure: Created",
            "account().ensure: Updated",
            "url_settings().create: Created, unconfirmed",
            "url_settings().ensure: Unchanged",
            "url_settings().ensure: Created, unconfirmed",
            "url_settings().ensure: Updated",
            "sync: Synced",
            "sync: nothing to do",
            "sync: Err NotApplied",
            "sync: Err Unknown",
        ] {
            assert!(
                seen.get(ending).is_some_and(|count| *count > 20),
                "{ending} is hardly ever seen"
            );
        }
    }
}
