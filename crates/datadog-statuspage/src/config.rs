//! What a client is made with: where requests go, as whom, and with which headers.

pub(crate) mod credentials;
pub(crate) mod endpoint;
pub(crate) mod headers;
pub(crate) mod site;
pub(crate) mod trust;

pub use credentials::Credentials;
pub(crate) use endpoint::Endpoint;
pub(crate) use headers::ExtraHeaders;
pub use site::Site;
