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
    /// What it speaks of.
    pub extent: Extent,
    /// What the source says twice: where, and what.
    pub duplicates: Vec<(String, String)>,
    /// Keywords that no fact is made of, and where the first of each is.
    pub unread: BTreeMap<String, String>,
}

impl Facts {
    /// The operation at an endpoint, or else the one of that title.
    pub(crate) fn known(&self, endpoint: &Endpoint, slug: Option<&str>) -> Option<&Operation> {
        self.operations.get(endpoint).or_else(|| {
            let mut all = self.operations.values();
            all.find(|known| known.slug.is_some() && known.slug.as_deref() == slug)
        })
    }
}

/// How much of the API a source speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// The operations that are in it; it says nothing of others.
    #[default]
    Operations,
    /// All operations of our tag, so that one that isn't in it doesn't exist.
    Tag,
    /// The whole API, with operations that are none of ours.
    Api,
}

/// A regional site of Datadog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The host of the web app, and what else it is called.
    pub web: BTreeSet<String>,
    /// The operations that the source doesn't list it for.
    pub absent_from: Vec<Endpoint>,
}

/// One way to say who makes a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alternative {
    /// The headers that are sent together, in lower case.
    pub headers: BTreeSet<String>,
    /// What a token must be allowed to do, where the source says it.
    pub scopes: Option<BTreeSet<String>>,
}

/// The names of the headers.
impl std::fmt::Display for Alternative {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.headers.is_empty() {
            return f.write_str("nothing");
        }
        let names: Vec<&str> = self.headers.iter().map(String::as_str).collect();
        f.write_str(&names.join(" + "))
    }
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
    /// Whether one of the permissions will do (`OR`), or all are needed (`AND`).
    pub operator: Option<String>,
    /// The ways to say who calls, each of which will do.
    pub security: Option<BTreeSet<Alternative>>,
    /// Whether it is to be used no longer.
    pub deprecated: Option<bool>,
    /// Whether Datadog may still change it without notice.
    pub unstable: Option<bool>,
    /// Servers of its own, or of its path.
    pub servers: Option<BTreeSet<String>>,
    /// Headers of the request, in lower case. `Accept` is in `produces`, and
    /// those that say who calls are in `security`.
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
    /// Headers of the answers: `200/x-request-id`, in lower case.
    pub answer_headers: Option<BTreeMap<String, Field>>,
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
    /// What it is as a whole.
    pub whole: Option<Field>,
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
    /// Whether it may be `null`.
    pub nullable: Option<bool>,
    /// What else is said of it, by keyword: `minLength`, `pattern`, `readOnly`, …
    pub limits: Option<BTreeMap<String, String>>,
}

impl Field {
    /// Whether it holds other fields.
    pub(crate) fn is_container(&self) -> bool {
        self.kind.trim_matches(['[', ']']) == "object"
    }

    /// The number that a keyword sets.
    pub(crate) fn limit(&self, keyword: &str) -> Option<u64> {
        self.limits.as_ref()?.get(keyword)?.parse().ok()
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
