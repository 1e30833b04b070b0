//! Operations of an OpenAPI document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use url::Url;

use super::reader::{Reader, id, texts};
use crate::facts::{Body, Endpoint, Field, Operation, Unreadable};

type Parameters = BTreeMap<String, Field>;

impl<'a> Reader<'a> {
    pub(super) fn operations(
        &self,
        wanted: impl Fn(&Endpoint, &Value) -> bool,
    ) -> Result<BTreeMap<Endpoint, Operation>, Unreadable> {
        let mut operations = BTreeMap::new();
        self.each_operation(|endpoint, operation, item| {
            if wanted(&endpoint, operation) {
                let read = self.operation(operation, item).map_err(|error| {
                    Unreadable::new(error.line, format!("{endpoint}: {}", error.why))
                })?;
                operations.insert(endpoint, read);
            }
            Ok(())
        })?;
        Ok(operations)
    }

    fn operation(&self, operation: &'a Value, item: &'a Value) -> Result<Operation, Unreadable> {
        let parameters = self.parameters(operation, item)?;
        let mut consumes = BTreeSet::new();
        let body = match operation.get("requestBody") {
            None => None,
            Some(body) => {
                let body = self.follow(body)?;
                consumes.extend(media_types(body));
                Some(Body {
                    required: Some(body.get("required") == Some(&Value::Bool(true))),
                    content: self.content(body)?,
                })
            }
        };
        let mut produces = BTreeSet::new();
        let mut answers = BTreeMap::new();
        let responses = operation.get("responses").and_then(Value::as_object);
        let responses = responses.ok_or_else(|| Unreadable::new(None, "it has no responses"))?;
        for (status, answer) in responses {
            let answer = self.follow(answer)?;
            produces.extend(media_types(answer));
            answers.insert(status.clone(), self.content(answer)?);
        }
        let mut headers = self.key_headers(operation);
        if body.is_some() {
            headers.insert("content-type".to_owned());
        }
        Ok(Operation {
            id: id(operation).map(str::to_owned),
            slug: operation
                .get("x-datadog-page")
                .and_then(Value::as_str)
                .and_then(slug_of_url),
            permissions: permissions(operation),
            headers: Some(headers),
            consumes: Some(consumes),
            produces: Some(produces),
            parameters,
            body,
            answers,
        })
    }

    fn parameters(&self, operation: &'a Value, item: &'a Value) -> Result<Parameters, Unreadable> {
        let mut parameters = Parameters::new();
        // An operation's own parameters take the place of its path's.
        for list in [item.get("parameters"), operation.get("parameters")] {
            for parameter in list.and_then(Value::as_array).into_iter().flatten() {
                let parameter = self.follow(parameter)?;
                let text = |name| {
                    parameter
                        .get(name)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                };
                let mut field = self.field(parameter.get("schema").unwrap_or(&Value::Null))?;
                field.required = Some(parameter.get("required") == Some(&Value::Bool(true)));
                parameters.insert(format!("{}/{}", text("in"), text("name")), field);
            }
        }
        Ok(parameters)
    }

    /// The headers that carry keys; other ways to authenticate are no headers of ours.
    fn key_headers(&self, operation: &Value) -> BTreeSet<String> {
        let security = operation.get("security").or(self.root.get("security"));
        let alternatives = security.and_then(Value::as_array).into_iter().flatten();
        let names = alternatives.filter_map(Value::as_object).flatten();
        let schemes = self.root.pointer("/components/securitySchemes");
        let header = |name: &String| {
            let scheme = schemes?.get(name)?;
            (scheme.get("in")? == "header").then_some(scheme.get("name")?.as_str()?.to_lowercase())
        };
        names.filter_map(|(name, _)| header(name)).collect()
    }
}

fn media_types(holder: &Value) -> Vec<String> {
    let types = holder.get("content").and_then(Value::as_object);
    types
        .into_iter()
        .flatten()
        .map(|(name, _)| name.to_lowercase())
        .collect()
}

/// Ours is a list, Datadog's an object that has one.
fn permissions(operation: &Value) -> Option<BTreeSet<String>> {
    let ours = operation.get("x-datadog-permissions");
    let theirs = operation
        .get("x-permission")
        .and_then(|it| it.get("permissions"));
    ours.or(theirs).map(|list| texts(Some(list)))
}

/// The last part of a page's address, without what follows a dot.
fn slug_of_url(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let last = url.path_segments()?.rfind(|segment| !segment.is_empty())?;
    Some(last.split('.').next().unwrap_or(last).to_owned())
}
