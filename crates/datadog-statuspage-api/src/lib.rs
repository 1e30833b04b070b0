//! The wire of Datadog's Statuspage integration: a low-level client, generated
//! from an OpenAPI fragment.
//!
//! Most programs want the crate `datadog-statuspage`, which puts sites, retry
//! and truthful errors on top. Use this one alone for the bare calls: it sends
//! what it is told to, once, and parses what the fragment documents.
//!
//! ```no_run
//! use std::sync::Arc;
//! use datadog_statuspage_api::{Client, Direct, types};
//! use reqwest::header::{HeaderMap, HeaderValue};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let mut keys = HeaderMap::new();
//! for (header, variable) in [("dd-api-key", "DD_API_KEY"), ("dd-application-key", "DD_APP_KEY")] {
//!     let mut key = HeaderValue::try_from(std::env::var(variable)?)?;
//!     key.set_sensitive(true);
//!     keys.insert(header, key);
//! }
//! // A redirect would hand the keys to whatever host it names.
//! let http = reqwest::Client::builder()
//!     .default_headers(keys)
//!     .redirect(reqwest::redirect::Policy::none())
//!     .build()?;
//!
//! let client = Client::new_with_client("https://api.datadoghq.com", http, Arc::new(Direct));
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

#[allow(dead_code)]
mod address;
mod answer;
mod body;
mod client;
mod error;
mod request;
#[allow(dead_code)]
mod requests;
mod secret;
mod transport;

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

// Which of them are needed is the fragment's matter.
#[allow(unused_imports)]
use address::{encode_path, parsed, query_value, with_query};
pub use answer::{Answer, ResponseValue};
pub use body::{BodyError, request_json};
pub use client::Client;
#[allow(unused_imports)]
use client::send;
pub use error::{Error, Unreadable};
pub use generated::types;
pub use request::Request;
#[allow(unused_imports)]
use request::pairs;
#[allow(unused_imports)]
use requests::address;
pub use requests::{Prepared, Requests};
pub use secret::Secret;
pub use transport::{Direct, SendFuture, SharedTransport, Transport, TransportError};

/// The fragment that this crate was generated from, an OpenAPI 3.0.3 document.
pub const OPENAPI_JSON: &str = include_str!("../openapi.json");

#[cfg(all(test, feature = "build-codegen"))]
mod tests {
    #[test]
    fn the_build_script_generates_what_is_checked_in() {
        let built = include_str!(concat!(env!("OUT_DIR"), "/generated.rs"));
        let checked_in = include_str!("generated.rs");
        assert!(
            built == checked_in,
            "src/generated.rs is stale: run `cargo xtask codegen`"
        );
    }
}
