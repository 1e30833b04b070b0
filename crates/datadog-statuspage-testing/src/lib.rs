//! Test helpers for programs that call Datadog's Statuspage integration.
//!
//! - [`Simulator`]: an in-process Datadog that speaks real HTTP on loopback, keeps state, and
//!   injects [faults](Fault) on request.
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
mod keys;
#[cfg(feature = "mocks")]
#[rustfmt::skip]
#[allow(missing_docs, missing_debug_implementations, unreachable_pub, clippy::all, clippy::restriction)]
mod mock;
mod organization;
mod received;
#[cfg(feature = "mocks")]
mod sent;
mod server;
mod shared;
mod simulator;

pub use fault::{Fault, UnknownFault};
#[cfg(feature = "mocks")]
pub use httpmock;
#[cfg(feature = "mocks")]
pub use mock::{MockServerExt, operations};
pub use organization::StoredUrlSetting;
pub use received::Received;
#[cfg(feature = "mocks")]
use sent::as_sent;
pub use simulator::{Simulator, SimulatorBuilder};
