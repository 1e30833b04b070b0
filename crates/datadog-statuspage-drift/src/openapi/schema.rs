//! Schemas of an OpenAPI document as fields.

use std::collections::BTreeMap;

use serde_json::Value;

use super::reader::{DEEPEST, Reader, texts};
use crate::facts::{Content, Field, Unreadable, join};

/// The largest bodies of Datadog's API have some hundred.
const MOST_FIELDS: usize = 5_000;

impl<'a> Reader<'a> {
    pub(super) fn content(&self, holder: &'a Value) -> Result<Content, Unreadable> {
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
            self.walk(schema, "", None, &mut content.fields, 0)?;
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

    /// Notes what is at `path`, and all that is in it.
    fn walk(
        &self,
        schema: &'a Value,
        path: &str,
        required: Option<bool>,
        fields: &mut BTreeMap<String, Field>,
        depth: usize,
    ) -> Result<(), Unreadable> {
        if depth > DEEPEST {
            // A schema that holds itself; what it is made of is known by now.
            return Ok(());
        }
        if fields.len() > MOST_FIELDS {
            // Schemas that hold each other can be told apart without end.
            let why = format!("a body of more than {MOST_FIELDS} fields");
            return Err(Unreadable::new(None, why));
        }
        let deeper = depth.saturating_add(1);
        if !path.is_empty() {
            let mut field = self.field(schema)?;
            field.required = required;
            fields.insert(path.to_owned(), field);
        }
        let (mut inner, mut list) = (self.follow(schema)?, false);
        while let Some(items) = inner.get("items") {
            inner = self.follow(items)?;
            list = true;
        }
        for part in self.parts(inner)? {
            let always = texts(part.get("required"));
            let properties = part.get("properties").and_then(Value::as_object);
            for (name, property) in properties.into_iter().flatten() {
                let path = join(path, list, name);
                self.walk(property, &path, Some(always.contains(name)), fields, deeper)?;
            }
        }
        Ok(())
    }

    /// The schemas that a schema is all of.
    fn parts(&self, schema: &'a Value) -> Result<Vec<&'a Value>, Unreadable> {
        let mut parts = vec![schema];
        for part in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            parts.push(self.follow(part)?);
        }
        Ok(parts)
    }

    pub(super) fn field(&self, schema: &'a Value) -> Result<Field, Unreadable> {
        let schema = self.follow(schema)?;
        let mut inner = schema;
        let mut lists: usize = 0;
        while let Some(items) = inner.get("items") {
            inner = self.follow(items)?;
            lists = lists.saturating_add(1);
            if lists > DEEPEST {
                return Err(Unreadable::new(None, "a list of lists that never ends"));
            }
        }
        let parts = self.parts(inner)?;
        let of_part = |name: &str| parts.iter().find_map(|part| part.get(name));
        let values = of_part("enum").and_then(Value::as_array);
        let kind = kind(
            of_part("type").and_then(type_name),
            of_part("format").and_then(Value::as_str),
            values.is_some(),
            of_part("oneOf").or(of_part("anyOf")).is_some(),
        );
        let number = |name: &str| of_part(name).and_then(Value::as_u64);
        Ok(Field {
            kind: format!("{}{kind}{}", "[".repeat(lists), "]".repeat(lists)),
            required: None,
            values: values.into_iter().flatten().map(plain).collect(),
            default: Some(of_part("default").or(schema.get("default")).map(plain)),
            min_length: Some(number("minLength")),
            max_length: Some(number("maxLength")),
            nullable: Some(
                of_part("nullable") == Some(&Value::Bool(true))
                    || of_part("type").is_some_and(|kinds| texts(Some(kinds)).contains("null")),
            ),
        })
    }
}

/// The name of a type, also where OpenAPI 3.1 lists it beside `null`.
fn type_name(kinds: &Value) -> Option<&str> {
    let list = kinds.as_array().into_iter().flatten();
    let mut names = kinds
        .as_str()
        .into_iter()
        .chain(list.filter_map(Value::as_str));
    names.find(|name| *name != "null")
}

/// What Datadog's pages call a type.
fn kind(name: Option<&str>, format: Option<&str>, has_values: bool, choice: bool) -> String {
    match (name, format) {
        _ if has_values => "enum",
        _ if choice => "oneOf",
        // A secret is a string to everybody but us.
        (Some("string"), None | Some("password")) => "string",
        (Some("string" | "integer"), Some(format)) => format,
        (Some("number"), format) => format.unwrap_or("double"),
        (Some(name), _) => name,
        (None, _) => "object",
    }
    .to_owned()
}

/// A scalar without quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
