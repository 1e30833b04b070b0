//! Two calls at once, each of which is another actor to the other.

use std::sync::Arc;

use fastrand::Rng;

use super::asked::Asked;
use super::world::{Side, World};
use super::{Run, http, random_client, random_habits, random_holding};
use crate::retry::simulation::{Choices, paused};

const RUNS: u64 = 3_000;

#[test]
fn two_calls_at_once_end_where_they_say() {
    let (runtime, http) = (paused(), http());
    for seed in 0..RUNS {
        let mut rng = Rng::with_seed(seed);
        let asked = [Asked::random(&mut rng), Asked::random(&mut rng)];
        let clients = [
            random_client(&mut rng, &http),
            random_client(&mut rng, &http),
        ];
        let (holding, habits) = (random_holding(&mut rng), random_habits(&mut rng));
        let sides = asked
            .iter()
            .map(|asked| Side::of(asked.goal(habits)))
            .collect();
        let world = World::new(Choices::Random(rng), holding, habits, sides);
        let [one, other] = [0, 1].map(|side: usize| Run {
            asked: asked[side].clone(),
            client: clients[side].clone(),
            world: Arc::clone(&world),
        });
        let both = runtime.block_on(async { tokio::join!(one.make(0), other.make(1)) });
        let broken = both.0.err().or(both.1.err());
        assert_eq!(broken, None, "seed {seed}");
    }
}
