//! Facts: what a source says about the API, in one form for all sources.
//!
//! A fact that a source can't express is `None`, which is neither equal to nor different from
//! what another source says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// All facts of one source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Sites, by the host of the API.
    pub sites: BTreeMap<String, Site>,
    /// Operations, by method and path.
    pub operations: BTreeMap<Endpoint, Operation>,
    /// The part of the API that it covers.
    pub extent: Extent,
    /// Duplicates in the source: the place, and a description.
    pub duplicates: Vec<(String, String)>,
    /// Keywords that are not read, and the first place of each.
    pub unread: BTreeMap<String, String>,
}

impl Facts {
    /// Returns the operation at an endpoint, or else the one with this title.
    pub(crate) fn known(&self, endpoint: &Endpoint, slug: Option<&str>) -> Option<&Operation> {
        self.operations.get(endpoint).or_else(|| {
            let mut all = self.operations.values();
            all.find(|known| known.slug.is_some() && known.slug.as_deref() == slug)
        })
    }
}

/// The part of the API that a source covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// The operations that it contains; it says nothing about others.
    #[default]
    Operations,
    /// All operations of our tag, so that an operation that is missing doesn't exist.
    Tag,
    /// The whole API, including operations that we don't have.
    Api,
}

/// A regional site of Datadog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The host of the web app, and its other names.
    pub web: BTreeSet<String>,
    /// The operations for which the source doesn't list it.
    pub absent_from: Vec<Endpoint>,
}

/// One way to authenticate a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alternative {
    /// The headers that are sent together, in lower case.
    pub headers: BTreeSet<String>,
    /// The scopes that a token needs, if the source lists them.
    pub scopes: Option<BTreeSet<String>>,
}

/// Writes the names of the headers.
impl std::fmt::Display for Alternative {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.headers.is_empty() {
            return f.write_str("nothing");
        }
        let names: Vec<&str> = self.headers.iter().map(String::as_str).collect();
        f.write_str(&names.join(" + "))
    }
}

/// The method and path of an operation.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    /// The method, in upper case.
    pub method: String,
    /// The path, with the names of its parameters in braces.
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
    /// Its title, as in the last part of a page's address.
    pub slug: Option<String>,
    /// The permissions that the application key needs.
    pub permissions: Option<BTreeSet<String>>,
    /// Whether one of the permissions is enough (`OR`), or all are needed (`AND`).
    pub operator: Option<String>,
    /// The ways to authenticate, each of which is enough.
    pub security: Option<BTreeSet<Alternative>>,
    /// Whether it is deprecated.
    pub deprecated: Option<bool>,
    /// Whether Datadog may change it without notice.
    pub unstable: Option<bool>,
    /// The servers of the operation, or of its path.
    pub servers: Option<BTreeSet<String>>,
    /// The headers of the request, in lower case. `Accept` is in `produces`, and headers with
    /// credentials are in `security`.
    pub headers: Option<BTreeSet<String>>,
    /// The media types of the request's body.
    pub consumes: Option<BTreeSet<String>>,
    /// The media types of the answers' bodies.
    pub produces: Option<BTreeSet<String>>,
    /// The parameters, by location and name: `path/id`.
    pub parameters: BTreeMap<String, Field>,
    /// The body of the request, if there is one.
    pub body: Option<Body>,
    /// The contents of answers, by status.
    pub answers: BTreeMap<String, Content>,
    /// The headers of answers: `200/x-request-id`, in lower case.
    pub answer_headers: Option<BTreeMap<String, Field>>,
}

/// The body of a request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// Whether it is required.
    pub required: Option<bool>,
    /// Its content.
    pub content: Content,
}

/// The content of a body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// The fields, by path: `data.attributes.api_key`, with `[]` after the name of a list.
    pub fields: BTreeMap<String, Field>,
    /// The body as a whole.
    pub whole: Option<Field>,
    /// An example.
    pub example: Option<Value>,
}

/// A field of a body, or a parameter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// `string`, `object`, `enum`, `int64`, …; a list of them is `[string]`.
    pub kind: String,
    /// Whether it is always present.
    pub required: Option<bool>,
    /// The values of an enum.
    pub values: BTreeSet<String>,
    /// The default value, if it has one.
    pub default: Option<Option<String>>,
    /// Whether it may be `null`.
    pub nullable: Option<bool>,
    /// Other constraints, by keyword: `minLength`, `pattern`, `readOnly`, …
    pub limits: Option<BTreeMap<String, String>>,
}

impl Field {
    /// Returns whether it contains other fields.
    pub(crate) fn is_container(&self) -> bool {
        self.kind.trim_matches(['[', ']']) == "object"
    }

    /// Returns the number that a keyword sets.
    pub(crate) fn limit(&self, keyword: &str) -> Option<u64> {
        self.limits.as_ref()?.get(keyword)?.parse().ok()
    }
}

/// Returns the path of a field in the container at `parent`, which is empty for the whole body.
pub(crate) fn join(parent: &str, list: bool, name: &str) -> String {
    let list = if list { "[]" } else { "" };
    match parent {
        "" => format!("{list}{}{name}", if list.is_empty() { "" } else { "." }),
        _ => format!("{parent}{list}.{name}"),
    }
}

/// Returns the path of a field's container; `None` for a field of the body itself.
pub(crate) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('.')
        .map(|(parent, _)| parent.trim_end_matches("[]"))
        .filter(|parent| !parent.is_empty())
}

/// Why a source can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, from 1; `None` if the source as a whole can't be read.
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

/// Writes `FILE:LINE: why`, without the file.
impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(line) = self.line {
            write!(f, "{line}: ")?;
        }
        f.write_str(&self.why)
    }
}

impl std::error::Error for Unreadable {}
