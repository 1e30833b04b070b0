//! Printing. A reader who has seen enough, such as `head`, is no reason to panic.

use std::fmt::Display;
use std::io::{self, Write as _};

/// Prints a text, which ends its own lines.
pub(crate) fn say(text: impl Display) {
    let _ = write!(io::stdout(), "{text}");
}

/// Prints a line beside the output.
pub(crate) fn note(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
