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
        let schema = object(
            &content.fields,
            "",
            &mut self.schemas,
            style,
            &mut self.count,
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
        let mut alternative = Map::new();
        let headers = operation.headers.iter().flatten();
        for header in headers.filter(|name| *name != "content-type") {
            let name = format!("scheme_{header}");
            self.schemes.insert(
                name.clone(),
                json!({ "type": "apiKey", "in": "header", "name": header.to_uppercase() }),
            );
            alternative.insert(name, json!([]));
        }
        json!([{ "AuthZ": ["a_scope"] }, alternative])
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
