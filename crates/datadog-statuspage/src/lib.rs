#![doc = include_str!("guide.md")]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

mod call;
mod client;
mod config;
mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod http;
mod operations;
mod redact;
mod retry;
#[cfg(test)]
mod simulation;
mod sync;
mod telemetry;
mod text;

pub use call::{Call, CallFuture, Response};
pub use client::{Client, ClientBuilder};
pub use config::environment::secret_from_env;
pub use config::{Credentials, CredentialsProvider, ProvideFuture, Provided, Site};
pub use datadog_statuspage_api::Secret;
pub use error::{
    Attempt, AttemptFailure, Error, ErrorKind, Outcome, RateLimit, StopReason, Wait, WaitSource,
};
pub use operations::{
    Account, AccountApi, Deletion, Ensured, Tags, UrlSetting, UrlSettingChange, UrlSettingId,
    UrlSettings, UrlSettingsApi,
};
/// The HTTP library, in the version that [`ClientBuilder::http_client`] accepts.
pub use reqwest;
pub use retry::RetryPolicy;
pub use sync::{Change, Desired, Plan, SyncReport};
