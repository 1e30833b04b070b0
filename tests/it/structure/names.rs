//! Resolves paths through imports and re-exports.

use std::collections::BTreeSet;

use super::reader::{Place, Sources};

pub(super) enum Target {
    Module(Place),
    /// The file that defines it.
    Item(String),
}

/// What is being resolved already: re-exports may form cycles.
type Seen = BTreeSet<(Place, String)>;

impl Sources {
    /// Returns what a path names; `None` if it is not in this crate.
    pub(super) fn resolve(&self, place: &Place, path: &[String]) -> Option<Target> {
        self.follow(place, path, &mut Seen::new())
    }

    fn follow(&self, place: &Place, path: &[String], seen: &mut Seen) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(Place::new()),
            "self" => Target::Module(place.clone()),
            "super" => Target::Module(parent(place)),
            name => self.lookup(place, name, seen)?,
        };
        for name in rest {
            let Target::Module(at) = &target else {
                break;
            };
            target = match name.as_str() {
                "super" => Target::Module(parent(at)),
                "self" => continue,
                // An item defined by a macro has no place.
                name => self
                    .lookup(at, name, seen)
                    .unwrap_or_else(|| Target::Item(self.modules[at].file.clone())),
            };
        }
        Some(target)
    }

    fn lookup(&self, place: &Place, name: &str, seen: &mut Seen) -> Option<Target> {
        if !seen.insert((place.clone(), name.to_owned())) {
            return None;
        }
        let child: Place = place.iter().cloned().chain([name.to_owned()]).collect();
        if self.modules.contains_key(&child) {
            return Some(Target::Module(child));
        }
        let module = self.modules.get(place)?;
        if module.names.contains(name) {
            return Some(Target::Item(module.file.clone()));
        }
        let mut named = module.imports.iter();
        if let Some(import) = named.find(|import| import.name.as_deref() == Some(name)) {
            return self.follow(place, &import.path, seen);
        }
        let mut globs = module.imports.iter().filter(|import| import.name.is_none());
        globs.find_map(|import| match self.follow(place, &import.path, seen)? {
            Target::Module(glob) if glob != *place => self.lookup(&glob, name, seen),
            _ => None,
        })
    }
}

fn parent(place: &Place) -> Place {
    place[..place.len().saturating_sub(1)].to_vec()
}
