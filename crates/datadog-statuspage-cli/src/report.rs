//! What became of each organization, as a program prints it and as a file keeps it.

pub(crate) mod entry;
pub(crate) mod kept;

pub(crate) use entry::{Entry, Failure, Outcome};
pub(crate) use kept::{Report, path_of, remembered};
