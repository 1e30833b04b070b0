//! The result of each organization, as JSON output and in the report's file.

pub(crate) mod entry;
pub(crate) mod kept;

pub(crate) use entry::{Entry, Failure, Outcome};
pub(crate) use kept::{Report, path_of, remembered};
