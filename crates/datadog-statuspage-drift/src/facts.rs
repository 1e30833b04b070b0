//! What a source says of the API, in one form whatever the source is.
//!
//! A fact that a source can't express is absent (`None`), which is neither
//! equal to nor different from what another source says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Everything that one source says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// By the host of the API.
    pub sites: BTreeMap<String, Site>,
    /// By method and path.
    pub operations: BTreeMap<Endpoint, Operation>,
    /// Whether an operation that isn't here doesn't exist. A page speaks of
    /// one operation and says nothing of the others.
    pub complete: bool,
    /// What the source says twice: where, and what.
    pub duplicates: Vec<(String, String)>,
}

/// A regional site of Datadog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The host of the web app.
    pub web: Option<String>,
}

/// Method and path of an operation.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    /// In capitals.
    pub method: String,
    /// With the names of its parameters in braces.
    pub path: String,
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// An operation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Operation {
    /// Its `operationId`.
    pub id: Option<String>,
    /// Its title, as the last part of a page's address has it.
    pub slug: Option<String>,
    /// What the application key must be allowed to do.
    pub permissions: Option<BTreeSet<String>>,
    /// Headers of the request, in lower case; `Accept` is in `produces`.
    pub headers: Option<BTreeSet<String>>,
    /// Media types of the request's body.
    pub consumes: Option<BTreeSet<String>>,
    /// Media types of the answers' bodies.
    pub produces: Option<BTreeSet<String>>,
    /// By where they are and what they are called: `path/id`.
    pub parameters: BTreeMap<String, Field>,
    /// The body of the request, if there is one.
    pub body: Option<Body>,
    /// By status.
    pub answers: BTreeMap<String, Content>,
}

/// The body of a request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// Whether it may be left out.
    pub required: Option<bool>,
    /// What it consists of.
    pub content: Content,
}

/// What a body consists of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// By path: `data.attributes.api_key`, with `[]` after the name of a list.
    pub fields: BTreeMap<String, Field>,
    /// An example of it.
    pub example: Option<Value>,
}

/// A field of a body, or a parameter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// `string`, `object`, `enum`, `int64`, …; a list of them is `[string]`.
    pub kind: String,
    /// Whether it is always there.
    pub required: Option<bool>,
    /// The values of an enum.
    pub values: BTreeSet<String>,
    /// The value that stands for its absence, if it has one.
    pub default: Option<Option<String>>,
    /// The least number of characters, if there is one.
    pub min_length: Option<Option<u64>>,
    /// The largest number of characters, if there is one.
    pub max_length: Option<Option<u64>>,
    /// Whether it may be `null`.
    pub nullable: Option<bool>,
}

impl Field {
    /// Whether it holds other fields.
    pub(crate) fn is_container(&self) -> bool {
        self.kind.trim_matches(['[', ']']) == "object"
    }
}

/// The path of a field in the container at `parent`, which is empty for the whole body.
pub(crate) fn join(parent: &str, list: bool, name: &str) -> String {
    let list = if list { "[]" } else { "" };
    match parent {
        "" => format!("{list}{}{name}", if list.is_empty() { "" } else { "." }),
        _ => format!("{parent}{list}.{name}"),
    }
}

/// The path of the container of a field; `None` for a field of the body itself.
pub(crate) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('.')
        .map(|(parent, _)| parent.trim_end_matches("[]"))
        .filter(|parent| !parent.is_empty())
}

/// The paths that an example has a value for.
pub(crate) fn paths(example: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, path: &str, list: bool, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => {
                for item in items {
                    walk(item, path, true, found);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    let path = join(path, list, name);
                    found.insert(path.clone());
                    walk(member, &path, false, found);
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(example, "", false, &mut found);
    found
}

/// Why a source can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// From 1; absent where it is the whole that can't be read.
    pub line: Option<usize>,
    /// What is wrong.
    pub why: String,
}

impl Unreadable {
    pub(crate) fn new(line: impl Into<Option<usize>>, why: impl Into<String>) -> Self {
        Self {
            line: line.into(),
            why: why.into(),
        }
    }
}

/// In the form `FILE:LINE: why`, without the file.
impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(line) = self.line {
            write!(f, "{line}: ")?;
        }
        f.write_str(&self.why)
    }
}

impl std::error::Error for Unreadable {}
