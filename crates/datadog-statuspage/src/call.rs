//! Calls: a client's shared core, a call's options, calls of one or several requests, and
//! responses.

#[cfg(feature = "blocking")]
mod blocking;
pub(crate) mod builder;
mod conclude;
#[cfg(feature = "blocking")]
pub(crate) mod driver;
pub(crate) mod operation;
pub(crate) mod options;
mod outcome;
pub(crate) mod reader;
pub(crate) mod response;
pub(crate) mod shared;
pub(crate) mod workflow;

pub use builder::{Call, CallFuture};
pub(crate) use operation::Operation;
pub(crate) use options::CallOptions;
pub(crate) use outcome::Goal;
pub(crate) use reader::{Reader, json};
pub use response::Response;
pub(crate) use shared::Core;
pub(crate) use workflow::Workflow;
