//! A parsed fragment: its value, and the place of each part of it.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use serde_saphyr::{Location, Spanned};

use crate::problem::{Place, Problem};

#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) value: Value,
    places: HashMap<String, (u64, u64)>,
}

impl Document {
    /// Parses YAML, of which JSON is a subset.
    pub(crate) fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let options = serde_saphyr::options! {
            // YAML 1.2: `no` is a string.
            strict_booleans: true,
            // The parser is recursive: in debug builds, 50 levels overflow a thread's stack.
            budget: serde_saphyr::budget! { max_depth: 32 },
        };
        let root: Node = serde_saphyr::from_str_with_options(text, options).map_err(|error| {
            let message = error.without_snippet().to_string();
            // Settings of the library are no help to the editor of a file.
            let message = message
                .split(", set DuplicateKeyPolicy")
                .next()
                .unwrap_or_default();
            vec![Problem {
                place: Place {
                    line_column: error.location().and_then(line_column),
                    pointer: String::new(),
                },
                message: format!("can't be read as YAML: {message}"),
            }]
        })?;
        let mut places = HashMap::new();
        let value = root.into_value(&mut String::new(), &mut places);
        Ok(Self { value, places })
    }

    /// Returns the place of a JSON pointer, or of the nearest enclosing value that has one.
    pub(crate) fn place(&self, pointer: &str) -> Place {
        let mut known = pointer;
        let line_column = loop {
            if let Some(found) = self.places.get(known) {
                break Some(*found);
            }
            match known.rsplit_once('/') {
                Some((parent, _)) => known = parent,
                None => break None,
            }
        };
        Place {
            line_column,
            pointer: pointer.to_owned(),
        }
    }
}

/// Appends a reference token to a JSON pointer (RFC 6901, section 3).
fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
}

/// Returns `pointer` with another token.
pub(crate) fn child(pointer: &str, token: &str) -> String {
    let mut longer = pointer.to_owned();
    push_token(&mut longer, token);
    longer
}

fn line_column(location: Location) -> Option<(u64, u64)> {
    // Line 0 is the parser's unknown line.
    (location.line() > 0).then(|| (location.line(), location.column()))
}

struct Node(Spanned<Kind>);

enum Kind {
    Scalar(Value),
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    fn into_value(self, pointer: &mut String, places: &mut HashMap<String, (u64, u64)>) -> Value {
        if let Some(place) = line_column(self.0.referenced) {
            // A member's place is its key, recorded before its value.
            places.entry(pointer.clone()).or_insert(place);
        }
        let length = pointer.len();
        match self.0.value {
            Kind::Scalar(value) => value,
            Kind::List(items) => {
                let mut list = Vec::with_capacity(items.len());
                for (index, item) in items.into_iter().enumerate() {
                    push_token(pointer, &index.to_string());
                    list.push(item.into_value(pointer, places));
                    pointer.truncate(length);
                }
                Value::Array(list)
            }
            Kind::Map(members) => {
                let mut map = Map::with_capacity(members.len());
                for (key, member) in members {
                    push_token(pointer, &key.value);
                    if let Some(place) = line_column(key.referenced) {
                        places.insert(pointer.clone(), place);
                    }
                    let value = member.into_value(pointer, places);
                    pointer.truncate(length);
                    map.insert(key.value, value);
                }
                Value::Object(map)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor)
    }
}

struct KindVisitor;

impl<'de> Visitor<'de> for KindVisitor {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Kind, E> {
        Ok(Kind::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Kind, E> {
        Ok(Kind::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Kind, E> {
        Ok(Kind::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Kind, E> {
        Ok(Kind::Scalar(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Kind, E> {
        Ok(Kind::Scalar(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Kind, E> {
        Ok(Kind::Scalar(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Kind, E> {
        Ok(Kind::Scalar(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Kind, E> {
        Ok(Kind::Scalar(Value::Null))
    }

    fn visit_some<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Kind, D::Error> {
        Kind::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Kind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Kind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Kind, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Kind::Map(members))
    }
}
