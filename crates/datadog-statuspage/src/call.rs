//! A call that is described, then made: the shared core of a client, the call's options,
//! one request or several, and the response beside the value.

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
