//! What a client is configured with: address, credentials and headers.

pub(crate) mod credentials;
pub(crate) mod endpoint;
pub(crate) mod environment;
pub(crate) mod headers;
pub(crate) mod keys;
pub(crate) mod provider;
pub(crate) mod provider_cache;
pub(crate) mod proxy;
pub(crate) mod site;
pub(crate) mod trust;

pub use credentials::Credentials;
pub(crate) use endpoint::Endpoint;
pub(crate) use headers::ExtraHeaders;
pub use provider::{CredentialsProvider, ProvideFuture, Provided};
pub use site::Site;
