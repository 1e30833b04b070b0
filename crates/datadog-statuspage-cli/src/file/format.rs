//! The format of FILE.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pages::{OwnPages, Page, PagesForm};
use super::reference::Reference;

/// The desired state of your organizations' Statuspage integration.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Settings that apply to every organization.
    #[serde(default, skip_serializing_if = "Defaults::is_empty")]
    pub(crate) defaults: Defaults,
    pub(crate) organizations: Vec<Entry>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Defaults {
    /// The Datadog site, such as `datadoghq.eu`.
    pub(crate) site: Option<String>,
    /// A reference to the Statuspage API key.
    pub(crate) statuspage_key: Option<Reference>,
    /// Pages that every organization watches.
    pub(crate) pages: Vec<Page>,
    /// Whether to stop watching pages that aren't listed.
    pub(crate) prune: bool,
}

impl Defaults {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An organization.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The organization's name in output and reports.
    pub(crate) name: String,
    /// The Datadog site; replaces the default.
    pub(crate) site: Option<String>,
    /// A reference to Datadog's access token, which replaces both keys.
    pub(crate) access_token: Option<Reference>,
    /// A reference to Datadog's API key.
    pub(crate) api_key: Option<Reference>,
    /// A reference to Datadog's application key.
    pub(crate) app_key: Option<Reference>,
    /// A reference to the Statuspage API key; replaces the default.
    pub(crate) statuspage_key: Option<Reference>,
    /// Pages in addition to the default ones.
    #[serde(default, skip_serializing_if = "OwnPages::is_empty")]
    #[schemars(with = "PagesForm")]
    pub(crate) pages: OwnPages,
    /// Whether to stop watching pages that aren't listed; replaces the default.
    pub(crate) prune: Option<bool>,
}

impl File {
    /// Parses a text. An error begins with the number of its line.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| {
            // Without the line itself, which may contain a key by mistake.
            let before = text.get(..error.span().unwrap_or_default().start);
            let line = before.unwrap_or_default().split('\n').count();
            format!("{line}: {}", without_values(error.message()))
        })
    }
}

/// Returns serde's message without a value, which may be a key, or a name that doesn't look like one of ours.
fn without_values(message: &str) -> String {
    let is_quoting = ["invalid type", "invalid value"]
        .iter()
        .any(|start| message.starts_with(start));
    let name = message
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split('`').next());
    let is_like_ours =
        |name: &str| name.len() < 20 && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    match message.rsplit_once(", expected ") {
        Some((_, expected)) if is_quoting => format!("expected {expected}"),
        Some((_, expected)) if name.is_some_and(|name| !is_like_ours(name)) => {
            format!("unknown field, expected {expected}")
        }
        _ => message.to_owned(),
    }
}
