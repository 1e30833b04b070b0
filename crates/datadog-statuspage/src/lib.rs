#![doc = include_str!("guide.md")]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

mod account;
mod attempt;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod call;
mod client;
mod credentials;
mod deleted;
mod endpoint;
mod error;
mod exchange;
mod fake;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod headers;
mod mask;
mod message;
mod rate_limit;
mod raw;
mod receipt;
mod retry;
mod sentence;
mod setting;
#[cfg(test)]
mod simulation;
mod site;
mod steps;
mod sync;
mod tags;
mod telemetry;
mod url_setting;
mod verdict;

pub use account::{Account, AccountOperations, EnsuredAccount};
pub use attempt::{Attempt, AttemptFailure, Wait, WaitSource};
pub use builder::ClientBuilder;
pub use call::{Call, CallFuture};
pub use client::Client;
pub use credentials::{Credentials, secret_from_env};
pub use datadog_statuspage_api::Secret;
pub use deleted::Deleted;
pub use error::{Error, ErrorKind, Outcome, StopReason};
pub use rate_limit::RateLimit;
pub use raw::RawResponse;
/// The HTTP library, in the version that [`ClientBuilder::http_client`] takes.
pub use reqwest;
pub use retry::RetryPolicy;
pub use site::Site;
pub use sync::{Change, Desired, Plan, Synced};
pub use tags::Tags;
pub use url_setting::{
    EnsuredUrlSetting, UrlSetting, UrlSettingChange, UrlSettingId, UrlSettingOperations,
    UrlSettings,
};
