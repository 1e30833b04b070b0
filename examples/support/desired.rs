//! A desired state as a TOML file has it.

use datadog_statuspage::{Desired, Secret, Tags};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::support::Result;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DesiredFile {
    #[serde(default)]
    pub(crate) prune: bool,
    pub(crate) account: Option<AccountEntry>,
    #[serde(default)]
    pub(crate) url_settings: Vec<UrlSettingEntry>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountEntry {
    /// The name of the variable that holds the key.
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) replace_key: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UrlSettingEntry {
    pub(crate) url: String,
    pub(crate) tags: Vec<String>,
}

/// Reads a TOML file; what is wrong with it begins with the number of its line.
pub(crate) fn parsed<T: DeserializeOwned>(text: &str) -> std::result::Result<T, String> {
    toml::from_str(text).map_err(|error| {
        // Without the line itself, in which a key may stand by mistake.
        let before = text.get(..error.span().unwrap_or_default().start);
        let line = before.unwrap_or_default().lines().count().max(1);
        format!("{line}: {}", error.message())
    })
}

impl DesiredFile {
    /// Whether a text is the name of a variable, and not a key by mistake.
    pub(crate) fn is_variable(text: &str) -> bool {
        let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(is_name)
    }

    /// The desired state, with the key that `secret` finds for a variable's name.
    pub(crate) fn desired(&self, secret: impl FnOnce(&str) -> Result<Secret>) -> Result<Desired> {
        let mut desired = Desired::new().prune(self.prune);
        if let Some(account) = &self.account {
            if !Self::is_variable(&account.key) {
                // It may be the key itself, which belongs on no screen.
                return Err(
                    "account.key is the name of a variable, such as STATUSPAGE_API_KEY".into(),
                );
            }
            desired = desired
                .account(secret(&account.key)?)
                .replace_key(account.replace_key);
        }
        for setting in &self.url_settings {
            let tags =
                Tags::new(&setting.tags).map_err(|error| format!("{}: {error}", setting.url))?;
            desired = desired.url_setting(&setting.url, tags);
        }
        Ok(desired)
    }
}
