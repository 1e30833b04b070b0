//! What must hold before anything is generated, so that generating can't fail in the dark.

use std::collections::{BTreeSet, HashMap};

use heck::ToSnakeCase;
use openapiv3::OpenAPI;
use serde_json::{Map, Value};

use crate::document::{Document, child, push_token};
use crate::site::{self, Site};
use crate::{Place, Problem};

/// A fragment in which nothing is wrong that we know how to look for.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) document: Document,
    pub(crate) openapi: OpenAPI,
    pub(crate) sites: Vec<Site>,
}

pub(crate) fn check(document: Document) -> Result<Checked, Vec<Problem>> {
    if !document.value.is_object() {
        return Err(vec![
            document.problem("", "not an OpenAPI document, but a single value"),
        ]);
    }
    let mut problems = Vec::new();
    references(&document, &mut problems);
    operations(&document, &mut problems);
    let sites = site::read(&document, &mut problems);
    let openapi = match parse(&document) {
        Ok(openapi) => Some(openapi),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    problems.sort();
    problems.dedup();
    match openapi {
        Some(openapi) if problems.is_empty() => Ok(Checked {
            document,
            openapi,
            sites,
        }),
        _ => Err(problems),
    }
}

fn parse(document: &Document) -> Result<OpenAPI, Problem> {
    let openapi: OpenAPI = serde_path_to_error::deserialize(&document.value).map_err(|error| {
        let mut pointer = String::new();
        for segment in error.path() {
            match segment {
                serde_path_to_error::Segment::Seq { index } => {
                    push_token(&mut pointer, &index.to_string());
                }
                serde_path_to_error::Segment::Map { key } => push_token(&mut pointer, key),
                _ => {}
            }
        }
        let reason = error.into_inner();
        document.problem(&pointer, format!("not an OpenAPI 3.0 document: {reason}"))
    })?;
    if openapi.openapi.starts_with("3.0.") {
        Ok(openapi)
    } else {
        Err(document.problem(
            "/openapi",
            format!("OpenAPI {:?} is not a 3.0 version", openapi.openapi),
        ))
    }
}

/// Members whose value is data, in which `$ref` means nothing.
const DATA: [&str; 4] = ["example", "default", "enum", "value"];

/// Members whose value is a map from names of our choosing, not from keywords.
const NAMED: [&str; 13] = [
    "callbacks",
    "content",
    "encoding",
    "examples",
    "headers",
    "links",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

fn references(document: &Document, problems: &mut Vec<Problem>) {
    let mut search = References {
        document,
        problems,
        pointer: String::new(),
    };
    search.walk(&document.value, false);
}

struct References<'a> {
    document: &'a Document,
    problems: &'a mut Vec<Problem>,
    pointer: String,
}

impl References<'_> {
    fn walk(&mut self, value: &Value, names: bool) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.descend(&index.to_string(), item, false);
                }
            }
            Value::Object(members) => {
                for (key, member) in members {
                    if names {
                        self.descend(key, member, false);
                    } else if key == "$ref" {
                        self.reference(member);
                    } else if !key.starts_with("x-") && !DATA.contains(&key.as_str()) {
                        self.descend(key, member, NAMED.contains(&key.as_str()));
                    }
                }
            }
            _ => {}
        }
    }

    fn descend(&mut self, token: &str, value: &Value, names: bool) {
        let length = self.pointer.len();
        push_token(&mut self.pointer, token);
        self.walk(value, names);
        self.pointer.truncate(length);
    }

    fn reference(&mut self, target: &Value) {
        if let Err(message) = resolve(&self.document.value, target) {
            let pointer = child(&self.pointer, "$ref");
            self.problems.push(self.document.problem(&pointer, message));
        }
    }
}

/// Follows a `$ref`, and those it leads to, to a value that isn't one.
fn resolve(root: &Value, target: &Value) -> Result<(), String> {
    let Some(first) = target.as_str() else {
        return Err(format!("a $ref is a text, not {target}"));
    };
    let mut seen = BTreeSet::new();
    let mut reference = first;
    loop {
        if !seen.insert(reference) {
            return Err(format!("$ref {first:?} leads back to itself"));
        }
        let Some(pointer) = reference.strip_prefix('#') else {
            return Err(format!(
                "$ref {reference:?} leaves the fragment; only references that start with '#' are followed"
            ));
        };
        let Some(found) = root.pointer(pointer) else {
            return Err(format!("$ref {reference:?} leads nowhere"));
        };
        match found.get("$ref").and_then(Value::as_str) {
            Some(next) => reference = next,
            None => return Ok(()),
        }
    }
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

fn operations(document: &Document, problems: &mut Vec<Problem>) {
    let paths = match document.value.get("paths").and_then(Value::as_object) {
        Some(paths) if !paths.is_empty() => paths,
        _ => {
            problems.push(document.problem("/paths", "the fragment has no operation"));
            return;
        }
    };
    let mut ids = HashMap::new();
    for (path, item) in paths {
        let path_pointer = child("/paths", path);
        if item.get("$ref").is_some() {
            problems.push(document.problem(
                &path_pointer,
                "a path that is a $ref can't be generated; write its operations here",
            ));
        }
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let pointer = child(&path_pointer, method);
            let mut problem =
                |at: &str, message: String| problems.push(document.problem(at, message));
            match operation.get("operationId").and_then(Value::as_str) {
                None => problem(&pointer, "the operation has no operationId".to_owned()),
                Some(id) => {
                    let at = child(&pointer, "operationId");
                    // Two ids that differ only in case style would become one method.
                    match ids.insert(id.to_snake_case(), document.place(&at)) {
                        Some(earlier) => {
                            problem(&at, format!("operationId {id:?} {}", taken(&earlier)));
                        }
                        None if id.to_snake_case().is_empty() => {
                            problem(&at, format!("operationId {id:?} can't name a method"));
                        }
                        None => {}
                    }
                }
            }
            let at = child(&pointer, "responses");
            let none = Map::new();
            let responses = operation
                .get("responses")
                .and_then(Value::as_object)
                .unwrap_or(&none);
            if !responses.contains_key("429") {
                problem(&at, "the operation does not document 429".to_owned());
            }
            if !responses.keys().any(|status| status.starts_with('2')) {
                problem(&at, "the operation documents no success".to_owned());
            }
        }
    }
}

/// How to say that something may stand only once.
pub(crate) fn taken(earlier: &Place) -> String {
    match earlier.line_column {
        Some((line, _)) => format!("is already taken on line {line}"),
        None => format!("is already taken at #{}", earlier.pointer),
    }
}
