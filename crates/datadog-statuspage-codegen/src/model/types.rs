//! All types of a fragment, including unnamed ones.

use std::collections::{BTreeMap, HashMap};

use super::example;
use super::shape::{Definition, Field, Kind, Part, Schema, Shape};
use crate::names::{Names, snake};
use crate::reader::{At, Reader};

/// Names with another meaning in the module of types.
const RESERVED: [&str; 9] = [
    "Box", "Err", "None", "Ok", "Option", "Result", "Some", "String", "Vec",
];

pub(super) const NOT_PLAIN: &str = "a parameter must be a string or an integer, and not a password";

#[derive(Debug, Default)]
pub(crate) struct Types<'a> {
    definitions: BTreeMap<String, Definition>,
    names: Names,
    /// The result for each place: an answer that operations share is read for each of them.
    read: HashMap<String, Option<Schema>>,
    /// Types that must be plain, with the place that requires it.
    plain: Vec<(At<'a>, String)>,
    /// Values that must match a type.
    examples: Vec<(At<'a>, Schema)>,
}

impl<'a> Types<'a> {
    /// Claims a name for a type.
    pub(super) fn claim(&mut self, name: &str, text: &str, at: &At<'a>) -> Option<String> {
        if RESERVED.contains(&name) {
            at.problem(format!("{name} is a reserved name in Rust"));
            return None;
        }
        let free = self.names.claim(name, "the name", text, at);
        free.then(|| name.to_owned())
    }

    /// Creates a named type for an unnamed schema.
    pub(super) fn hoist(&mut self, name: &str, at: &At<'a>, kind: Kind) -> Option<Shape> {
        let name = self.claim(name, name, at)?;
        self.define(name.clone(), at, kind);
        Some(Shape::Named(name))
    }

    pub(super) fn define(&mut self, name: String, at: &At<'a>, kind: Kind) {
        let definition = Definition {
            name: name.clone(),
            place: at.place(),
            description: at.owned("description"),
            kind,
        };
        self.definitions.insert(name, definition);
    }

    /// Returns the result of `read` for this place, which runs only once.
    pub(super) fn once(
        &mut self,
        at: &At<'a>,
        read: impl FnOnce(&mut Self) -> Option<Schema>,
    ) -> Option<Schema> {
        if let Some(known) = self.read.get(&at.pointer) {
            return known.clone();
        }
        let schema = read(self);
        self.read.insert(at.pointer.clone(), schema.clone());
        schema
    }

    /// Checks `example` once all types are known.
    pub(crate) fn example(&mut self, example: Option<At<'a>>, schema: &Schema) {
        self.examples
            .extend(example.map(|example| (example, schema.clone())));
    }

    /// Checks later that a type consists of plain strings or integers.
    pub(super) fn plain(&mut self, at: &At<'a>, name: &str) {
        self.plain.push((at.clone(), name.to_owned()));
    }

    /// Resolves references between types, and runs the postponed checks.
    pub(crate) fn finish(mut self, reader: &Reader<'_>) -> Vec<Definition> {
        self.merge(reader);
        for definition in self.definitions.values() {
            match &definition.kind {
                Kind::Object(fields) => check_names(fields, reader),
                Kind::Alias(_) => self.check_alias(definition, reader),
                _ => {}
            }
        }
        for (at, name) in &self.plain {
            match self.definitions.get(name).map(|of| &of.kind) {
                Some(Kind::Alias(alias)) if is_plain(alias) => {}
                Some(Kind::Enum { .. } | Kind::Bounded(_)) | None => {}
                _ => at.problem(NOT_PLAIN),
            }
        }
        for (example, schema) in &self.examples {
            example::check(example, schema, &self.definitions);
        }
        self.definitions.into_values().collect()
    }

    fn check_alias(&self, of: &Definition, reader: &Reader<'_>) {
        let mut next = Some(of);
        // A chain that is longer than the number of types is a cycle.
        for _ in 0..=self.definitions.len() {
            next = match next.map(|definition| &definition.kind) {
                Some(Kind::Alias(Schema {
                    shape: Shape::Named(name),
                    ..
                })) => self.definitions.get(name),
                _ => return,
            };
        }
        reader.report(of.place.clone(), "$ref leads back to itself");
    }

    fn merge(&mut self, reader: &Reader<'_>) {
        let mut whole = HashMap::new();
        for definition in self.definitions.values() {
            let Kind::Merged(parts) = &definition.kind else {
                continue;
            };
            let mut fields = Vec::new();
            for part in parts {
                match part {
                    Part::Fields(own) => fields.extend(own.iter().cloned()),
                    Part::Of(name, place) => match self.definitions.get(name).map(|of| &of.kind) {
                        Some(Kind::Object(theirs)) => fields.extend(theirs.iter().cloned()),
                        Some(_) => reader.report(place.clone(), "allOf can only merge objects"),
                        // Not read, for a reason that was reported.
                        None => {}
                    },
                }
            }
            whole.insert(definition.name.clone(), fields);
        }
        for definition in self.definitions.values_mut() {
            if let Some(fields) = whole.remove(&definition.name) {
                definition.kind = Kind::Object(fields);
            }
        }
    }
}

fn is_plain(schema: &Schema) -> bool {
    matches!(schema.shape, Shape::Text | Shape::Integer(_)) && !schema.nullable
}

fn check_names(fields: &[Field], reader: &Reader<'_>) {
    let mut names = Names::default();
    for field in fields {
        if field.name.is_ascii() {
            let place = (reader, &field.place);
            names.claim_at(&snake(&field.name), "the property", &field.name, place);
        } else {
            let message = format!("the property {:?} is not of ASCII characters", field.name);
            reader.report(field.place.clone(), message);
        }
    }
}
