//! Reads a document: every value has its place, and problems are collected.

use std::cell::RefCell;

use serde_json::Value;

use crate::document::{Document, child};
use crate::problem::{Place, Problem};

/// A document, and the problems found in it so far.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    document: &'a Document,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self {
            document,
            problems: RefCell::default(),
        }
    }

    pub(crate) fn report(&self, place: Place, message: impl Into<String>) {
        let message = message.into();
        self.problems.borrow_mut().push(Problem { place, message });
    }

    pub(crate) fn root(&'a self) -> At<'a> {
        At {
            reader: self,
            value: &self.document.value,
            pointer: String::new(),
        }
    }

    /// Returns all problems, sorted and deduplicated: shared parts are read more than once.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems.dedup();
        problems
    }
}

/// A value of the document, with its place.
#[derive(Debug, Clone)]
pub(crate) struct At<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) value: &'a Value,
    pub(crate) pointer: String,
}

impl<'a> At<'a> {
    pub(crate) fn problem(&self, message: impl Into<String>) {
        self.report(&self.pointer, message);
    }

    /// Reports a problem of a member, which may be missing.
    pub(crate) fn problem_at(&self, key: &str, message: impl Into<String>) {
        self.report(&child(&self.pointer, key), message);
    }

    fn report(&self, pointer: &str, message: impl Into<String>) {
        let place = self.reader.document.place(pointer);
        self.reader.report(place, message);
    }

    pub(crate) fn place(&self) -> Place {
        self.reader.document.place(&self.pointer)
    }

    pub(crate) fn root(&self) -> Self {
        self.reader.root()
    }

    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| self.inner(key, value))
    }

    fn inner(&self, token: &str, value: &'a Value) -> Self {
        Self {
            reader: self.reader,
            value,
            pointer: child(&self.pointer, token),
        }
    }

    /// Returns the members of an object with arbitrary names.
    pub(crate) fn members(&self) -> Vec<(&'a str, Self)> {
        let Some(members) = self.value.as_object() else {
            self.problem("expected an object");
            return Vec::new();
        };
        let members = members.iter();
        members
            .map(|(name, value)| (name.as_str(), self.inner(name, value)))
            .collect()
    }

    pub(crate) fn items(&self) -> Vec<Self> {
        let Some(items) = self.value.as_array() else {
            self.problem("expected a list");
            return Vec::new();
        };
        let items = items.iter().enumerate();
        items
            .map(|(index, value)| self.inner(&index.to_string(), value))
            .collect()
    }

    /// Returns whether this is an object. A member that isn't `known` is reported: it is
    /// misspelt, or not supported by the low-level crate.
    pub(crate) fn object(&self, what: &str, known: &[&str]) -> bool {
        let Some(members) = self.value.as_object() else {
            self.problem(format!("{what} must be an object"));
            return false;
        };
        for name in members.keys().filter(|name| !known.contains(&&***name)) {
            let known = known.join(", ");
            self.problem_at(
                name,
                format!("{name:?} can't be used here; {what} has {known}"),
            );
        }
        true
    }

    pub(crate) fn list(&self, key: &str) -> Vec<Self> {
        self.get(key).map_or_else(Vec::new, |list| list.items())
    }

    /// Returns this value as a text that generated sources can contain.
    pub(crate) fn as_text(&self) -> Option<&'a str> {
        let Some(text) = self.value.as_str() else {
            self.problem("expected a text");
            return None;
        };
        match text.chars().find(|c| is_unprintable(*c)) {
            None => Some(text),
            Some(c) => {
                self.problem(format!("{c:?} can't be used in a text"));
                None
            }
        }
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_text()
    }

    pub(crate) fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// Returns a required text, which must not be blank.
    pub(crate) fn needed(&self, what: &str, key: &str) -> Option<&'a str> {
        match self.get(key) {
            None => self.problem_at(key, format!("{what} has no {key}")),
            Some(member) => match member.as_text()?.trim() {
                "" => member.problem(format!("{what} has no {key}")),
                text => return Some(text),
            },
        }
        None
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        let Some(member) = self.get(key) else {
            return false;
        };
        member.value.as_bool().unwrap_or_else(|| {
            member.problem(format!("{key} must be true or false"));
            false
        })
    }

    /// Returns the name to which a `$ref` points in this section of the components.
    pub(crate) fn reference(&self, section: &str) -> Option<&'a str> {
        self.object("a reference", &["$ref"]);
        let reference = self.text("$ref")?;
        let prefix = format!("#/components/{section}/");
        let Some(name) = reference.strip_prefix(&prefix) else {
            let message = format!("$ref {reference:?} does not start with {prefix:?}");
            self.problem_at("$ref", message);
            return None;
        };
        let components = self.root().get("components");
        let known = components.and_then(|components| components.get(section));
        if known.is_some_and(|known| known.get(name).is_some()) {
            return Some(name);
        }
        self.problem_at("$ref", format!("$ref {reference:?} leads nowhere"));
        None
    }

    /// Returns this value, or the component that it refers to.
    pub(crate) fn resolve(&self, section: &str) -> Option<Self> {
        let mut at = self.clone();
        let mut seen = Vec::new();
        while at.get("$ref").is_some() {
            let name = at.reference(section)?;
            if seen.contains(&name) {
                at.problem_at("$ref", "$ref leads back to itself");
                return None;
            }
            seen.push(name);
            at = at.root().get("components")?.get(section)?.get(name)?;
        }
        Some(at)
    }
}

/// Returns whether rustc rejects the character in a comment.
fn is_unprintable(c: char) -> bool {
    let is_bidirectional = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_bidirectional || (c.is_control() && !matches!(c, '\n' | '\t'))
}
