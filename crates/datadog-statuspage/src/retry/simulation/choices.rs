//! What determines a run: a seed, or one history out of all of them.

use fastrand::Rng;

use super::fate::Fate;

/// What determines a run.
#[derive(Debug)]
pub(crate) enum Choices {
    Random(Rng),
    Each(Path),
    /// These fates, one after another, without another actor.
    Script(std::vec::IntoIter<Fate>),
}

/// A path through a tree of choices.
///
/// The tree isn't stored anywhere: the runs define it by their choices. Each run follows the
/// stored path, and then takes the first option of every later choice.
#[derive(Debug, Clone, Default)]
pub(crate) struct Path {
    /// The option that was chosen, and the number of options.
    chosen: Vec<(usize, usize)>,
    at: usize,
    /// How many more choices may differ from the first option.
    deviations: Option<usize>,
}

impl Path {
    /// Creates the first of all paths with at most this many choices other than the first option.
    pub(crate) fn within(deviations: usize) -> Self {
        Self {
            deviations: Some(deviations),
            ..Self::default()
        }
    }

    /// Chooses one of `of` options, which must not be 0.
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

    /// Moves on to the next path. Returns whether there is one.
    pub(crate) fn advance(&mut self) -> bool {
        // Choices that the run no longer made don't belong to its path.
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

/// Makes a run for each path from `path` on, and returns how many there were. A run returns the
/// path that it took.
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
    /// Returns the path that was taken, if there is one.
    pub(crate) fn into_path(self) -> Path {
        match self {
            Self::Each(path) => path,
            Self::Random(_) | Self::Script(_) => Path::default(),
        }
    }

    /// Returns whether something happens that random runs do once in this many times.
    pub(crate) fn happens(&mut self, once_in: u8) -> bool {
        match self {
            Self::Random(rng) => rng.u8(..once_in) == 0,
            Self::Each(path) => path.choose(2) == 1,
            Self::Script(_) => false,
        }
    }

    /// Chooses the fate of a request: random, or each of these in turn.
    pub(crate) fn fate(&mut self, each: &[Fate]) -> Fate {
        match self {
            Self::Random(rng) => Fate::random(rng),
            Self::Each(path) => each[path.choose(each.len())],
            Self::Script(fates) => fates.next().unwrap(),
        }
    }

    /// Chooses how far the clock jumps during an attempt, in seconds, as if the machine had been
    /// asleep.
    pub(crate) fn jump(&mut self) -> u64 {
        match self {
            Self::Random(rng) => match rng.u8(..50) {
                0 => rng.u64(1..7_200),
                _ => 0,
            },
            Self::Each(_) | Self::Script(_) => 0,
        }
    }

    /// Chooses how long something takes, in milliseconds.
    pub(crate) fn delay(&mut self, below: u64) -> u64 {
        match self {
            Self::Random(rng) => rng.u64(..below),
            Self::Each(_) | Self::Script(_) => 0,
        }
    }

    /// Returns separate choices for something beside the run.
    pub(crate) fn fork(&mut self) -> Self {
        match self {
            Self::Random(rng) => Self::Random(rng.fork()),
            Self::Each(_) | Self::Script(_) => Self::Each(Path::default()),
        }
    }

    /// Returns a number from 0 up to 1.
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
