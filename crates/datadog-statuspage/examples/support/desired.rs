//! A desired state as a TOML file has it.

use datadog_statuspage::{Desired, Secret, Tags};
use serde::Deserialize;

use super::Result;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DesiredFile {
    #[serde(default)]
    pub(crate) prune: bool,
    pub(crate) account: Option<AccountEntry>,
    #[serde(default)]
    pub(crate) url_settings: Vec<UrlSettingEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountEntry {
    /// The name of the variable that holds the key.
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) replace_key: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UrlSettingEntry {
    pub(crate) url: String,
    pub(crate) tags: Vec<String>,
}

impl DesiredFile {
    /// The desired state, with the key that `secret` finds for a variable's name.
    pub(crate) fn desired(&self, secret: impl FnOnce(&str) -> Result<Secret>) -> Result<Desired> {
        let mut desired = Desired::new().prune(self.prune);
        if let Some(account) = &self.account {
            let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
            if account.key.is_empty() || !account.key.chars().all(is_name) {
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
