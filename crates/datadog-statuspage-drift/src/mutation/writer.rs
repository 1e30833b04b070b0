//! Writes facts as Datadog would publish them, with prose that changes from seed to seed.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::facts::{Content, Endpoint, Facts, Field, Operation, join, parent};

/// What a source looks like, besides what it says.
pub(super) struct Style {
    rng: Rng,
    /// Seed 0 is plain: no shuffling, English, tables without padding.
    plain: bool,
    /// Whether examples may leave out what is optional.
    pub(super) sparse: bool,
}

impl Style {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            rng: Rng::with_seed(seed),
            plain: seed == 0,
            sparse: seed % 3 == 2,
        }
    }

    fn prose(&mut self) -> String {
        const TEXTS: [&str; 9] = [
            "What it is for.",
            "Statuspage の API キー。",
            "La clé de l&#39;intégration&nbsp;; voir la page.",
            "Ключ интеграции (см. документацию).",
            "One of &lt;several&gt; things: see `somewhere`, or elsewhere.",
            "集成的密钥 &amp; 其他。",
            "A text with a bar \\| in it.",
            "",
            "See https://docs.example/page: it tells more.",
        ];
        if self.plain {
            return TEXTS[0].to_owned();
        }
        TEXTS[self.rng.usize(..TEXTS.len())].to_owned()
    }

    /// Prose where an empty one would leave a gap.
    fn sentence(&mut self) -> String {
        match self.prose() {
            text if text.is_empty() => "More of it.".to_owned(),
            text => text,
        }
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        if !self.plain {
            self.rng.shuffle(items);
        }
    }

    fn pad(&mut self, text: &str) -> String {
        let spaces = if self.plain { 0 } else { self.rng.usize(..12) };
        format!("{text}{}", " ".repeat(spaces))
    }

    fn blank(&mut self) -> &'static str {
        match self.plain {
            true => "\n",
            false => ["\n", "\n\n", "\n  \n", "\n\t\n\n"][self.rng.usize(..4)],
        }
    }

    fn flip(&mut self) -> bool {
        !self.plain && self.rng.bool()
    }
}

/// An example of what the fields say.
pub(super) fn example(content: &Content, style: &mut Style) -> Option<Value> {
    if content.fields.is_empty() {
        return None;
    }
    Some(
        content
            .example
            .clone()
            .unwrap_or_else(|| members(&content.fields, "", style)),
    )
}

fn members(fields: &BTreeMap<String, Field>, container: &str, style: &mut Style) -> Value {
    let mut object = Map::new();
    for (path, field) in children(fields, container) {
        if style.sparse && field.required == Some(false) && style.flip() {
            continue;
        }
        let name = path.rsplit('.').next().unwrap().to_owned();
        object.insert(name, value(fields, path, field, style));
    }
    Value::Object(object)
}

fn value(fields: &BTreeMap<String, Field>, path: &str, field: &Field, style: &mut Style) -> Value {
    let lists = field.kind.chars().take_while(|c| *c == '[').count();
    let inner = field.kind.trim_matches(['[', ']']);
    let one = match inner {
        "object" => members(fields, path, style),
        "enum" => field
            .values
            .first()
            .map_or(json!("none"), |value| json!(value)),
        "boolean" => json!(true),
        "int64" | "int32" | "integer" => json!(1),
        "double" | "number" => json!(1.5),
        _ => json!("x".repeat(field.min_length.flatten().unwrap_or(1).max(1) as usize)),
    };
    (0..lists).fold(one, |value, _| json!([value]))
}

/// The fields of a container, which is empty for the body.
fn children<'a>(
    fields: &'a BTreeMap<String, Field>,
    container: &str,
) -> Vec<(&'a String, &'a Field)> {
    let is_child = |path: &str| parent(path).unwrap_or_default() == container;
    fields.iter().filter(|(path, _)| is_child(path)).collect()
}

fn url(host: &str, endpoint: &Endpoint) -> String {
    format!("https://{host}{}", endpoint.path)
}

fn title(operation: &Operation) -> String {
    operation
        .slug
        .as_deref()
        .unwrap_or("an-operation")
        .replace('-', " ")
}

