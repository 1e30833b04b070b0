//! Calls of several requests against a Datadog in memory, many thousand times.
//!
//! Everything is real except the network: the client, the generated code, the retry loop. A seed
//! determines each run: what the organization holds, what is requested, what happens to each
//! request, and what another actor does in between. A failing run prints its seed and its log.
//! `SIMULATION_SEED=n` repeats that run alone, and `SIMULATION_RUNS=n` sets how many to make.
//! `each.rs` tries every history within bounds instead.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use reqwest::Method;

use crate::config::trust::without_roots;
use crate::http::exchange::simulated::NETWORK;
use crate::retry::simulation::{Choices, paused, seeds};
use crate::{Client, Credentials, Error, RetryPolicy};

mod asked;
mod each;
mod rules;
mod together;
mod told_to_wait;
mod waits;
mod world;

use asked::{Asked, Ended};
use rules::{End, broken_rule};
use world::{Habits, Holding, KEYS, PAGES, Seat, Side, TAGS, World};

const RUNS: u64 = 10_000;

/// Creates a client whose settings don't matter, because nothing reaches it.
fn http() -> reqwest::Client {
    without_roots(reqwest::Client::builder())
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

fn builder(http: &reqwest::Client) -> crate::ClientBuilder {
    Client::builder(Credentials::keys("api", "app").unwrap()).http_client(http.clone())
}

fn random_client(rng: &mut Rng, http: &reqwest::Client) -> Client {
    let policy = RetryPolicy::default()
        .max_attempts(rng.u32(1..8))
        .retry_unknown_outcomes(rng.u8(..6) > 0);
    builder(http)
        .retry_policy(policy)
        .attempt_timeout(Duration::from_millis(rng.u64(500..40_000)))
        .timeout(Duration::from_millis(rng.u64(500..400_000)))
        .build()
        .unwrap()
}

fn random_holding(rng: &mut Rng) -> Holding {
    let mut holding = Holding::default();
    if rng.bool() {
        holding.account = Some(KEYS[rng.usize(..2)].to_owned());
    }
    for page in PAGES {
        if rng.bool() {
            holding.add(page, TAGS[rng.usize(..TAGS.len())]);
        }
    }
    holding
}

fn random_habits(rng: &mut Rng) -> Habits {
    Habits {
        strict: rng.bool(),
        lowers: rng.u8(..8) == 0,
        lags: rng.u8(..8) == 0,
    }
}

/// A call, and the world in which it is made.
struct Run {
    asked: Asked,
    client: Client,
    world: Arc<World>,
}

impl Run {
    /// Makes the call of one side. Returns the rule that it breaks, with the log.
    async fn make(&self, side: usize) -> Result<Result<Ended, Error>, String> {
        let result = self.result(side, &self.client).await;
        let (account_held, pages_held) = {
            let inner = self.world.lock();
            let side = &inner.sides[side];
            (side.account_held, side.pages_held)
        };
        // Requests still in progress take effect after the end of the call.
        self.world.lock().late_take_effect(true);
        let end = End {
            asked: &self.asked,
            result: &result,
            account_held,
            pages_held,
        };
        let broken = {
            let inner = self.world.lock();
            broken_rule(&inner, &inner.sides[side], &end)
        };
        match broken {
            Ok(()) => Ok(result),
            Err(rule) => Err(self.story(&rule, &result)),
        }
    }

    async fn result(&self, side: usize, client: &Client) -> Result<Ended, Error> {
        let world = Arc::clone(&self.world);
        let seat = Arc::new(Seat { world, side });
        NETWORK.scope(seat, self.asked.of(client)).await
    }

    fn story(&self, rule: &str, result: &Result<Ended, Error>) -> String {
        let (story, asked) = (self.world.lock().story.join("\n"), &self.asked);
        format!("{rule}\n{asked:?}\n{story}\n{result:#?}")
    }

    /// Checks that, without faults, it succeeds and a second run has nothing to do.
    async fn once_more(&self, http: &reqwest::Client) -> Result<(), String> {
        let lowers = self.world.lock().habits.lowers;
        if matches!(self.asked, Asked::Create(..)) || (lowers && self.asked.has_capitals()) {
            return Ok(());
        }
        self.world.lock().troubled = false;
        // Independent of the run's timeout.
        let calm = builder(http).build().unwrap();
        for first in [true, false] {
            self.world.lock().sides[0].requests.clear();
            let result = self.result(0, &calm).await;
            let broken = {
                let inner = self.world.lock();
                let mut methods = inner.sides[0].requests.iter();
                if result.is_err() {
                    Some("fails in calm weather")
                } else if !inner.goal_holds() {
                    Some("Ok in calm weather, and it is not as asked for")
                } else if !first
                    && !self.asked.always_writes()
                    && !methods.all(|method| method == Method::GET)
                {
                    Some("a second run found something to do")
                } else {
                    None
                }
            };
            if let Some(rule) = broken {
                return Err(self.story(rule, &result));
            }
        }
        Ok(())
    }
}

/// Returns what ended how, or the broken rule with the log.
async fn simulate(seed: u64, http: &reqwest::Client) -> Result<String, String> {
    let mut rng = Rng::with_seed(seed);
    let asked = Asked::random(&mut rng);
    let client = random_client(&mut rng, http);
    let (holding, habits) = (random_holding(&mut rng), random_habits(&mut rng));
    let sides = vec![Side::of(asked.goal(habits))];
    let run = Run {
        asked,
        client,
        world: World::new(Choices::Random(rng), holding, habits, sides),
    };
    let result = run.make(0).await?;
    run.once_more(http).await?;
    let name = run.asked.name();
    Ok(match result {
        Ok(ended) => format!("{name}: {}", ended.word),
        Err(error) => format!("{name}: Err {:?}", error.outcome()),
    })
}

#[test]
fn calls_of_several_requests_end_where_they_say() {
    let (runtime, seeds, http) = (paused(), seeds(RUNS), http());
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
