//! The reader of OpenAPI documents: our fragment, and Datadog's whole document.

mod operation;
mod reader;
mod schema;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document;
use crate::facts::{Endpoint, Facts, Unreadable};
use reader::{Reader, id, texts};

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
