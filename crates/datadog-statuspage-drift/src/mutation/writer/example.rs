//! Examples of what fields say.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::style::Style;
use crate::facts::{Content, Field, join, parent};

/// An example of what the fields say.
pub(in crate::mutation) fn example(content: &Content, style: &mut Style) -> Option<Value> {
    if content.fields.is_empty() {
        return None;
    }
    Some(
        content
            .example
            .clone()
            .unwrap_or_else(|| members(&content.fields, "", style)),
    )
}

fn members(fields: &BTreeMap<String, Field>, container: &str, style: &mut Style) -> Value {
    let mut object = Map::new();
    for (path, field) in children(fields, container) {
        if style.sparse && field.required == Some(false) && style.flip() {
            continue;
        }
        let name = path.rsplit('.').next().unwrap().to_owned();
        object.insert(name, value(fields, path, field, style));
    }
    Value::Object(object)
}

fn value(fields: &BTreeMap<String, Field>, path: &str, field: &Field, style: &mut Style) -> Value {
    let lists = field.kind.chars().take_while(|c| *c == '[').count();
    let inner = field.kind.trim_matches(['[', ']']);
    let one = match inner {
        "object" => members(fields, path, style),
        "enum" => field
            .values
            .first()
            .map_or(json!("none"), |value| json!(value)),
        "boolean" => json!(true),
        "int64" | "int32" | "integer" => json!(1),
        "double" | "number" => json!(1.5),
        _ => json!("x".repeat(field.limit("minLength").unwrap_or(1).max(1) as usize)),
    };
    (0..lists).fold(one, |value, _| json!([value]))
}

/// The fields of a container, which is empty for the body.
pub(in crate::mutation) fn children<'a>(
    fields: &'a BTreeMap<String, Field>,
    container: &str,
) -> Vec<(&'a String, &'a Field)> {
    let is_child = |path: &str| parent(path).unwrap_or_default() == container;
    fields.iter().filter(|(path, _)| is_child(path)).collect()
}

/// The path of a field beside another.
pub(in crate::mutation) fn beside(path: &str, name: &str) -> String {
    match path.rsplit_once('.') {
        Some((parent, _)) => format!("{parent}.{name}"),
        None => join("", false, name),
    }
}
