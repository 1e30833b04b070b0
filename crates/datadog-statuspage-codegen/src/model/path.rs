//! Paths, and their parameters, which are the only ones that the low-level crate supports.

use super::schema;
use super::shape::{Schema, Shape};
use super::types::{NOT_PLAIN, Types};
use crate::names::{Names, snake};
use crate::reader::At;

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) ident: String,
    pub(crate) description: Option<String>,
    pub(crate) schema: Schema,
}

/// Names that methods of the client or of the mocks already use.
const RESERVED: [&str; 3] = ["body", "into_inner", "new"];

/// Reads a parameter, wherever it is declared.
pub(super) fn parameter<'a>(types: &mut Types<'a>, at: &At<'a>) -> Option<Parameter> {
    let at = at.resolve("parameters")?;
    if at.value.get("in").and_then(|place| place.as_str()) != Some("path") {
        at.problem_at("in", "only parameters in the path can be generated");
        return None;
    }
    let known = ["name", "in", "required", "description", "schema", "example"];
    at.object("a parameter", &known);
    if !at.flag("required") {
        at.problem_at("required", "a parameter in the path must be required");
    }
    let name = at.needed("the parameter", "name")?;
    let Some(declared) = at.get("schema") else {
        at.problem("the parameter has no schema");
        return None;
    };
    let read = schema::shared(types, &declared, name)?;
    types.example(at.get("example"), &read);
    match &read.shape {
        Shape::Text | Shape::Integer(_) if !read.nullable => {}
        Shape::Named(name) => types.plain(&declared, name),
        _ => declared.problem(NOT_PLAIN),
    }
    let ident = snake(name);
    if RESERVED.contains(&ident.as_str()) {
        at.problem_at("name", format!("a parameter can't be named {name:?}"));
    }
    Some(Parameter {
        name: name.to_owned(),
        ident,
        description: at.owned("description"),
        schema: read,
    })
}

/// Returns the parameters of an operation, in the order of its path.
pub(super) fn parameters<'a>(
    types: &mut Types<'a>,
    path: &'a str,
    item: &At<'a>,
    operation: &At<'a>,
) -> Vec<Parameter> {
    let mut declared: Vec<(At<'a>, Parameter)> = Vec::new();
    for (list, own) in [(item, false), (operation, true)] {
        let mut names = Names::default();
        for at in list.list("parameters") {
            let Some(parameter) = parameter(types, &at) else {
                continue;
            };
            names.claim(&parameter.ident, "the parameter", &parameter.name, &at);
            if own {
                // A parameter of the operation replaces that of the path.
                declared.retain(|(_, other)| other.name != parameter.name);
            }
            declared.push((at, parameter));
        }
    }
    let mut names = Names::default();
    let mut parameters = Vec::new();
    for name in path.split('/').filter_map(name_of) {
        if parameters.iter().any(|one: &Parameter| one.name == name) {
            item.problem(format!("the parameter {name:?} is in the path twice"));
            continue;
        }
        let position = declared.iter().position(|(_, one)| one.name == name);
        match position.map(|position| declared.remove(position)) {
            Some((at, parameter)) => {
                names.claim(&parameter.ident, "the parameter", name, &at);
                parameters.push(parameter);
            }
            None => operation.problem(format!("the parameter {name:?} is not declared")),
        }
    }
    for (at, parameter) in declared {
        at.problem(format!("{:?} is not in the path", parameter.name));
    }
    parameters
}

/// Returns the parameter in the braces of a segment.
fn name_of(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Reports a path that can't become the address of a request.
pub(super) fn check(path: &str, at: &At<'_>) {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    let is_good = |segment: &str| {
        let name = name_of(segment).unwrap_or(segment);
        !matches!(name, "" | "." | "..") && name.chars().all(plain)
    };
    match path.strip_prefix('/') {
        Some(rest) if rest.split('/').all(is_good) => {}
        _ => at.problem(format!(
            "each segment of the path {path:?} must be plain or one parameter in braces"
        )),
    }
}
