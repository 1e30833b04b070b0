//! The wire of Datadog's Statuspage integration: a low-level client, generated
//! from an OpenAPI fragment.
//!
//! Most programs want the crate `datadog-statuspage`, which adds sites, retries and explicit
//! write outcomes. Use this crate alone for plain calls: it sends each request once, and parses
//! the answers that the fragment documents.
//!
//! ```no_run
//! use datadog_statuspage_api::{Client, types};
//! use reqwest::header::{HeaderMap, HeaderValue};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let mut keys = HeaderMap::new();
//! for (header, variable) in [("dd-api-key", "DD_API_KEY"), ("dd-application-key", "DD_APP_KEY")] {
//!     let mut key = HeaderValue::try_from(std::env::var(variable)?)?;
//!     key.set_sensitive(true);
//!     keys.insert(header, key);
//! }
//! // Following a redirect would send the keys to any host that it names.
//! let http = reqwest::Client::builder()
//!     .default_headers(keys)
//!     .redirect(reqwest::redirect::Policy::none())
//!     .build()?;
//!
//! let client = Client::new("https://api.datadoghq.com", http);
//! let answer = client
//!     .create_statuspage_account(&types::StatuspageAccountCreateRequest {
//!         data: types::StatuspageAccountCreateRequestData {
//!             attributes: types::StatuspageAccountCreateRequestAttributes {
//!                 api_key: std::env::var("STATUSPAGE_API_KEY")?.into(),
//!             },
//!             type_: types::StatuspageAccountType::StatuspageAccount,
//!         },
//!     })
//!     .await?;
//! println!("{:?}", answer.value().data.attributes.api_key);
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `schemars`: `JsonSchema` for every generated type.
//! - `build-codegen`: runs the generator in the build script instead of using
//!   the checked-in source. The result is the same; the build is much longer.

mod address;
mod answer;
mod body;
mod client;
mod error;
mod prepared;
mod request;
mod requests;
mod secret;
#[cfg(test)]
mod tests;

#[cfg(not(feature = "build-codegen"))]
#[rustfmt::skip]
#[allow(missing_docs, unused_imports, unreachable_pub, clippy::all, clippy::restriction)]
mod generated;
#[cfg(feature = "build-codegen")]
#[allow(
    missing_docs,
    unused_imports,
    unreachable_pub,
    clippy::all,
    clippy::restriction
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/generated.rs"));
}

pub use answer::{Answer, ResponseValue};
pub use body::{BodyError, request_json};
pub use client::Client;
pub use error::{Error, Unreadable};
pub use generated::types;
pub use prepared::Prepared;
pub use request::Request;
pub use requests::Requests;
pub use secret::Secret;

/// The fragment that this crate was generated from, an OpenAPI 3.0.3 document.
pub const OPENAPI_JSON: &str = include_str!("../openapi.json");
