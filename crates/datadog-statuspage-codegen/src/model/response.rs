//! Bodies of requests and answers.

use http::StatusCode;

use super::schema;
use super::shape::{Schema, Shape};
use super::types::Types;
use crate::reader::At;

#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: StatusCode,
    pub(crate) schema: Option<Schema>,
}

/// The answers of an operation.
#[derive(Debug)]
pub(crate) struct Responses {
    pub(crate) success: Success,
    pub(crate) errors: Vec<StatusCode>,
    /// The body of every error.
    pub(crate) error: Option<Schema>,
}

pub(super) fn responses<'a>(
    types: &mut Types<'a>,
    operation: &At<'a>,
    name: &str,
) -> Option<Responses> {
    let Some(responses) = operation.get("responses") else {
        operation.problem_at("responses", "the operation documents no answer");
        return None;
    };
    let mut success: Option<Success> = None;
    let mut errors = Vec::new();
    let mut error: Option<Option<Schema>> = None;
    for (code, at) in responses.members() {
        let Some(status) = status(code, &at) else {
            continue;
        };
        if status.is_success() {
            let schema = response(types, &at, &format!("{name}Response"));
            if schema.is_some() && status == StatusCode::NO_CONTENT {
                at.problem("an answer with the status 204 can't have a body");
            }
            if success.is_some() {
                at.problem("the operation documents two successes");
            }
            success = Some(Success { status, schema });
        } else {
            let body = response(types, &at, &format!("{name}{code}"));
            if *error.get_or_insert_with(|| body.clone()) != body {
                at.problem("the body of this error is not that of the others before it");
            }
            errors.push(status);
        }
    }
    if !errors.contains(&StatusCode::TOO_MANY_REQUESTS) {
        responses.problem("the operation does not document 429");
    }
    if success.is_none() {
        responses.problem("the operation documents no success");
    }
    Some(Responses {
        success: success?,
        errors,
        error: error.flatten(),
    })
}

/// Returns a status with its own reason phrase, by which the mocks name it.
fn status(code: &str, at: &At<'_>) -> Option<StatusCode> {
    let status = code.parse::<StatusCode>().ok();
    let status = status.filter(|status| {
        let known = status.is_success() || status.is_client_error() || status.is_server_error();
        known && status.canonical_reason().is_some()
    });
    if status.is_none() {
        let message = format!("{code:?} is not the status of one success or error");
        at.problem(message);
    }
    status
}

/// Returns the body of an answer, if it has one.
pub(super) fn response<'a>(types: &mut Types<'a>, at: &At<'a>, name: &str) -> Option<Schema> {
    let at = at.resolve("responses")?;
    at.object("an answer", &["description", "content"]);
    at.needed("the answer", "description");
    content(types, &at.get("content")?, name)
}

/// Returns the body of a request, with its description.
pub(super) fn request<'a>(
    types: &mut Types<'a>,
    at: &At<'a>,
    name: &str,
) -> Option<(Schema, Option<String>)> {
    let at = at.resolve("requestBodies")?;
    at.object("a request body", &["description", "required", "content"]);
    if !at.flag("required") {
        at.problem_at("required", "only a required body can be generated");
    }
    let Some(body) = at.get("content") else {
        at.problem("the request body has no content");
        return None;
    };
    Some((content(types, &body, name)?, at.owned("description")))
}

fn content<'a>(types: &mut Types<'a>, at: &At<'a>, name: &str) -> Option<Schema> {
    const JSON: &str = "application/json";
    let mut body = None;
    for (media, at) in at.members() {
        if media == JSON {
            body = Some(at);
        } else {
            at.problem(format!("only a body of {JSON} can be generated"));
        }
    }
    let Some(at) = body else {
        at.problem(format!("there is no body of {JSON}"));
        return None;
    };
    at.object(JSON, &["schema", "example"]);
    let Some(declared) = at.get("schema") else {
        at.problem("the body has no schema");
        return None;
    };
    let read = schema::shared(types, &declared, name)?;
    match &read.shape {
        // Mocks accept no others, and no API uses them.
        Shape::Text | Shape::Named(_) | Shape::List(_) | Shape::Map(_) if !read.nullable => {}
        _ => declared
            .problem("a body must be an object, a list or a text, and not null or a password"),
    }
    types.example(at.get("example"), &read);
    Some(read)
}
