//! How the program ends.

use std::error::Error;

/// What stops a command, as a sentence for whoever typed it.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Something would be changed.
pub(crate) const CHANGES: u8 = 2;
/// Ctrl-C, as a shell reports it.
pub(crate) const INTERRUPTED: u8 = 130;