fn overview(operation: &Operation, style: &mut Style, quote: &str) -> String {
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

fn curl(sites: &Facts, endpoint: &Endpoint, operation: &Operation, style: &mut Style) -> String {
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

fn description(field: &Field, style: &mut Style, quote: &str) -> String {
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

pub(super) fn markdown(facts: &Facts, style: &mut Style) -> String {
    let (endpoint, operation) = facts.operations.iter().next().unwrap();
    let mut page = format!(
        "---\ntitle: {title}\n---\n\n# {title}{{% #x %}}\nCopy page\n{{% tab title=\"v2\" %}}\n\n",
        title = title(operation)
    );
    let mut rows: Vec<Vec<String>> = facts
        .sites
        .iter()
        .map(|(host, site)| {
            let web = site.web.clone().unwrap_or_default();
            vec![web, format!("{} {}", endpoint.method, url(host, endpoint))]
        })
        .collect();
    style.shuffle(&mut rows);
    page.push_str(&table(&["Datadog site", "API endpoint"], &rows, style));
    page.push_str(&format!(
        "\n### Overview\n{}{}\n",
        style.blank(),
        overview(operation, style, "`")
    ));
    if !operation.parameters.is_empty() {
        page.push_str("\n### Arguments\n");
    }
    for (place, heading) in [("path", "Path Parameters"), ("query", "Query Strings")] {
        let mut rows: Vec<_> = operation
            .parameters
            .iter()
            .filter_map(|(name, field)| Some((name.strip_prefix(place)?.strip_prefix('/')?, field)))
            .map(|(name, field)| {
                vec![
                    mark(name, field, style),
                    field.kind.clone(),
                    description(field, style, "`"),
                ]
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        style.shuffle(&mut rows);
        page.push_str(&format!(
            "\n#### {heading}\n\n{}",
            table(&["Name", "Type", "Description"], &rows, style)
        ));
    }
    if let Some(body) = &operation.body {
        let required = if body.required == Some(true) {
            " (required)"
        } else {
            ""
        };
        page.push_str(&format!(
            "\n### Request\n\n#### Body Data{required}\n\n{}\n",
            style.sentence()
        ));
        page.push_str(&model(&body.content, style));
    }
    page.push_str("\n### Response\n");
    let mut answers: Vec<_> = operation.answers.iter().collect();
    style.shuffle(&mut answers);
    for (status, content) in answers {
        page.push_str(&format!(
            "\n{{% tab title=\"{status}\" %}}\n{}\n{}\n{{% /tab %}}\n",
            style.sentence(),
            model(content, style)
        ));
    }
    let code = curl(facts, endpoint, operation, style);
    page.push_str(&format!(
        "\n### Code Example\n\n##### \n{code}\n{{% /tab %}}\n"
    ));
    page
}

fn mark(name: &str, field: &Field, style: &mut Style) -> String {
    match field.required {
        Some(true) => format!(
            "{name}{}[*required*]",
            if style.flip() { "&nbsp;" } else { " " }
        ),
        _ => name.to_owned(),
    }
}

fn table(heads: &[&str], rows: &[Vec<String>], style: &mut Style) -> String {
    let mut lines = vec![
        heads.join(" | "),
        heads
            .iter()
            .map(|head| "-".repeat(head.len()))
            .collect::<Vec<_>>()
            .join(" | "),
    ];
    for row in rows {
        lines.push(
            row.iter()
                .map(|cell| style.pad(cell))
                .collect::<Vec<_>>()
                .join(" | "),
        );
    }
    lines.iter().map(|line| format!("| {line} |\n")).collect()
}

fn model(content: &Content, style: &mut Style) -> String {
    if content.fields.is_empty() {
        return String::new();
    }
    let mut rows = Vec::new();
    let nested = content.fields.keys().any(|path| parent(path).is_some());
    for (path, field) in &content.fields {
        let name = path.rsplit('.').next().unwrap();
        let mut row = vec![
            mark(name, field, style),
            field.kind.clone(),
            description(field, style, "`"),
        ];
        if nested {
            let parent = parent(path).unwrap_or_default();
            row.insert(0, parent.rsplit('.').next().unwrap_or_default().to_owned());
        }
        rows.push(row);
    }
    style.shuffle(&mut rows);
    let heads = ["Parent field", "Field", "Type", "Description"];
    let heads = if nested { &heads[..] } else { &heads[1..] };
    let example = example(content, style).unwrap();
    format!(
        "{{% tab title=\"Model\" %}}\n{}\n{}\n{{% /tab %}}\n\n{{% tab title=\"Example\" %}}\n\n```json\n{example:#}\n```\n\n{{% /tab %}}\n",
        style.sentence(),
        table(heads, &rows, style),
    )
}

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

pub(super) fn text(facts: &Facts, style: &mut Style) -> String {
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
            rows(&parameters, "", style, &mut lines);
        }
    }
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

/// A whole document, in which our operations are some of many.
pub(super) fn upstream(facts: &Facts, style: &mut Style) -> String {
    let mut schemas = Map::new();
    let mut paths = Map::new();
    let mut schemes = Map::new();
    let (mut endpoints, mut count) = (facts.operations.iter().collect::<Vec<_>>(), 0);
    style.shuffle(&mut endpoints);
    for (endpoint, operation) in endpoints {
        let mut body = |content: &Content, media: &BTreeSet<String>, style: &mut Style| {
            let Some(example) = example(content, style) else {
                return Value::Null;
            };
            count += 1;
            let schema = object(&content.fields, "", &mut schemas, style, &mut count);
            let media = media.iter().map(|media| {
                (
                    media.clone(),
                    json!({ "schema": schema, "example": example }),
                )
            });
            Value::Object(media.collect())
        };
        let none = BTreeSet::new();
        let mut responses = Map::new();
        for (status, content) in &operation.answers {
            let content = body(content, operation.produces.as_ref().unwrap_or(&none), style);
            let mut response = json!({ "description": style.prose() });
            if !content.is_null() {
                response["content"] = content;
            }
            responses.insert(status.clone(), response);
        }
        let mut written = json!({
            "operationId": operation.id,
            "summary": style.prose(),
            "tags": ["Statuspage Integration"],
            "responses": responses,
        });
        if let Some(permissions) = &operation.permissions {
            written["x-permission"] = json!({ "operator": "OR", "permissions": permissions });
        }
        if let Some(request) = &operation.body {
            let content = body(
                &request.content,
                operation.consumes.as_ref().unwrap_or(&none),
                style,
            );
            written["requestBody"] = json!({ "content": content, "required": request.required });
        }
        let parameters: Vec<_> = operation
            .parameters
            .iter()
            .map(|(name, field)| {
                let (place, name) = name.split_once('/').unwrap();
                json!({ "in": place, "name": name, "required": field.required, "schema": leaf(field, style) })
            })
            .collect();
        written["parameters"] = json!(parameters);
        let mut alternative = Map::new();
        for header in operation
            .headers
            .iter()
            .flatten()
            .filter(|name| *name != "content-type")
        {
            let name = format!("scheme_{header}");
            schemes.insert(
                name.clone(),
                json!({ "type": "apiKey", "in": "header", "name": header.to_uppercase() }),
            );
            alternative.insert(name, json!([]));
        }
        written["security"] = json!([{ "AuthZ": ["a_scope"] }, alternative]);
        let item = paths
            .entry(endpoint.path.clone())
            .or_insert_with(|| json!({}));
        item[endpoint.method.to_lowercase()] = written;
    }
    paths.insert(
        "/api/v2/other".to_owned(),
        json!({ "get": { "operationId": "Other", "tags": ["Other"], "responses": {} } }),
    );
    let mut sites: Vec<_> = facts
        .sites
        .keys()
        .map(|host| host.trim_start_matches("api.").to_owned())
        .collect();
    style.shuffle(&mut sites);
    schemas.insert(
        "Unrelated".to_owned(),
        json!({ "type": "object", "description": style.prose() }),
    );
    let variables = json!({ "site": { "default": sites[0], "enum": sites }, "subdomain": { "default": "api" } });
    let document = json!({
        "openapi": "3.0.0",
        "info": { "title": style.prose(), "version": "1" },
        "servers": [
            { "url": "https://{subdomain}.{site}", "variables": variables },
            { "url": "{protocol}://{name}", "variables": { "name": { "default": "api.datadoghq.com" }, "protocol": { "default": "https" } } },
        ],
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": schemes },
    });
    match style.flip() {
        // Which makes it YAML.
        true => format!("# A comment\n{document:#}\n"),
        false => document.to_string(),
    }
}

fn leaf(field: &Field, style: &mut Style) -> Value {
    let inner = field.kind.trim_matches(['[', ']']);
    let mut schema = match inner {
        "enum" => json!({ "type": "string", "enum": field.values }),
        "int64" | "int32" => json!({ "type": "integer", "format": inner }),
        "double" => json!({ "type": "number", "format": "double" }),
        "uuid" | "date-time" => json!({ "type": "string", "format": inner }),
        name => json!({ "type": name }),
    };
    for (name, value) in [
        ("default", field.default.clone().flatten().map(Value::from)),
        ("minLength", field.min_length.flatten().map(Value::from)),
        ("maxLength", field.max_length.flatten().map(Value::from)),
        (
            "nullable",
            field.nullable.filter(|nullable| *nullable).map(Value::from),
        ),
        ("description", Some(style.prose().into())),
    ] {
        if let Some(value) = value {
            schema[name] = value;
        }
    }
    schema
}

/// The schema of a container, in its place or behind a reference.
fn object(
    fields: &BTreeMap<String, Field>,
    container: &str,
    schemas: &mut Map<String, Value>,
    style: &mut Style,
    count: &mut u32,
) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut here = children(fields, container);
    style.shuffle(&mut here);
    for (path, field) in here {
        let name = path.rsplit('.').next().unwrap().to_owned();
        if field.required == Some(true) {
            required.push(name.clone());
        }
        let lists = field.kind.chars().take_while(|c| *c == '[').count();
        let inner = match field.is_container() {
            true => object(fields, path, schemas, style, count),
            false => leaf(field, style),
        };
        let schema = (0..lists).fold(inner, |items, _| json!({ "type": "array", "items": items }));
        properties.insert(name, schema);
    }
    let mut schema =
        json!({ "type": "object", "properties": properties, "description": style.prose() });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if style.flip() {
        return schema;
    }
    *count += 1;
    let name = format!("Schema{count}");
    schemas.insert(name.clone(), schema);
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The path of a field beside another.
pub(super) fn beside(path: &str, name: &str) -> String {
    match path.rsplit_once('.') {
        Some((parent, _)) => format!("{parent}.{name}"),
        None => join("", false, name),
    }
}
