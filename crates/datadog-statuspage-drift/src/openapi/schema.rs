//! Reads schemas of an OpenAPI document as fields.

use std::collections::BTreeMap;

use serde_json::Value;

use super::reader::{DEEPEST, Reader, texts};
use crate::facts::{Content, Field, Unreadable, join};

/// The largest bodies of Datadog's API have some hundred.
const MOST_FIELDS: usize = 5_000;

/// Keywords that constrain a value, besides its type. Each is compared as a text.
const LIMITS: [&str; 17] = [
    "additionalProperties",
    "deprecated",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "readOnly",
    "uniqueItems",
    "writeOnly",
];

/// The other keywords that are read.
const READ: [&str; 12] = [
    "$ref",
    "allOf",
    "anyOf",
    "default",
    "enum",
    "format",
    "items",
    "nullable",
    "oneOf",
    "properties",
    "required",
    "type",
];

/// Keywords that are documentation, or that only affect generated code.
const PROSE: [&str; 9] = [
    "description",
    "example",
    "examples",
    "externalDocs",
    "title",
    "xml",
    "x-enum-descriptions",
    "x-enum-varnames",
    "x-generate-alias-as-model",
];

impl<'a> Reader<'a> {
    pub(super) fn content(&self, place: &str, holder: &'a Value) -> Result<Content, Unreadable> {
        let mut content = Content::default();
        let types = holder.get("content").and_then(Value::as_object);
        let Some(media) = types.and_then(|types| {
            types
                .get("application/json")
                .or_else(|| types.values().next())
        }) else {
            return Ok(content);
        };
        if let Some(schema) = media.get("schema") {
            content.whole = Some(self.field(place, schema)?);
            self.walk(place, schema, ("", None), &mut content.fields, 0)?;
        }
        content.example = media.get("example").cloned().or_else(|| {
            let examples = media.get("examples")?.as_object()?;
            examples
                .values()
                .find_map(|example| example.get("value"))
                .cloned()
        });
        Ok(content)
    }

    /// Records the field at a path, and everything in it.
    fn walk(
        &self,
        place: &str,
        schema: &'a Value,
        (path, required): (&str, Option<bool>),
        fields: &mut BTreeMap<String, Field>,
        depth: usize,
    ) -> Result<(), Unreadable> {
        if depth > DEEPEST {
            // A recursive schema, whose fields are known by now.
            return Ok(());
        }
        if fields.len() > MOST_FIELDS {
            // Mutually recursive schemas can be expanded without end.
            let why = format!("a body of more than {MOST_FIELDS} fields");
            return Err(Unreadable::new(None, why));
        }
        let deeper = depth.saturating_add(1);
        if !path.is_empty() {
            let mut field = self.field(&format!("{place}/{path}"), schema)?;
            field.required = required;
            fields.insert(path.to_owned(), field);
        }
        let levels = self.levels(place, schema)?;
        let is_list = levels.len() > 1;
        for part in levels.last().into_iter().flatten() {
            let always = texts(part.get("required"));
            let properties = part.get("properties").and_then(Value::as_object);
            for (name, property) in properties.into_iter().flatten() {
                let path = join(path, is_list, name);
                let required = Some(always.contains(name));
                self.walk(place, property, (&path, required), fields, deeper)?;
            }
        }
        Ok(())
    }

    /// Returns a schema and, if it is a list, that of its items, and so on; for each, all its
    /// parts.
    fn levels(&self, place: &str, schema: &'a Value) -> Result<Vec<Vec<&'a Value>>, Unreadable> {
        let follow = |schema: &'a Value| {
            if schema.get("$ref").is_some() {
                self.note_unread(place, schema, &[&["$ref"], &PROSE]);
            }
            self.follow(schema)
        };
        let mut schema = follow(schema)?;
        let mut levels = vec![self.parts(schema)?];
        while let Some(items) = schema.get("items") {
            schema = follow(items)?;
            levels.push(self.parts(schema)?);
            if levels.len() > DEEPEST {
                return Err(Unreadable::new(None, "a list of lists that never ends"));
            }
        }
        Ok(levels)
    }

