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
// Its program needs the SDK, so that the doctests of the package `tests` run it.
#![cfg_attr(all(feature = "mocks", not(doctest)), doc = include_str!("mocks.md"))]

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

/// The bodies that Datadog is sent and answers with, for typed mocks.
pub use datadog_statuspage_api::types;
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
