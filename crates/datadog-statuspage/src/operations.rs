//! The operations of the integration, one file per resource.

pub(crate) mod account;
pub(crate) mod deletion;
pub(crate) mod ensured;
pub(crate) mod tags;
pub(crate) mod url_setting;

pub(crate) use account::require_key;
pub use account::{Account, AccountApi};
pub use deletion::Deletion;
pub use ensured::Ensured;
pub use tags::Tags;
pub(crate) use url_setting::{Seen, canonical, page};
pub use url_setting::{UrlSetting, UrlSettingChange, UrlSettingId, UrlSettings, UrlSettingsApi};
