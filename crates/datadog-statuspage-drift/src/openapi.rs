//! The reader of OpenAPI documents: our fragment, and Datadog's whole document.

mod schema;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use url::Url;

use crate::document;
use crate::facts::{Body, Endpoint, Facts, Operation, Site, Unreadable};

/// Reads our own fragment: all of it is about us.
///
/// # Errors
/// It isn't an OpenAPI document, in YAML or JSON, that has servers and operations.
pub fn read_fragment(text: &str) -> Result<Facts, Unreadable> {
    let document = document::parse(text)?;
    let reader = Reader::new(&document.value)?;
    let operations = reader.operations(|_, _| true)?;
    let mut facts = Facts {
        sites: reader.our_sites(),
        operations,
        complete: true,
        duplicates: document.duplicates,
    };
    facts.duplicates.extend(reader.repeated());
    Ok(facts)
}

/// The addresses of the pages that document the operations of our fragment.
///
/// # Errors
/// As of [`read_fragment`].
pub fn page_addresses(text: &str) -> Result<Vec<String>, Unreadable> {
    let document = document::parse(text)?;
    let reader = Reader::new(&document.value)?;
    let mut addresses = Vec::new();
    reader.each_operation(|_, operation, _| {
        let address = operation.get("x-datadog-page").and_then(Value::as_str);
        addresses.extend(address.map(str::to_owned));
        Ok(())
    })?;
    addresses.sort();
    addresses.dedup();
    Ok(addresses)
}

/// Reads a whole OpenAPI document of Datadog's, of which those operations are
/// taken that `ours` has, or that share a tag with them.
///
/// # Errors
/// It isn't an OpenAPI document, in YAML or JSON, with at least one server and
/// one path.
pub fn read_upstream(text: &str, ours: &Facts) -> Result<Facts, Unreadable> {
    let document = document::parse(text)?;
    let reader = Reader::new(&document.value)?;
    let ids: BTreeSet<&str> = ours
        .operations
        .values()
        .filter_map(|operation| operation.id.as_deref())
        .collect();
    let is_ours = |endpoint: &Endpoint, operation: &Value| {
        ours.operations.contains_key(endpoint) || id(operation).is_some_and(|id| ids.contains(id))
    };
    let mut tags = BTreeSet::new();
    reader.each_operation(|endpoint, operation, _| {
        if is_ours(&endpoint, operation) {
            tags.extend(texts(operation.get("tags")));
        }
        Ok(())
    })?;
    let operations = reader.operations(|endpoint, operation| {
        is_ours(endpoint, operation)
            || texts(operation.get("tags"))
                .iter()
                .any(|tag| tags.contains(tag))
    })?;
    let sites = reader.template_sites();
    if sites.is_empty() {
        return Err(Unreadable::new(
            None,
            "no server in it has a \"site\" with an enum",
        ));
    }
    let mut duplicates = document.duplicates;
    duplicates.extend(reader.repeated());
    Ok(Facts {
        sites,
        operations,
        complete: true,
        duplicates,
    })
}

struct Reader<'a> {
    root: &'a Value,
    paths: &'a Map<String, Value>,
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// References may be nested this deep before they count as endless.
const DEEPEST: usize = 24;

impl<'a> Reader<'a> {
    fn new(root: &'a Value) -> Result<Self, Unreadable> {
        let is_openapi = root.get("openapi").and_then(Value::as_str);
        if !is_openapi.is_some_and(|version| version.starts_with("3.")) {
            return Err(Unreadable::new(None, "not an OpenAPI 3 document"));
        }
        match root.get("paths").and_then(Value::as_object) {
            Some(paths) if !paths.is_empty() => Ok(Self { root, paths }),
            _ => Err(Unreadable::new(None, "an OpenAPI document without paths")),
        }
    }

    fn follow(&self, value: &'a Value) -> Result<&'a Value, Unreadable> {
        let mut value = value;
        for _ in 0..DEEPEST {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Ok(value);
            };
            value = reference
                .strip_prefix('#')
                .and_then(|pointer| self.root.pointer(pointer))
                .ok_or_else(|| {
                    Unreadable::new(None, format!("$ref {reference:?} leads nowhere"))
                })?;
        }
        Err(Unreadable::new(None, "a $ref that never ends"))
    }

    fn servers(&self) -> impl Iterator<Item = &'a Value> + use<'a> {
        let servers = self.root.get("servers").and_then(Value::as_array);
        servers.into_iter().flatten()
    }

    fn our_sites(&self) -> BTreeMap<String, Site> {
        let site = |server: &Value| {
            let web = server
                .pointer("/x-datadog-site/web")
                .and_then(Value::as_str);
            let web = web.map(str::to_owned);
            Some((host(server.get("url")?.as_str()?)?, Site { web }))
        };
        self.servers().filter_map(site).collect()
    }

    /// The hosts that templates such as `https://{subdomain}.{site}` stand for.
    fn template_sites(&self) -> BTreeMap<String, Site> {
        let mut sites = BTreeMap::new();
        for server in self.servers() {
            let Some(template) = server.get("url").and_then(Value::as_str) else {
                continue;
            };
            if !template.contains('{') {
                sites.extend(host(template).map(|host| (host, Site { web: None })));
            }
            for site in site_enum(server) {
                let mut url = template.replace("{site}", &site);
                let variables = server.get("variables").and_then(Value::as_object);
                for (name, variable) in variables.into_iter().flatten() {
                    if let Some(default) = variable.get("default").and_then(Value::as_str) {
                        url = url.replace(&format!("{{{name}}}"), default);
                    }
                }
                sites.extend(host(&url).map(|host| (host, Site { web: None })));
            }
        }
        sites
    }

    /// What stands twice in a list where it should stand once.
    fn repeated(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (index, server) in self.servers().enumerate() {
            let mut seen = BTreeSet::new();
            for site in site_enum(server) {
                if !seen.insert(site.clone()) {
                    found.push((
                        format!("sites/api.{site}"),
                        format!("{site} is twice in the enum of server {index}"),
                    ));
                }
            }
        }
        let mut ids = BTreeSet::new();
        let _ = self.each_operation(|endpoint, operation, _| {
            if let Some(id) = id(operation)
                && !ids.insert(id)
            {
                found.push((
                    id.to_owned(),
                    format!("{endpoint} has the operationId of another"),
                ));
            }
            Ok(())
        });
        found
    }

    fn each_operation(
        &self,
        mut see: impl FnMut(Endpoint, &'a Value, &'a Value) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        for (path, item) in self.paths {
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    let endpoint = Endpoint {
                        method: method.to_uppercase(),
                        path: path.clone(),
                    };
                    see(endpoint, operation, item)?;
                }
            }
        }
        Ok(())
    }

    fn operations(
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
        let mut parameters = BTreeMap::new();
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

/// A scalar without quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn texts(list: Option<&Value>) -> BTreeSet<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn id(operation: &Value) -> Option<&str> {
    operation.get("operationId")?.as_str()
}

fn site_enum(server: &Value) -> Vec<String> {
    let sites = server
        .pointer("/variables/site/enum")
        .and_then(Value::as_array);
    let sites = sites.into_iter().flatten().filter_map(Value::as_str);
    sites.map(str::to_owned).collect()
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

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// The last part of a page's address, without what follows a dot.
fn slug_of_url(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let last = url.path_segments()?.rfind(|segment| !segment.is_empty())?;
    Some(last.split('.').next().unwrap_or(last).to_owned())
}
