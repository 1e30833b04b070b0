//! Reads operations of an OpenAPI document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use url::Url;

use super::reader::{Reader, id, texts};
use crate::facts::{Alternative, Body, Endpoint, Field, Operation, Unreadable};

type Parameters = BTreeMap<String, Field>;

impl<'a> Reader<'a> {
    pub(super) fn operations(
        &self,
        wanted: impl Fn(&Endpoint, &Value) -> bool,
    ) -> Result<BTreeMap<Endpoint, Operation>, Unreadable> {
        let mut operations = BTreeMap::new();
        self.each_operation(|endpoint, operation, item| {
            if wanted(&endpoint, operation) {
                let place = id(operation).map_or_else(|| endpoint.to_string(), str::to_owned);
                let read = self.operation(&place, operation, item).map_err(|error| {
                    Unreadable::new(error.line, format!("{endpoint}: {}", error.why))
                })?;
                operations.insert(endpoint, read);
            }
            Ok(())
        })?;
        Ok(operations)
    }

    fn operation(
        &self,
        place: &str,
        operation: &'a Value,
        item: &'a Value,
    ) -> Result<Operation, Unreadable> {
        let parameters = self.parameters(place, operation, item)?;
        let mut consumes = BTreeSet::new();
        let body = match operation.get("requestBody") {
            None => None,
            Some(body) => {
                let body = self.follow(body)?;
                consumes.extend(media_types(body));
                Some(Body {
                    required: Some(body.get("required") == Some(&Value::Bool(true))),
                    content: self.content(&format!("{place}/request"), body)?,
                })
            }
        };
        let mut produces = BTreeSet::new();
        let (mut answers, mut answer_headers) = (BTreeMap::new(), Parameters::new());
        let responses = operation.get("responses").and_then(Value::as_object);
        let responses = responses.ok_or_else(|| Unreadable::new(None, "it has no responses"))?;
        for (status, answer) in responses {
            let answer = self.follow(answer)?;
            let place = format!("{place}/responses/{status}");
            produces.extend(media_types(answer));
            answers.insert(status.clone(), self.content(&place, answer)?);
            let headers = answer.get("headers").and_then(Value::as_object);
            for (name, header) in headers.into_iter().flatten() {
                let name = name.to_lowercase();
                let field = self.parameter(&format!("{place}/{name}"), self.follow(header)?)?;
                answer_headers.insert(format!("{status}/{name}"), field);
            }
        }
        let (permissions, operator) = permissions(operation);
        let is_true = |name| Some(operation.get(name) == Some(&Value::Bool(true)));
        Ok(Operation {
            id: id(operation).map(str::to_owned),
            slug: operation
                .get("x-datadog-page")
                .and_then(Value::as_str)
                .and_then(slug_of_url),
            permissions,
            operator,
            security: Some(self.security(operation)),
            deprecated: is_true("deprecated"),
            // In Datadog's document the value is a sentence.
            unstable: Some(
                operation
                    .get("x-unstable")
                    .is_some_and(|why| !matches!(why, Value::Null | Value::Bool(false))),
            ),
            servers: Some(servers(operation).chain(servers(item)).collect()),
            headers: Some(body.iter().map(|_| "content-type".to_owned()).collect()),
            consumes: Some(consumes),
            produces: Some(produces),
            parameters,
            body,
            answers,
            answer_headers: Some(answer_headers),
        })
    }

    fn parameters(
        &self,
        place: &str,
        operation: &'a Value,
        item: &'a Value,
    ) -> Result<Parameters, Unreadable> {
        let mut parameters = Parameters::new();
        // An operation's own parameters replace those of its path.
        for list in [item.get("parameters"), operation.get("parameters")] {
            for parameter in list.and_then(Value::as_array).into_iter().flatten() {
                let parameter = self.follow(parameter)?;
                let text = |name| {
                    parameter
                        .get(name)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                };
                let name = format!("{}/{}", text("in"), text("name"));
                let field = self.parameter(&format!("{place}/parameters/{name}"), parameter)?;
                parameters.insert(name, field);
            }
        }
        Ok(parameters)
    }

