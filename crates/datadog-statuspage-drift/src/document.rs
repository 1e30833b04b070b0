//! A YAML or JSON document as a value, with its duplicate keys.

use std::cell::RefCell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::facts::Unreadable;

pub(crate) struct Document {
    pub(crate) value: Value,
    /// JSON pointers (RFC 6901) of duplicate members, with a description.
    pub(crate) duplicates: Vec<(String, String)>,
}

pub(crate) fn parse(text: &str) -> Result<Document, Unreadable> {
    let seen = Seen::default();
    let seed = Node {
        seen: &seen,
        depth: 0,
    };
    let value = if text.trim_start().starts_with('{') {
        let mut json = serde_json::Deserializer::from_str(text);
        let value = seed.deserialize(&mut json);
        value
            .and_then(|value| json.end().map(|()| value))
            .map_err(|error| Unreadable::new(Some(error.line()), format!("not JSON: {error}")))?
    } else {
        let options = serde_saphyr::options! {
            // YAML 1.2: `no` is a string.
            strict_booleans: true,
            with_snippet: false,
            // Datadog's whole OpenAPI document exceeds the default limits.
            budget: None,
            duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
        };
        serde_saphyr::with_deserializer_from_str_with_options(text, options, |yaml| {
            seed.deserialize(yaml)
        })
        .map_err(|error| {
            let line = error.location().map(|place| place.line() as usize);
            Unreadable::new(line, format!("not YAML: {error}"))
        })?
    };
    if !value.is_object() {
        return Err(Unreadable::new(None, "not a document, but a single value"));
    }
    Ok(Document {
        value,
        duplicates: seen
            .duplicates
            .into_inner()
            .into_iter()
            .map(|pointer| (format!("#{pointer}"), "appears twice".to_owned()))
            .collect(),
    })
}

#[derive(Default)]
struct Seen {
    pointer: RefCell<String>,
    duplicates: RefCell<Vec<String>>,
}

/// Documents have a few dozen levels; this protects against malicious ones.
const DEEPEST: usize = 200;

#[derive(Clone, Copy)]
struct Node<'a> {
    seen: &'a Seen,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Node<'_> {
    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        if self.depth >= DEEPEST {
            return Err(E::custom(format!("nested more than {DEEPEST} levels deep")));
        }
        Ok(Self {
            seen: self.seen,
            depth: self.depth.saturating_add(1),
        })
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut members = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let length = self.seen.pointer.borrow().len();
            {
                let mut pointer = self.seen.pointer.borrow_mut();
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            let value = access.next_value_seed(inner)?;
            if members.insert(key, value).is_some() {
                let pointer = self.seen.pointer.borrow().clone();
                self.seen.duplicates.borrow_mut().push(pointer);
            }
            self.seen.pointer.borrow_mut().truncate(length);
        }
        Ok(Value::Object(members))
    }
}
