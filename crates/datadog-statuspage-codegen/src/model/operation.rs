//! Operations: requests and the meaning of their answers.

use serde_json::Value;

use super::path::{self, Parameter};
use super::response::{self, Responses};
use super::security;
use super::shape::Schema;
use super::types::Types;
use crate::names::{Names, pascal};
use crate::reader::At;

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// The name of its method.
    pub(crate) name: String,
    /// The HTTP method, in lower case.
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) parameters: Vec<Parameter>,
    /// The body, with its description.
    pub(crate) body: Option<(Schema, Option<String>)>,
    pub(crate) responses: Responses,
}

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

const KEYS: [&str; 10] = [
    "operationId",
    "summary",
    "description",
    "tags",
    "x-datadog-permissions",
    "x-datadog-page",
    "security",
    "parameters",
    "requestBody",
    "responses",
];

/// Names that the client or `Requests` already use.
const RESERVED: [&str; 5] = ["clone", "fmt", "new", "request", "send"];

pub(super) fn read<'a>(types: &mut Types<'a>, root: &At<'a>) -> Vec<Operation> {
    let paths = root
        .get("paths")
        .map_or_else(Vec::new, |paths| paths.members());
    if paths.is_empty() {
        root.problem_at("paths", "the fragment has no operation");
    }
    let mut names = Names::default();
    let mut operations = Vec::new();
    for (path, item) in paths {
        path::check(path, &item);
        item.object("a path", &[&METHODS[..], &["parameters"]].concat());
        for method in METHODS {
            let operation = item.get(method);
            operations.extend(operation.and_then(|at| {
                let name = name(&at, &mut names);
                operation_of(types, (path, &item), (method, &at), name)
            }));
        }
    }
    operations
}

fn operation_of<'a>(
    types: &mut Types<'a>,
    (path, item): (&'a str, &At<'a>),
    (method, at): (&'static str, &At<'a>),
    name: Option<(&'a str, String)>,
) -> Option<Operation> {
    if !at.object("an operation", &KEYS) {
        return None;
    }
    documented(at);
    security::of_operation(at);
    let prefix = name.as_ref().map_or_else(String::new, |(id, _)| pascal(id));
    let parameters = path::parameters(types, path, item, at);
    let body = at.get("requestBody").and_then(|body| {
        if method == "get" {
            body.problem("a GET can't have a body");
        }
        response::request(types, &body, &format!("{prefix}Body"))
    });
    let responses = response::responses(types, at, &prefix);
    let (id, name) = name?;
    Some(Operation {
        id: id.to_owned(),
        name,
        method,
        path: path.to_owned(),
        summary: at.owned("summary"),
        description: at.owned("description"),
        parameters,
        body,
        responses: responses?,
    })
}

/// Returns the id of an operation, and the name of its method.
fn name<'a>(at: &At<'a>, names: &mut Names) -> Option<(&'a str, String)> {
    let id = at.needed("the operation", "operationId")?;
    let at = at.get("operationId")?;
    let name = heck::ToSnakeCase::to_snake_case(id);
    let is_identifier = id.starts_with(|first: char| first.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && typify::accept_as_ident(&name);
    if !is_identifier {
        at.problem(format!("operationId {id:?} can't name a method"));
    } else if RESERVED.contains(&name.as_str()) {
        let message = format!("operationId {id:?} is the name of another method of the client");
        at.problem(message);
    }
    // `a1` and `a_1` are two methods, but a single mock.
    names
        .claim(&pascal(&name), "operationId", id, &at)
        .then_some((id, name))
}

/// Checks the documentation that every operation must have.
fn documented(at: &At<'_>) {
    for tag in at.list("tags") {
        tag.as_text();
    }
    if at.get("x-datadog-permissions").is_none() {
        at.problem("the operation has no x-datadog-permissions");
    }
    for permission in at.list("x-datadog-permissions") {
        if permission
            .value
            .as_str()
            .is_none_or(|text| text.trim().is_empty())
        {
            permission.problem("a permission must be a text");
        }
    }
    match at.get("x-datadog-page").map(|page| (page.value, page)) {
        None => at.problem("the operation has no x-datadog-page"),
        Some((Value::String(url), _)) if url.starts_with("https://") => {}
        Some((_, page)) => page.problem("x-datadog-page must be an https URL"),
    }
}
