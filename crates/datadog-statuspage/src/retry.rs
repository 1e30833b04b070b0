//! Retries: the policy, and the one loop that follows it.

pub(crate) mod budget;
pub(crate) mod cause;
mod decide;
pub(crate) mod policy;
pub(crate) mod retry_loop;
pub(crate) mod wait;

#[cfg(test)]
pub(crate) mod simulation;

pub(crate) use budget::Budget;
pub(crate) use policy::Limits;
pub use policy::RetryPolicy;
pub(crate) use retry_loop::{Report, RequestTraits, RetryLoop, random};
