//! Output: wrapped lines for people, and JSON documents for programs.

pub(crate) mod layout;
pub(crate) mod plan;
pub(crate) mod progress;
pub(crate) mod say;
pub(crate) mod summary;

pub(crate) use plan::{changes, organizations, plan};
pub(crate) use progress::Progress;
pub(crate) use say::{blocks, log, note, say, say_json, wrapped};
pub(crate) use summary::{failures, simulated, summary};
