//! The model of a whole fragment.

use super::operation::{self, Operation};
use super::shape::Definition;
use super::site::{self, Site};
use super::types::Types;
use super::{path, response, schema, security};
use crate::document::Document;
use crate::problem::Problem;
use crate::reader::{At, Reader};

/// The sites and operations of a fragment.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) sites: Vec<Site>,
    /// Sorted by name.
    pub(crate) definitions: Vec<Definition>,
    pub(crate) operations: Vec<Operation>,
}

impl Model {
    /// Reads every key of a fragment.
    pub(crate) fn read(document: &Document) -> Result<Self, Vec<Problem>> {
        let reader = Reader::new(document);
        let model = read(&reader);
        let problems = reader.into_problems();
        problems.is_empty().then_some(model).ok_or(problems)
    }
}

fn read(reader: &Reader<'_>) -> Model {
    let root = reader.root();
    if !frame(&root) {
        return Model::default();
    }
    security::check(&root);
    let components = root.get("components");
    let mut types = Types::default();
    if let Some(components) = &components {
        schema::components(&mut types, components);
        unused(&mut types, components);
    }
    let operations = operation::read(&mut types, &root);
    Model {
        sites: site::read(&root),
        definitions: types.finish(reader),
        operations,
    }
}

/// Checks everything around the operations. Returns whether it is an object.
fn frame(root: &At<'_>) -> bool {
    let known = [
        "openapi",
        "info",
        "servers",
        "security",
        "tags",
        "paths",
        "components",
        "x-datadog-sources",
        "x-generated",
    ];
    if !root.object("the fragment", &known) {
        return false;
    }
    match root.needed("the fragment", "openapi") {
        Some(version) if !version.starts_with("3.0.") => {
            root.problem_at(
                "openapi",
                format!("OpenAPI {version:?} is not a 3.0 version"),
            );
        }
        _ => {}
    }
    match root.get("info") {
        None => root.problem_at("info", "the fragment has no info"),
        Some(info) => {
            info.object("info", &["title", "version", "description"]);
            info.needed("info", "title");
            info.needed("info", "version");
            info.text("description");
        }
    }
    if let Some(sources) = root.get("x-datadog-sources") {
        sources.object("x-datadog-sources", &["page", "upstream"]);
        for address in ["page", "upstream"]
            .iter()
            .flat_map(|key| sources.list(key))
        {
            if !address
                .value
                .as_str()
                .is_some_and(|url| url.starts_with("https://"))
            {
                address.problem("the address of a source must be an https URL");
            }
        }
    }
    for tag in root.list("tags") {
        tag.object("a tag", &["name", "description"]);
        tag.needed("the tag", "name");
        tag.text("description");
    }
    true
}

/// Reads components to report their problems, whether or not something refers to them.
fn unused<'a>(types: &mut Types<'a>, components: &At<'a>) {
    let known = [
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "securitySchemes",
    ];
    components.object("components", &known);
    let members = |section| {
        components
            .get(section)
            .map_or_else(Vec::new, |at| at.members())
    };
    for (_, at) in members("parameters") {
        path::parameter(types, &at);
    }
    for (name, at) in members("responses") {
        response::response(types, &at, name);
    }
    for (name, at) in members("requestBodies") {
        response::request(types, &at, name);
    }
}
