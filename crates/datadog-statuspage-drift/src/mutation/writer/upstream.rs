//! Datadog's whole document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::example::{children, example};
use super::style::Style;
use crate::facts::{Content, Facts, Field, Operation};

/// A whole document, in which our operations are some of many.
pub(in crate::mutation) fn upstream(facts: &Facts, style: &mut Style) -> String {
    let mut components = Components::default();
    let mut paths = Map::new();
    let mut endpoints = facts.operations.iter().collect::<Vec<_>>();
    style.shuffle(&mut endpoints);
    for (endpoint, operation) in endpoints {
        let item = paths
            .entry(endpoint.path.clone())
            .or_insert_with(|| json!({}));
        item[endpoint.method.to_lowercase()] = components.operation(operation, style);
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
    components.schemas.insert(
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
        "components": { "schemas": components.schemas, "securitySchemes": components.schemes },
    });
    match style.flip() {
        // Which makes it YAML.
        true => format!("# A comment\n{document:#}\n"),
        false => document.to_string(),
    }
}

#[derive(Default)]
struct Components {
    schemas: Map<String, Value>,
    schemes: Map<String, Value>,
    /// What makes the names of schemas different.
    count: u32,
}

impl Components {
    fn operation(&mut self, operation: &Operation, style: &mut Style) -> Value {
        let mut responses = Map::new();
        for (status, content) in &operation.answers {
            let content = self.content(content, &operation.produces, style);
            let mut response = json!({ "description": style.prose() });
            if !content.is_null() {
                response["content"] = content;
            }
            let prefix = format!("{status}/");
            for (key, field) in operation.answer_headers.iter().flatten() {
                if let Some(name) = key.strip_prefix(&prefix) {
                    response["headers"][name] = json!({ "schema": leaf(field, style) });
                }
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
            let operator = &operation.operator;
            written["x-permission"] = json!({ "operator": operator, "permissions": permissions });
        }
        if operation.unstable == Some(true) {
            written["x-unstable"] = json!("It may change.");
        }
        if operation.deprecated == Some(true) {
            written["deprecated"] = json!(true);
        }
        let servers = operation.servers.iter().flatten();
        let servers: Vec<_> = servers.map(|url| json!({ "url": url })).collect();
        if !servers.is_empty() {
            written["servers"] = json!(servers);
        }
        if let Some(request) = &operation.body {
            let content = self.content(&request.content, &operation.consumes, style);
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
        written["security"] = self.security(operation);
        written
    }

    fn content(
        &mut self,
        content: &Content,
        media: &Option<BTreeSet<String>>,
        style: &mut Style,
    ) -> Value {
        let Some(example) = example(content, style) else {
            return Value::Null;
        };
        self.count += 1;
        let (schemas, count) = (&mut self.schemas, &mut self.count);
        let schema = object(
            &content.fields,
            ("", content.whole.as_ref()),
            schemas,
            style,
            count,
        );
        let media = media.iter().flatten().map(|media| {
            (
                media.clone(),
                json!({ "schema": schema, "example": example }),
            )
        });
        Value::Object(media.collect())
    }

    fn security(&mut self, operation: &Operation) -> Value {
        let mut alternatives = Vec::new();
        for alternative in operation.security.iter().flatten() {
            let mut schemes = Map::new();
            for header in &alternative.headers {
                let name = format!("scheme_{header}");
                let scheme = match alternative.scopes {
                    Some(_) => json!({ "type": "oauth2", "flows": {} }),
                    None => {
                        json!({ "type": "apiKey", "in": "header", "name": header.to_uppercase() })
                    }
                };
                self.schemes.insert(name.clone(), scheme);
                schemes.insert(name, json!(alternative.scopes.clone().unwrap_or_default()));
            }
            alternatives.push(Value::Object(schemes));
        }
        json!(alternatives)
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
    limits(field, &mut schema);
    schema
}

fn limits(field: &Field, schema: &mut Value) {
    for (keyword, limit) in field.limits.iter().flatten() {
        // A pattern is none of these, so that numbers and truths are themselves.
        schema[keyword] = serde_json::from_str(limit).unwrap_or_else(|_| json!(limit));
    }
}

/// The schema of a container, in its place or behind a reference.
fn object(
    fields: &BTreeMap<String, Field>,
    (container, itself): (&str, Option<&Field>),
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
            true => object(fields, (path, Some(field)), schemas, style, count),
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
    if let Some(field) = itself {
        limits(field, &mut schema);
    }
    if style.flip() {
        return schema;
    }
    *count += 1;
    let name = format!("Schema{count}");
    schemas.insert(name.clone(), schema);
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
