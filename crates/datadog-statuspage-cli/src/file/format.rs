//! The format of FILE.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pages::{OwnPages, Page, PagesForm};
use super::reference::Reference;

/// What the Statuspage integration of your organizations should be.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// What holds for every organization.
    #[serde(default, skip_serializing_if = "Defaults::is_empty")]
    pub(crate) defaults: Defaults,
    pub(crate) organizations: Vec<Entry>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Defaults {
    /// The Datadog site, such as `datadoghq.eu`.
    pub(crate) site: Option<String>,
    /// Where the key of Statuspage's API is.
    pub(crate) statuspage_key: Option<Reference>,
    /// Pages that every organization watches.
    pub(crate) pages: Vec<Page>,
    /// Whether pages that aren't listed are watched no longer.
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
    /// What the organization is called in output and reports.
    pub(crate) name: String,
    /// In place of the default.
    pub(crate) site: Option<String>,
    /// Where Datadog's access token is; it takes the place of both keys.
    pub(crate) access_token: Option<Reference>,
    /// Where Datadog's API key is.
    pub(crate) api_key: Option<Reference>,
    /// Where Datadog's application key is.
    pub(crate) app_key: Option<Reference>,
    /// In place of the default.
    pub(crate) statuspage_key: Option<Reference>,
    /// Pages beside the default ones.
    #[serde(default, skip_serializing_if = "OwnPages::is_empty")]
    #[schemars(with = "PagesForm")]
    pub(crate) pages: OwnPages,
    /// In place of the default.
    pub(crate) prune: Option<bool>,
}

impl File {
    /// Reads a text. What is wrong with it begins with the number of its line.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| {
            // Without the line itself, in which a key may stand by mistake.
            let before = text.get(..error.span().unwrap_or_default().start);
            let line = before.unwrap_or_default().split('\n').count();
            format!("{line}: {}", without_values(error.message()))
        })
    }
}

/// What serde says of a value, without the value, which may be a key.
fn without_values(message: &str) -> String {
    let is_quoting = ["invalid type", "invalid value"]
        .iter()
        .any(|start| message.starts_with(start));
    match message.rsplit_once(", expected ") {
        Some((_, expected)) if is_quoting => format!("expected {expected}"),
        _ => message.to_owned(),
    }
}
