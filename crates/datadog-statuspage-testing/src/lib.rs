//! For tests of programs that talk to Datadog's Statuspage integration.
//!
//! - [`Simulator`]: an in-process Datadog that speaks real HTTP on loopback,
//!   keeps state, and [misbehaves](Fault) when told to.
//! - `MockServerExt`: typed helpers for [httpmock](https://docs.rs/httpmock), one method for
//!   each operation and one for each documented answer (feature `mocks`, on by default).
//!
//! ```
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use datadog_statuspage_testing::Simulator;
//!
//! let datadog = Simulator::start().await?;
//! // Point the program under test to `datadog.base_url()`, and then:
//! assert!(datadog.account().is_none());
//! assert!(datadog.requests().is_empty());
//! # Ok(()) }
//! ```

mod answer;
mod fault;
#[cfg(feature = "mocks")]
#[rustfmt::skip]
#[allow(missing_docs, missing_debug_implementations, unreachable_pub, clippy::all, clippy::restriction)]
mod mock;
mod server;
mod simulator;
mod state;

pub use fault::{Fault, UnknownFault};
#[cfg(feature = "mocks")]
pub use httpmock;
#[cfg(feature = "mocks")]
pub use mock::{MockServerExt, operations};
pub use simulator::{Received, Simulator, SimulatorBuilder};
pub use state::StoredUrlSetting;

#[cfg(feature = "mocks")]
/// A value as a request of the client, or an answer to it, carries it.
fn as_sent<T: serde::Serialize + ?Sized>(value: &T) -> serde_json::Value {
    datadog_statuspage_api::request_json(value)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        // Generated types always serialize; were one not to, nothing should match it.
        .unwrap_or_else(|| "not serializable".into())
}
