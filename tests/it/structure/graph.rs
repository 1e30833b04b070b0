//! The dependencies between the files of a crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::names::Target;
use super::reader::{Files, Sources};

/// One file uses another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) to: String,
    /// The paths in `from` that cause it, as written.
    pub(super) names: Vec<String>,
}

/// The files that belong to a crate, and its arrows.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) files: BTreeSet<String>,
    pub(super) arrows: BTreeSet<Arrow>,
}

impl Graph {
    /// # Errors
    /// The errors of [`Sources::read`].
    pub(super) fn read(files: &Files, root: &str) -> Result<Self, String> {
        let sources = Sources::read(files, root)?;
        let mut names = BTreeMap::<(String, String), BTreeSet<String>>::new();
        for (place, path) in &sources.mentions {
            let from = &sources.modules[place].file;
            let to = match sources.resolve(place, path) {
                Some(Target::Module(place)) => sources.modules[&place].file.clone(),
                Some(Target::Item(file)) => file,
                None => continue,
            };
            if *from != to {
                let names = names.entry((from.clone(), to)).or_default();
                names.insert(path.join("::"));
            }
        }
        let files = sources.modules.values().map(|module| module.file.clone());
        let arrows = names.into_iter().map(|((from, to), names)| Arrow {
            from,
            to,
            names: with_origin(names),
        });
        Ok(Self {
            files: files.collect(),
            arrows: arrows.collect(),
        })
    }

    /// Returns sets of files that depend on each other, with the arrows among them.
    pub(super) fn circles(&self) -> Vec<(Vec<&str>, Vec<&Arrow>)> {
        let reachable = |start: &str| {
            let mut seen = BTreeSet::new();
            let mut open = vec![start.to_owned()];
            while let Some(file) = open.pop() {
                for arrow in self.arrows.iter().filter(|arrow| arrow.from == file) {
                    if seen.insert(arrow.to.clone()) {
                        open.push(arrow.to.clone());
                    }
                }
            }
            seen
        };
        let reach: BTreeMap<&str, BTreeSet<String>> = self
            .files
            .iter()
            .map(|file| (file.as_str(), reachable(file)))
            .collect();
        let both = |a: &str, b: &str| reach[a].contains(b) && reach[b].contains(a);
        let mut circles: Vec<(Vec<&str>, Vec<&Arrow>)> = Vec::new();
        for file in self.files.iter().filter(|file| both(file, file)) {
            if circles.iter().any(|(files, _)| files.contains(&&**file)) {
                continue;
            }
            let files = self.files.iter().filter(|other| both(file, other));
            let files: Vec<&str> = files.map(String::as_str).collect();
            let inside =
                |arrow: &&Arrow| files.contains(&&*arrow.from) && files.contains(&&*arrow.to);
            let arrows = self.arrows.iter().filter(inside).collect();
            circles.push((files, arrows));
        }
        circles
    }
}

/// Returns the names that include their origin; others were imported by these.
fn with_origin(names: BTreeSet<String>) -> Vec<String> {
    let is_whole = |name: &&String| {
        let first = name.split("::").next();
        matches!(first, Some("crate" | "self" | "super"))
    };
    let whole: Vec<String> = names.iter().filter(is_whole).cloned().collect();
    match whole.is_empty() {
        true => names.into_iter().collect(),
        false => whole,
    }
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, names } = self;
        write!(f, "{from} uses {to} ({})", names.join(", "))
    }
}
