//! The loop against a model of Datadog, on a paused clock, many thousand times.
//!
//! A seed determines each run: what the organization holds, what happens to each attempt, what
//! another actor does in between, and the limits. After the run, the loop's claims are compared
//! with what the model knows. A failing run prints its seed and its log. `SIMULATION_SEED=n`
//! repeats that run alone, and `SIMULATION_RUNS=n` sets how many to make.

mod asking;
mod choices;
mod fate;
mod histories;
mod model;
mod rules;
mod run;
mod sockets;

use std::io::{self, Write};
use std::ops::Range;
use std::time::Instant;

pub(crate) use choices::{Choices, Path, each_way};
use fastrand::Rng;
pub(crate) use fate::{EACH, Fate, Lie};
use rules::broken_rule;
use run::{Given, simulate};

const RUNS: u64 = 120_000;

/// Says how many histories were tried since `begun`: in the output of a test that passes, too, from
/// which `cargo test` leaves out what `println!` prints.
pub(crate) fn tried(count: u32, what: &str, begun: Instant) {
    let took = begun.elapsed().as_secs();
    let _ = writeln!(io::stderr(), "{count} histories {what}, 0 lies, {took} s");
}

/// Creates a runtime whose clock advances when there is nothing else to do.
pub(crate) fn paused() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap()
}

/// Returns the seeds of the runs: `usual` many, unless the environment sets others.
pub(crate) fn seeds(usual: u64) -> Range<u64> {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .map(|text| text.parse::<u64>().unwrap())
    };
    match number("SIMULATION_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("SIMULATION_RUNS").unwrap_or(usual),
    }
}

#[test]
fn the_loop_never_lies_about_the_account() {
    let (runtime, seeds) = (paused(), seeds(RUNS));
    let start = Instant::now();
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    runtime.block_on(async {
        for seed in seeds.clone() {
            let mut rng = Rng::with_seed(seed);
            let given = Given::random(&mut rng);
            let run = simulate(given, Choices::Random(rng), &EACH, true).await;
            if let Err(rule) = broken_rule(&run) {
                let story = run.model.story.borrow().join("\n");
                panic!("seed {seed}: {rule}\n{story}\n{:#?}", run.report.attempts);
            }
            let outcome = run.report.outcome;
            let ending = match run.report.stop_reason {
                None => "Ok".to_owned(),
                Some(reason) => format!("{outcome:?} {reason:?}"),
            };
            *seen.entry(ending).or_default() += 1;
        }
    });
    println!("{} runs in {:?}", seeds.clone().count(), start.elapsed());
    for (ending, count) in &seen {
        println!("{count:>8} {ending}");
    }
    if seeds == (0..RUNS) {
        // A simulation that never reaches a state proves nothing about it.
        for reason in [
            "NotRetryable",
            "AttemptsExhausted",
            "TimeoutReached",
            "BudgetExhausted",
            "WaitExceedsTimeout",
            "RetryDisabled",
        ] {
            for outcome in ["NotApplied", "Unknown"] {
                let ending = format!("{outcome} {reason}");
                assert!(
                    seen.get(&ending).is_some_and(|count| *count > 20),
                    "{ending} is hardly ever seen"
                );
            }
        }
        for ending in ["Ok", "Applied NotRetryable", "Unknown UnknownOutcome"] {
            assert!(
                seen.get(ending).is_some_and(|count| *count > 100),
                "{ending} is hardly ever seen"
            );
        }
    }
}
