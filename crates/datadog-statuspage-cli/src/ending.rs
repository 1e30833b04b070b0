//! The exit codes and the error type.

use std::error::Error;

/// The result of a command, with an error that is printed to the user.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// There are changes to make.
pub(crate) const CHANGES: u8 = 2;
/// Interrupted by Ctrl-C, as shells report it.
pub(crate) const INTERRUPTED: u8 = 130;