    /// Returns a schema, and the schemas of its `allOf`.
    fn parts(&self, schema: &'a Value) -> Result<Vec<&'a Value>, Unreadable> {
        let mut parts = vec![schema];
        let all_of = schema.get("allOf").and_then(Value::as_array);
        for part in all_of.into_iter().flatten() {
            parts.push(self.follow(part)?);
        }
        Ok(parts)
    }

    pub(super) fn field(&self, place: &str, schema: &'a Value) -> Result<Field, Unreadable> {
        let levels = self.levels(place, schema)?;
        let lists = levels.len().saturating_sub(1);
        let mut limits = BTreeMap::new();
        let mut nullable = false;
        for part in levels.iter().flatten() {
            self.note_unread(place, part, &[&LIMITS, &READ, &PROSE]);
            nullable |= part.get("nullable") == Some(&Value::Bool(true))
                || texts(part.get("type")).contains("null");
            for keyword in LIMITS {
                let is_default = |value: &&Value| **value != (keyword == "additionalProperties");
                if let Some(limit) = part.get(keyword).filter(is_default).and_then(limit) {
                    limits.entry(keyword.to_owned()).or_insert(limit);
                }
            }
        }
        let of_part = |name: &str| levels.last()?.iter().find_map(|part| part.get(name));
        let values = of_part("enum").and_then(Value::as_array);
        let kind = kind(
            of_part("type").and_then(type_name),
            of_part("format").and_then(Value::as_str),
            values.is_some(),
            of_part("oneOf").or(of_part("anyOf")).is_some(),
        );
        let default = levels.iter().flatten().find_map(|part| part.get("default"));
        Ok(Field {
            kind: format!("{}{kind}{}", "[".repeat(lists), "]".repeat(lists)),
            required: None,
            values: values.into_iter().flatten().map(plain).collect(),
            default: Some(default.map(plain)),
            nullable: Some(nullable),
            limits: Some(limits),
        })
    }

    /// Records the keywords that aren't `known` here. Beside a `$ref`, keywords have no meaning.
    fn note_unread(&self, place: &str, schema: &Value, known: &[&[&str]]) {
        let keywords = schema.as_object().into_iter().flat_map(|it| it.keys());
        for keyword in keywords {
            if !known.iter().any(|known| known.contains(&keyword.as_str())) {
                let mut unread = self.unread.borrow_mut();
                let first = unread.entry(keyword.clone());
                first.or_insert_with(|| place.to_owned());
            }
        }
    }
}

/// Returns a constraint as a text; `None` if it is the default.
fn limit(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Object(schema) if schema.is_empty() => None,
        // What else an object may contain.
        Value::Object(schema) => {
            let named = schema.get("$ref").or(schema.get("type"));
            Some(named.map_or_else(|| "a schema".to_owned(), plain))
        }
        value => Some(plain(value)),
    }
}

/// Returns the name of a type, also if OpenAPI 3.1 lists it beside `null`.
fn type_name(kinds: &Value) -> Option<&str> {
    let list = kinds.as_array().into_iter().flatten();
    let mut names = kinds
        .as_str()
        .into_iter()
        .chain(list.filter_map(Value::as_str));
    names.find(|name| *name != "null")
}

/// Returns the name of a type on Datadog's pages.
fn kind(name: Option<&str>, format: Option<&str>, has_values: bool, choice: bool) -> String {
    match (name, format) {
        _ if has_values => "enum",
        _ if choice => "oneOf",
        // Only our fragment marks a secret; elsewhere it is a string.
        (Some("string"), None | Some("password")) => "string",
        (Some("string" | "integer"), Some(format)) => format,
        (Some("number"), format) => format.unwrap_or("double"),
        (Some(name), _) => name,
        (None, _) => "object",
    }
    .to_owned()
}

/// Returns a scalar without quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
