//! The pages that the organization watches: the model, the calls, and `ensure`.

mod calls;
mod ensure;
mod model;
mod next;
mod page;

pub use calls::UrlSettingsApi;
pub(crate) use ensure::Seen;
pub use model::{UrlSetting, UrlSettingChange, UrlSettings};
pub use page::UrlSettingId;
pub(crate) use page::{canonical, page};
