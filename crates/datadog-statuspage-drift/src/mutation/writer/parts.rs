//! What both forms of a page have.

use super::style::Style;
use crate::facts::{Endpoint, Facts, Field, Operation};

pub(in crate::mutation) fn url(host: &str, endpoint: &Endpoint) -> String {
    format!("https://{host}{}", endpoint.path)
}

pub(in crate::mutation) fn title(operation: &Operation) -> String {
    operation
        .slug
        .as_deref()
        .unwrap_or("an-operation")
        .replace('-', " ")
}

pub(in crate::mutation) fn overview(
    operation: &Operation,
    style: &mut Style,
    quote: &str,
) -> String {
    let mut text = style.sentence();
    for permission in operation.permissions.iter().flatten() {
        let around = match style.flip() {
            true => ["Nécessite ", "."],
            false => [" This endpoint requires the ", " permission."],
        };
        text.push_str(&format!(
            "{} {quote}{permission}{quote}{}",
            around[0], around[1]
        ));
    }
    text
}

pub(in crate::mutation) fn curl(
    sites: &Facts,
    endpoint: &Endpoint,
    operation: &Operation,
    style: &mut Style,
) -> String {
    let mut lines = vec![format!(
        "# Curl command\ncurl -X {} \"{}\"",
        endpoint.method,
        url(sites.sites.keys().next().unwrap(), endpoint)
    )];
    let mut headers = Vec::new();
    if let Some(media) = operation.produces.iter().flatten().next() {
        headers.push(format!("-H \"Accept: {media}\""));
    }
    for header in operation.headers.iter().flatten() {
        headers.push(match header.as_str() {
            "content-type" => {
                let media = operation.consumes.iter().flatten().next();
                format!(
                    "-H \"Content-Type: {}\"",
                    media.map_or("application/json", |media| media)
                )
            }
            name => format!("-H \"{}: ${{X}}\"", name.to_uppercase()),
        });
    }
    style.shuffle(&mut headers);
    lines.extend(headers);
    lines.push("-d @- << EOF\n# Response\n{}\nEOF".to_owned());
    lines.join(" \\\n")
}

pub(in crate::mutation) fn description(field: &Field, style: &mut Style, quote: &str) -> String {
    let mut text = style.prose();
    if field.kind.trim_matches(['[', ']']) == "enum" {
        let mut values: Vec<_> = field
            .values
            .iter()
            .map(|value| format!("{quote}{value}{quote}"))
            .collect();
        style.shuffle(&mut values);
        let label = match style.flip() {
            true => "許可される値: ",
            false => " Allowed enum values: ",
        };
        text.push_str(&format!(
            "{label}{}",
            values.join(if style.flip() { ", " } else { "," })
        ));
    }
    text
}
