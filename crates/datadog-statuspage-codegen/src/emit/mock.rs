//! The typed mocks: progenitor's httpmock helpers, with our changes.

use std::panic::{self, AssertUnwindSafe};

use openapiv3::OpenAPI;
use progenitor::Generator;
use serde_json::{Map, Value, json};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, File, parse_quote};

use super::render;
use super::schema;
use crate::model::{Model, Operation, Schema, Shape};
use crate::problem::Problem;

pub(crate) fn mock(model: &Model) -> Result<String, Problem> {
    let problem = |reason: String| Problem {
        place: Default::default(),
        message: format!("progenitor can't generate the mocks of this fragment: {reason}"),
    };
    // A last resort: the model rejects everything that is known to make progenitor panic.
    let mut file = panic::catch_unwind(AssertUnwindSafe(|| generate(model)))
        .map_err(|_| problem("it panicked".to_owned()))?
        .map_err(problem)?;
    Improve.visit_file_mut(&mut file);
    Ok(render::rust_file(&file))
}

fn generate(model: &Model) -> Result<File, String> {
    let document = document(model);
    let openapi: OpenAPI = serde_json::from_value(document).map_err(|error| error.to_string())?;
    let tokens = Generator::default().httpmock(&openapi, "datadog_statuspage_api");
    let tokens = tokens.map_err(|error| error.to_string())?;
    syn::parse2(tokens).map_err(|error| error.to_string())
}

/// Returns what the mocks need: the names of types, not their contents.
fn document(model: &Model) -> Value {
    let types = model.definitions.iter();
    let types = types.map(|of| {
        (
            of.name.clone(),
            json!({ "type": "object", "properties": {} }),
        )
    });
    let types: Map<_, _> = types.collect();
    let mut paths = Map::new();
    for operation in &model.operations {
        let path = paths.entry(&operation.path).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(operation.method.to_owned(), described(operation));
        }
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "", "version": "" },
        "paths": paths,
        "components": { "schemas": types },
    })
}

fn described(operation: &Operation) -> Value {
    let parameters = operation.parameters.iter().map(|parameter| {
        let schema = json(&parameter.schema);
        json!({ "name": parameter.name, "in": "path", "required": true, "schema": schema })
    });
    let body = |schema: &Schema| json!({ "application/json": { "schema": json(schema) } });
    let responses = &operation.responses;
    let success = (responses.success.status, &responses.success.schema);
    let errors = responses.errors.iter();
    let answers = errors.map(|status| (*status, &responses.error));
    let answers = std::iter::once(success).chain(answers);
    let answers = answers.map(|(status, schema)| {
        let answer = match schema {
            Some(schema) => json!({ "description": "", "content": body(schema) }),
            None => json!({ "description": "" }),
        };
        (status.as_str().to_owned(), answer)
    });
    let mut described = json!({
        "operationId": operation.id,
        "parameters": parameters.collect::<Vec<_>>(),
        "responses": answers.collect::<Map<_, _>>(),
    });
    if let (Some((schema, _)), Some(described)) = (&operation.body, described.as_object_mut()) {
        let request = json!({ "required": true, "content": body(schema) });
        described.insert("requestBody".to_owned(), request);
    }
    described
}

fn json(schema: &Schema) -> Value {
    match &schema.shape {
        Shape::Named(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
        _ => schema::json(schema),
    }
}

struct Improve;

impl VisitMut for Improve {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        // A secret serializes only into a request, and `json_body_obj` doesn't count as one.
        if let Expr::MethodCall(call) = expression
            && call.method == "json_body_obj"
        {
            call.method = parse_quote!(json_body);
            let value = call.args.clone();
            call.args.clear();
            call.args.push(parse_quote!(crate::as_sent(#value)));
        }
    }
}
