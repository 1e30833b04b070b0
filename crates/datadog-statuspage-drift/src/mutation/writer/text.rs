//! A page in plain text.

use std::collections::BTreeMap;

use super::example::{children, example};
use super::parts::{curl, description, overview, title, url};
use super::style::Style;
use crate::facts::{Content, Facts, Field, Operation};

/// What pages call a status.
fn called(status: &str) -> &'static str {
    match status {
        "200" => "OK",
        "201" => "CREATED",
        "202" => "Accepted",
        "204" => "No Content",
        "400" => "Bad Request",
        "401" => "Unauthorized",
        "403" => "Forbidden",
        "404" => "Not Found",
        "409" => "Conflict",
        "410" => "Gone",
        "412" => "Precondition Failed",
        "422" => "Unprocessable Entity",
        "429" => "Too many requests",
        other => panic!("{other} has no name here"),
    }
}

pub(in crate::mutation) fn text(facts: &Facts, style: &mut Style) -> String {
    let (endpoint, operation) = facts.operations.iter().next().unwrap();
    let mut urls: Vec<_> = facts.sites.keys().map(|host| url(host, endpoint)).collect();
    style.shuffle(&mut urls);
    let mut lines = vec![
        title(operation),
        format!("{}\u{a0} {}", endpoint.method, urls.concat()),
        "Overview".to_owned(),
        overview(operation, style, ""),
    ];
    if !operation.parameters.is_empty() {
        lines.push("Arguments".to_owned());
    }
    parameters(operation, style, &mut lines);
    if let Some(body) = &operation.body {
        let required = if body.required == Some(true) {
            " (required)"
        } else {
            ""
        };
        lines.extend([
            "Request".to_owned(),
            format!("Body Data{required}"),
            style.sentence(),
        ]);
        fields(&body.content, style, &mut lines);
    }
    lines.push("Response".to_owned());
    let mut answers: Vec<_> = operation.answers.iter().collect();
    style.shuffle(&mut answers);
    for (status, content) in answers {
        lines.push(called(status).to_owned());
        if !content.fields.is_empty() {
            lines.push(style.sentence());
        }
        fields(content, style, &mut lines);
    }
    lines.extend([
        "Code Example".to_owned(),
        curl(facts, endpoint, operation, style),
    ]);
    let mut text = String::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        text.push_str(&style.pad(line));
        text.push('\n');
        text.push_str(style.blank());
    }
    text
}

fn parameters(operation: &Operation, style: &mut Style, lines: &mut Vec<String>) {
    for (place, heading) in [("path", "Path Parameters"), ("query", "Query Strings")] {
        let prefix = format!("{place}/");
        let parameters: BTreeMap<_, _> = operation
            .parameters
            .iter()
            .filter_map(|(name, field)| {
                Some((name.strip_prefix(&prefix)?.to_owned(), field.clone()))
            })
            .collect();
        if !parameters.is_empty() {
            lines.push(heading.to_owned());
            lines.extend(["Name", "Type", "Description"].map(str::to_owned));
            rows(&parameters, "", style, lines);
        }
    }
}

fn fields(content: &Content, style: &mut Style, lines: &mut Vec<String>) {
    if content.fields.is_empty() {
        return;
    }
    lines.extend(["Expand All", "Field", "Type", "Description"].map(str::to_owned));
    rows(&content.fields, "", style, lines);
    lines.push(format!("{:#}", example(content, style).unwrap()));
}

fn rows(
    fields: &BTreeMap<String, Field>,
    container: &str,
    style: &mut Style,
    lines: &mut Vec<String>,
) {
    let mut here = children(fields, container);
    style.shuffle(&mut here);
    for (path, field) in here {
        let name = path.rsplit('.').next().unwrap();
        let mark = if field.required == Some(true) {
            "\u{a0}[required]"
        } else {
            ""
        };
        lines.extend([
            format!("{name}{mark}"),
            field.kind.clone(),
            description(field, style, ""),
        ]);
        if let Some(Some(default)) = &field.default {
            lines.push(format!("default: {default}"));
        }
        if field.is_container() {
            rows(fields, path, style, lines);
        }
    }
}
