//! The reader of OpenAPI documents: our fragment, and Datadog's whole document.

mod operation;
mod reader;
mod schema;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document;
use crate::facts::{Endpoint, Extent, Facts, Unreadable};
use reader::{Reader, id, texts};

/// Reads our own fragment, all of which concerns us.
///
/// # Errors
/// The text isn't an OpenAPI document in YAML or JSON with servers and operations.
pub fn read_fragment(text: &str) -> Result<Facts, Unreadable> {
    let document = document::parse(text)?;
    let reader = Reader::new(&document.value)?;
    let operations = reader.operations(|_, _| true)?;
    let mut facts = Facts {
        sites: reader.our_sites(),
        operations,
        extent: Extent::Tag,
        duplicates: document.duplicates,
        unread: reader.unread.take(),
    };
    facts.duplicates.extend(reader.repeated());
    Ok(facts)
}

/// The addresses of what our fragment is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Addresses of the tag's page, to be tried in order.
    pub page: Vec<String>,
    /// Addresses of Datadog's OpenAPI document, to be tried in order.
    pub upstream: Vec<String>,
}

/// Returns the sources that our fragment names, in `x-datadog-sources` beside its `info`.
///
/// # Errors
/// The errors of [`read_fragment`], or no sources are named.
pub fn sources(text: &str) -> Result<Sources, Unreadable> {
    let document = document::parse(text)?;
    let addresses = |kind| -> Vec<String> {
        let list = document
            .value
            .pointer(&format!("/x-datadog-sources/{kind}"));
        let list = list.and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let sources = Sources {
        page: addresses("page"),
        upstream: addresses("upstream"),
    };
    match sources.page.is_empty() && sources.upstream.is_empty() {
        true => Err(Unreadable::new(
            None,
            "x-datadog-sources lists no addresses",
        )),
        false => Ok(sources),
    }
}

/// Reads Datadog's whole OpenAPI document. Only operations are used that `ours` has, or that
/// share a tag with them.
///
/// # Errors
/// The text isn't an OpenAPI document in YAML or JSON with at least one server and one path.
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
        extent: Extent::Api,
        duplicates,
        unread: reader.unread.take(),
    })
}
