//! Errors: what failed, what it means for the organization, and what to do about it.

pub(crate) mod attempt;
pub(crate) mod call_error;
pub(crate) mod details;
pub(crate) mod kind;
pub(crate) mod parts;
pub(crate) mod rate_limit;
mod sentence;

pub use attempt::{Attempt, AttemptFailure, Wait, WaitSource};
pub use call_error::Error;
pub(crate) use details::{CredentialKind, Details, Source};
pub use kind::{ErrorKind, Outcome, StopReason};
pub(crate) use parts::Parts;
pub use rate_limit::RateLimit;
