//! What all forms of a page have.

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

pub(in crate::mutation) fn overview(operation: &Operation, style: &mut Style) -> String {
    let mut text = style.sentence();
    for permission in operation.permissions.iter().flatten() {
        text.push_str(&match style.flip() {
            true => format!(" L'autorisation `{permission}` est nécessaire."),
            false => format!(" This endpoint requires the `{permission}` permission."),
        });
        if style.flip() {
            text.push_str(&format!("\n\nOAuth apps require the `{permission}` scope."));
        }
    }
    text
}

pub(in crate::mutation) fn curl(
    sites: &Facts,
    endpoint: &Endpoint,
    operation: &Operation,
    has_token: bool,
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
    let mut ways = operation.security.iter().flatten();
    let is_token = |way: &&crate::Alternative| way.headers.contains("authorization");
    let way = ways.clone().find(|way| is_token(way) == has_token);
    for header in way.or(ways.next()).iter().flat_map(|way| &way.headers) {
        headers.push(format!("-H \"{}: ${{X}}\"", header.to_uppercase()));
    }
    for header in operation.headers.iter().flatten() {
        headers.push(match header.as_str() {
            "content-type" => {
                let media = operation.consumes.iter().flatten().next();
                let media = media.map_or("application/json", |media| media);
                format!("-H \"Content-Type: {media}\"")
            }
            name => format!("-H \"{name}: 1\""),
        });
    }
    style.shuffle(&mut headers);
    lines.extend(headers);
    lines.push("-d @- << EOF\n# Response\n{}\nEOF".to_owned());
    lines.join(" \\\n")
}

pub(in crate::mutation) fn description(
    field: &Field,
    has_defaults: bool,
    style: &mut Style,
) -> String {
    let mut text = style.prose();
    // A line that ends behind a bar is the end of its row.
    let gap = if text.is_empty() { "" } else { style.gap() };
    if field.kind.trim_matches(['[', ']']) == "enum" {
        let mut values: Vec<_> = field
            .values
            .iter()
            .map(|value| format!("`{value}`"))
            .collect();
        style.shuffle(&mut values);
        let label = match style.flip() {
            true => "許可される値: ",
            false => "Allowed enum values: ",
        };
        let between = if style.flip() { ", " } else { "," };
        text.push_str(&format!("{gap}{label}{}", values.join(between)));
    }
    if let Some(Some(default)) = field.default.as_ref().filter(|_| has_defaults) {
        let label = if style.flip() {
            "Par défaut :"
        } else {
            "Default:"
        };
        text.push_str(&format!(".{gap}{label} `{default}`."));
    }
    text
}
