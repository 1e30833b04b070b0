//! Kinds of differences, their severity, and their repair.

use std::cmp::Ordering;

use serde::Serialize;

/// A difference between our fragment and a source, or an error in either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What differs.
    pub kind: Kind,
    /// What it means for our users.
    pub severity: Severity,
    /// The place: `sites/HOST`, or the operation's id and a path in it.
    #[serde(rename = "where")]
    pub place: String,
    /// What our fragment says, if anything.
    pub ours: Option<String>,
    /// What the source says, if anything.
    pub theirs: Option<String>,
    /// How to repair it.
    pub repair: String,
    /// The name of the source.
    pub source: String,
}

/// The kind of a difference. "Missing" means missing in our fragment; "gone" means not in the
/// source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// A site that we don't have.
    SiteMissing,
    /// A site that only we have.
    SiteGone,
    /// Another web host of a site.
    SiteWeb,
    /// An operation that we don't have.
    OperationMissing,
    /// An operation that only we have.
    OperationGone,
    /// An operation with another method or path.
    OperationMoved,
    /// A permission that we don't name.
    PermissionMissing,
    /// A permission that only we name.
    PermissionGone,
    /// Whether all of the permissions are needed, or only one.
    PermissionOperator,
    /// A way to authenticate that we don't have.
    SecurityMissing,
    /// A way to authenticate that only we have.
    SecurityGone,
    /// A scope that we don't name.
    ScopeMissing,
    /// A scope that only we name.
    ScopeGone,
    /// Another `operationId` of the same operation.
    OperationId,
    /// Whether an operation or a field is deprecated.
    Deprecated,
    /// Whether Datadog may change an operation without notice.
    Unstable,
    /// A server of an operation or its path that we don't have.
    ServerMissing,
    /// A server of an operation or its path that only we have.
    ServerGone,
    /// A header that we don't send.
    HeaderMissing,
    /// A header that only we send.
    HeaderGone,
    /// A media type that we don't have.
    MediaTypeMissing,
    /// A media type that only we have.
    MediaTypeGone,
    /// A parameter that we don't have.
    ParameterMissing,
    /// A parameter that only we have.
    ParameterGone,
    /// A request body where we have none.
    BodyMissing,
    /// No request body where we have one.
    BodyGone,
    /// Whether a body is required.
    BodyRequired,
    /// A status that we don't document.
    StatusMissing,
    /// A status that only we document.
    StatusGone,
    /// A header of an answer that we don't document.
    AnswerHeaderMissing,
    /// A header of an answer that only we document.
    AnswerHeaderGone,
    /// A field that we don't have.
    FieldMissing,
    /// A field that only we have.
    FieldGone,
    /// Another type of a field or parameter.
    FieldType,
    /// Whether a field or parameter is required.
    FieldRequired,
    /// A value of an enum that we don't have.
    ValueMissing,
    /// A value of an enum that only we have.
    ValueGone,
    /// Another default.
    Default,
    /// Another limit of a string's length.
    Length,
    /// Another pattern of a string.
    Pattern,
    /// Whether a field is read-only or write-only.
    Access,
    /// Whether an object may contain unnamed properties.
    AdditionalProperties,
    /// Another limit: `minProperties`, `maximum`, …
    Limit,
    /// Whether a field may be `null`.
    Nullable,
    /// An example that contradicts its own schema.
    Example,
    /// A duplicate in the source.
    Duplicate,
    /// A keyword of a schema that is not compared.
    Unread,
    /// An accepted difference that no longer exists.
    AcceptanceUnused,
}

impl Kind {
    /// Returns the kind as the command prints it and accepted differences name it.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => format!("{self:?}"),
        }
    }
}

/// What a difference means for our users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Their code or their calls break, now or later.
    Breaking,
    /// There is something that they can't use yet.
    Additive,
    /// Nothing changes for them.
    Info,
}

impl Severity {
    /// Returns the severity as the command prints it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Info => "info",
        }
    }
}

impl Problem {
    /// Orders a report: the most severe first, and then by place.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        let key = |problem: &Self| (problem.severity, problem.place.clone(), problem.kind);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.theirs.cmp(&other.theirs))
    }
}
