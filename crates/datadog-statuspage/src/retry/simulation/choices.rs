//! What decides a run: a seed, or one history out of all of them.

use fastrand::Rng;

use super::fate::Fate;

/// What decides a run.
#[derive(Debug)]
pub(crate) enum Choices {
    Random(Rng),
    Each(Path),
    /// These fates, one after the other, without another actor.
    Script(std::vec::IntoIter<Fate>),
}

/// A way through a tree of choices, and the next one after it.
///
/// The tree is nowhere written down: it is what the runs ask for. Each run takes the way that is
/// laid down, and the first choice of all that comes after it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Path {
    /// What was chosen, and of how many.
    chosen: Vec<(usize, usize)>,
    at: usize,
    /// How many choices may still be others than the first.
    deviations: Option<usize>,
}

impl Path {
    /// All ways on which at most so many choices are others than the first.
    pub(crate) fn within(deviations: usize) -> Self {
        Self {
            deviations: Some(deviations),
            ..Self::default()
        }
    }

    /// Takes one of so many, none of which is 0.
    pub(crate) fn choose(&mut self, of: usize) -> usize {
        if self.at == self.chosen.len() {
            let before = self.chosen.iter().filter(|(chosen, _)| *chosen > 0).count();
            let free = self.deviations.is_none_or(|most| before < most);
            self.chosen.push((0, if free { of } else { 1 }));
        }
        let (chosen, _) = self.chosen[self.at];
        self.at += 1;
        chosen
    }

    /// Goes over to the next way; whether there is one.
    pub(crate) fn advance(&mut self) -> bool {
        // What a run did not ask for any more isn't a part of its way.
        self.chosen.truncate(self.at);
        self.at = 0;
        while let Some((chosen, of)) = self.chosen.pop() {
            if chosen + 1 < of {
                self.chosen.push((chosen + 1, of));
                return true;
            }
        }
        false
    }
}

/// Makes a run for each way from `path` on, and returns how many there were. A run returns the
/// way that it took.
pub(crate) fn each_way(mut path: Path, mut run: impl FnMut(Path) -> Path) -> u32 {
    let mut count = 0;
    loop {
        path = run(path);
        count += 1;
        if !path.advance() {
            return count;
        }
    }
}

impl Choices {
    /// The way that was taken, if there is one.
    pub(crate) fn into_path(self) -> Path {
        match self {
            Self::Each(path) => path,
            Self::Random(_) | Self::Script(_) => Path::default(),
        }
    }

    /// Whether something happens that in random runs happens once in so many times.
    pub(crate) fn happens(&mut self, once_in: u8) -> bool {
        match self {
            Self::Random(rng) => rng.u8(..once_in) == 0,
            Self::Each(path) => path.choose(2) == 1,
            Self::Script(_) => false,
        }
    }

    /// What becomes of a request: anything at random, or each of these.
    pub(crate) fn fate(&mut self, each: &[Fate]) -> Fate {
        match self {
            Self::Random(rng) => Fate::random(rng),
            Self::Each(path) => each[path.choose(each.len())],
            Self::Script(fates) => fates.next().unwrap(),
        }
    }

    /// How far the clock jumps while an attempt is under way, in seconds: the machine was asleep.
    pub(crate) fn jump(&mut self) -> u64 {
        match self {
            Self::Random(rng) => match rng.u8(..50) {
                0 => rng.u64(1..7_200),
                _ => 0,
            },
            Self::Each(_) | Self::Script(_) => 0,
        }
    }

    /// How long something takes, in milliseconds.
    pub(crate) fn delay(&mut self, below: u64) -> u64 {
        match self {
            Self::Random(rng) => rng.u64(..below),
            Self::Each(_) | Self::Script(_) => 0,
        }
    }

    /// Choices of their own for something beside the run.
    pub(crate) fn fork(&mut self) -> Self {
        match self {
            Self::Random(rng) => Self::Random(rng.fork()),
            Self::Each(_) | Self::Script(_) => Self::Each(Path::default()),
        }
    }

    /// From 0 up to 1.
    pub(crate) fn jitter(&mut self) -> f64 {
        match self {
            Self::Random(rng) => rng.f64(),
            Self::Each(_) | Self::Script(_) => 0.5,
        }
    }
}

#[test]
fn every_way_is_taken_once() {
    let ways = |mut path: Path| {
        let mut seen = Vec::new();
        loop {
            let first = path.choose(3);
            let then = if first == 1 { path.choose(2) } else { 0 };
            seen.push((first, then, path.choose(2)));
            if !path.advance() {
                return seen;
            }
        }
    };
    let all = ways(Path::default());
    let expected = [(0, 0), (1, 0), (1, 1), (2, 0)];
    let expected = expected.map(|(first, then)| [(first, then, 0), (first, then, 1)]);
    assert_eq!(all, expected.as_flattened());
    let few = [(0, 0, 0), (0, 0, 1), (1, 0, 0), (2, 0, 0)];
    assert_eq!(ways(Path::within(1)), few);
}