    /// Reads a parameter, or a header of an answer.
    fn parameter(&self, place: &str, parameter: &'a Value) -> Result<Field, Unreadable> {
        let is_true = |name| parameter.get(name) == Some(&Value::Bool(true));
        let mut field = self.field(place, parameter.get("schema").unwrap_or(&Value::Null))?;
        field.required = Some(is_true("required"));
        if is_true("deprecated") {
            let limits = field.limits.get_or_insert_default();
            limits.insert("deprecated".to_owned(), "true".to_owned());
        }
        Ok(field)
    }

    /// Returns the ways to authenticate.
    fn security(&self, operation: &Value) -> BTreeSet<Alternative> {
        let security = operation.get("security").or(self.root.get("security"));
        let alternatives = security.and_then(Value::as_array).into_iter().flatten();
        let alternatives = alternatives.filter_map(Value::as_object);
        alternatives
            .map(|schemes| {
                let mut alternative = Alternative::default();
                for (name, scopes) in schemes {
                    let (header, has_scopes) = self.scheme(name);
                    alternative.headers.insert(header);
                    if has_scopes {
                        let known = alternative.scopes.get_or_insert_default();
                        known.extend(texts(Some(scopes)));
                    }
                }
                alternative
            })
            .collect()
    }

    /// Returns the header of a scheme's secret, or the scheme's type, and whether it has scopes.
    fn scheme(&self, name: &str) -> (String, bool) {
        let schemes = self.root.pointer("/components/securitySchemes");
        let scheme = schemes.and_then(|schemes| schemes.get(name));
        let text = |member: &str| {
            let text = scheme.and_then(|scheme| scheme.get(member)?.as_str());
            text.unwrap_or_default().to_lowercase()
        };
        match (&*text("type"), &*text("in"), &*text("scheme")) {
            ("apikey", "header", _) => (text("name"), false),
            ("apikey", place, _) => (format!("{place} {}", text("name")), false),
            ("oauth2" | "openidconnect", ..) => ("authorization".to_owned(), true),
            ("http", _, "bearer") => ("authorization".to_owned(), false),
            ("http", _, scheme) => (format!("authorization {scheme}"), false),
            _ => (format!("scheme {name}"), false),
        }
    }
}

/// Returns the addresses of servers other than those of the whole document.
fn servers(holder: &Value) -> impl Iterator<Item = String> {
    let servers = holder.get("servers").and_then(Value::as_array);
    let urls = servers.into_iter().flatten();
    urls.filter_map(|server| server.get("url")?.as_str().map(str::to_owned))
}

fn media_types(holder: &Value) -> Vec<String> {
    let types = holder.get("content").and_then(Value::as_object);
    types
        .into_iter()
        .flatten()
        .map(|(name, _)| name.to_lowercase())
        .collect()
}

/// Reads the permissions. Ours is a list, of which any is enough; Datadog's is an object with a
/// list and an operator.
fn permissions(operation: &Value) -> (Option<BTreeSet<String>>, Option<String>) {
    let theirs = operation.get("x-permission");
    let operator = theirs.and_then(|it| it.get("operator")?.as_str());
    let list = match operation.get("x-datadog-permissions") {
        Some(ours) => Some((ours, "OR")),
        None => theirs
            .and_then(|it| it.get("permissions"))
            .map(|list| (list, operator.unwrap_or("OR"))),
    };
    let operator = list.map(|(_, operator)| operator.to_uppercase());
    (list.map(|(list, _)| texts(Some(list))), operator)
}

/// Returns the last part of a page's address, without anything after a dot.
fn slug_of_url(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let last = url.path_segments()?.rfind(|segment| !segment.is_empty())?;
    Some(last.split('.').next().unwrap_or(last).to_owned())
}
