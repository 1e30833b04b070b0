//! Checks examples and defaults against their schemas.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::shape::{Definition, Field, Kind, Schema, Shape};
use crate::reader::At;

type Definitions = BTreeMap<String, Definition>;

/// Reports where a value contradicts its schema.
pub(super) fn check(at: &At<'_>, schema: &Schema, definitions: &Definitions) {
    if at.value.is_null() && schema.nullable {
        return;
    }
    match (&schema.shape, at.value) {
        (Shape::Text, Value::String(_)) | (Shape::Boolean, Value::Bool(_)) => {}
        (Shape::Secret(bounds), Value::String(text)) => {
            if !bounds.allow(text) {
                at.problem("the value is too short or too long");
            }
        }
        (Shape::Integer(format), Value::Number(number)) => {
            let whole = number.as_i64();
            let small = whole.is_some_and(|whole| i32::try_from(whole).is_ok());
            if !small && (whole.is_none() || *format == Some("int32")) {
                at.problem(format!("{number} is not an integer of this format"));
            }
        }
        (Shape::Number(_), Value::Number(_)) => {}
        (Shape::List(schema), Value::Array(_)) => {
            for item in at.items() {
                check(&item, schema, definitions);
            }
        }
        (Shape::Map(schema), Value::Object(_)) => {
            for (_, member) in at.members() {
                check(&member, schema, definitions);
            }
        }
        (Shape::Named(name), _) => named(at, name, definitions),
        (shape, _) => at.problem(format!("the schema asks for {}", described(shape))),
    }
}

fn named(at: &At<'_>, name: &str, definitions: &Definitions) {
    let mut seen = HashSet::new();
    let mut name = name;
    // Missing types and endless references were already reported.
    while let Some(definition) = definitions.get(name).filter(|_| seen.insert(name)) {
        match (&definition.kind, at.value) {
            (Kind::Alias(schema), _) => match &schema.shape {
                Shape::Named(next) => name = next,
                _ => return check(at, schema, definitions),
            },
            (Kind::Object(fields), Value::Object(_)) => return object(at, fields, definitions),
            (Kind::Object(_), _) => return at.problem("the schema asks for an object"),
            (Kind::Enum { variants, .. }, value) => {
                let known = variants
                    .iter()
                    .any(|one| Some(one.text.as_str()) == value.as_str());
                if !known {
                    at.problem(format!("{value} is not a value of the enum"));
                }
                return;
            }
            (Kind::Bounded(bounds), Value::String(text)) => {
                if !bounds.allow(text) {
                    at.problem("the value is too short or too long");
                }
                return;
            }
            (Kind::Bounded(_), _) => return at.problem("the schema asks for a string"),
            (Kind::Merged(_), _) => return,
        }
    }
}

fn object(at: &At<'_>, fields: &[Field], definitions: &Definitions) {
    for (name, member) in at.members() {
        match fields.iter().find(|field| field.name == name) {
            Some(field) => check(&member, &field.schema, definitions),
            None => member.problem(format!("the schema has no property {name:?}")),
        }
    }
    for field in fields.iter().filter(|field| field.required) {
        if at.get(&field.name).is_none() {
            at.problem(format!("the required property {:?} is missing", field.name));
        }
    }
}

fn described(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Secret(_) => "a string",
        Shape::Boolean => "a boolean",
        Shape::Integer(_) => "an integer",
        Shape::Number(_) => "a number",
        Shape::List(_) => "an array",
        Shape::Map(_) | Shape::Named(_) => "an object",
    }
}
