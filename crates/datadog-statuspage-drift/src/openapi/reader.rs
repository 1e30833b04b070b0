//! An OpenAPI document: references, servers and operations.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use url::Url;

use crate::facts::{Endpoint, Site, Unreadable};

pub(super) struct Reader<'a> {
    pub(super) root: &'a Value,
    paths: &'a Map<String, Value>,
    /// Keywords that are not read, and the first place of each.
    pub(super) unread: RefCell<BTreeMap<String, String>>,
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// References may be nested this deep; deeper ones count as endless.
pub(super) const DEEPEST: usize = 24;

impl<'a> Reader<'a> {
    pub(super) fn new(root: &'a Value) -> Result<Self, Unreadable> {
        let is_openapi = root.get("openapi").and_then(Value::as_str);
        if !is_openapi.is_some_and(|version| version.starts_with("3.")) {
            return Err(Unreadable::new(None, "not an OpenAPI 3 document"));
        }
        match root.get("paths").and_then(Value::as_object) {
            Some(paths) if !paths.is_empty() => Ok(Self {
                root,
                paths,
                unread: RefCell::default(),
            }),
            _ => Err(Unreadable::new(None, "an OpenAPI document without paths")),
        }
    }

    pub(super) fn follow(&self, value: &'a Value) -> Result<&'a Value, Unreadable> {
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

    pub(super) fn servers(&self) -> impl Iterator<Item = &'a Value> + use<'a> {
        let servers = self.root.get("servers").and_then(Value::as_array);
        servers.into_iter().flatten()
    }

    pub(super) fn our_sites(&self) -> BTreeMap<String, Site> {
        let site = |server: &Value| {
            let web = server
                .pointer("/x-datadog-site/web")
                .and_then(Value::as_str);
            let site = Site {
                web: web.map(str::to_owned).into_iter().collect(),
                absent_from: Vec::new(),
            };
            Some((host(server.get("url")?.as_str()?)?, site))
        };
        self.servers().filter_map(site).collect()
    }

    /// Returns the hosts of templates such as `https://{subdomain}.{site}`.
    pub(super) fn template_sites(&self) -> BTreeMap<String, Site> {
        let mut sites = BTreeMap::new();
        for server in self.servers() {
            let Some(template) = server.get("url").and_then(Value::as_str) else {
                continue;
            };
            if !template.contains('{') {
                sites.extend(host(template).map(|host| (host, Site::default())));
            }
            for site in site_enum(server) {
                let mut url = template.replace("{site}", &site);
                let variables = server.get("variables").and_then(Value::as_object);
                for (name, variable) in variables.into_iter().flatten() {
                    if let Some(default) = variable.get("default").and_then(Value::as_str) {
                        url = url.replace(&format!("{{{name}}}"), default);
                    }
                }
                sites.extend(host(&url).map(|host| (host, Site::default())));
            }
        }
        sites
    }

    /// Returns duplicates in lists whose entries should be unique.
    pub(super) fn repeated(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (index, server) in self.servers().enumerate() {
            let mut seen = BTreeSet::new();
            for site in site_enum(server) {
                if !seen.insert(site.clone()) {
                    found.push((
                        format!("sites/api.{site}"),
                        format!("{site} appears twice in the enum of server {index}"),
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
                    format!("{endpoint} has the operationId of another operation"),
                ));
            }
            Ok(())
        });
        found
    }

    pub(super) fn each_operation(
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
}

pub(super) fn texts(list: Option<&Value>) -> BTreeSet<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

pub(super) fn id(operation: &Value) -> Option<&str> {
    operation.get("operationId")?.as_str()
}

fn site_enum(server: &Value) -> Vec<String> {
    let sites = server
        .pointer("/variables/site/enum")
        .and_then(Value::as_array);
    let sites = sites.into_iter().flatten().filter_map(Value::as_str);
    sites.map(str::to_owned).collect()
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}
