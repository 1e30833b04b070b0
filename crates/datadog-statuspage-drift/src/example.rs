//! Checks that each example matches the schema beside it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::compare::name;
use crate::facts::{Content, Facts, Field, join, parent};
use crate::problem::{Kind, Problem, Severity};

/// Returns a problem for each example that contradicts its own schema.
///
/// Operations are named as in `ours`, so that a page's problem has the same place as any other of
/// its operation.
pub fn check_examples(facts: &Facts, ours: &Facts, source: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (endpoint, operation) in &facts.operations {
        let named = ours.known(endpoint, operation.slug.as_deref());
        let place = name(endpoint, named.unwrap_or(operation));
        let body = operation
            .body
            .iter()
            .map(|body| ("request".to_owned(), &body.content));
        let answers = operation.answers.iter();
        let answers = answers.map(|(status, content)| (format!("responses/{status}"), content));
        for (part, content) in body.chain(answers) {
            for (path, why) in violations(content) {
                problems.push(Problem {
                    kind: Kind::Example,
                    severity: Severity::Info,
                    place: format!("{place}/{part}/{path}"),
                    ours: None,
                    theirs: Some(why),
                    repair: format!("correct the example, or the schema, in {source}"),
                    source: source.to_owned(),
                });
            }
        }
    }
    problems
}

/// Returns paths in the example, and what is wrong there.
fn violations(content: &Content) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Some(example) = &content.example {
        Check {
            fields: &content.fields,
            found: &mut found,
        }
        .members(example, "", false);
    }
    found
}

struct Check<'a> {
    fields: &'a BTreeMap<String, Field>,
    found: &'a mut Vec<(String, String)>,
}

impl Check<'_> {
    /// Checks an object, or a list of them, against the fields in the container at `path`.
    fn members(&mut self, value: &Value, path: &str, list: bool) {
        match value {
            Value::Array(items) => {
                for item in items {
                    self.members(item, path, true);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    self.value(member, &join(path, list, name));
                }
                let of_this = |candidate: &str| parent(candidate).unwrap_or_default() == path;
                let missing: Vec<_> = self
                    .fields
                    .iter()
                    .filter(|(candidate, field)| of_this(candidate) && field.required == Some(true))
                    .filter(|(candidate, _)| {
                        let name = candidate.rsplit('.').next().unwrap_or_default();
                        !members.contains_key(name)
                    })
                    .map(|(candidate, _)| candidate.clone())
                    .collect();
                let why = "is required, but missing in the example".to_owned();
                self.found
                    .extend(missing.into_iter().map(|path| (path, why.clone())));
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &Value, path: &str) {
        // Members that the schema doesn't name are allowed.
        let Some(field) = self.fields.get(path) else {
            return;
        };
        let mut kind = field.kind.as_str();
        let mut values = vec![value];
        while let Some(inner) = kind
            .strip_prefix('[')
            .and_then(|kind| kind.strip_suffix(']'))
        {
            kind = inner;
            if let Some(wrong) = values.iter().find(|value| !value.is_array()) {
                self.wrong(path, &field.kind, wrong);
                return;
            }
            values = values
                .into_iter()
                .filter_map(Value::as_array)
                .flatten()
                .collect();
        }
        for item in values {
            let fits = match kind {
                _ if item.is_null() && field.nullable == Some(true) => true,
                "object" => item.is_object(),
                "enum" => field.values.contains(&text(item)),
                "boolean" => item.is_boolean(),
                "integer" | "int32" | "int64" => item.is_i64() || item.is_u64(),
                "number" | "double" | "float" => item.is_number(),
                "oneOf" | "anyOf" | "any" | "array" => true,
                _ => item.is_string(),
            };
            if !fits {
                self.wrong(path, &field.kind, item);
            }
            if let Some(length) = item.as_str().map(|text| text.chars().count() as u64) {
                let least = field.limit("minLength").unwrap_or(0);
                let most = field.limit("maxLength").unwrap_or(u64::MAX);
                if !(least..=most).contains(&length) {
                    let why = format!("is {length} characters long, outside of the bounds");
                    self.found.push((path.to_owned(), why));
                }
            }
        }
        self.members(value, path, false);
    }

    fn wrong(&mut self, path: &str, kind: &str, value: &Value) {
        let why = format!("is {kind}, but the example has {}", text(value));
        self.found.push((path.to_owned(), why));
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
