//! The reader of Datadog's pages, which document one operation or all of our tag.

mod blocks;
mod cell;
mod curl;
mod operation;
mod permissions;
mod prepared;
mod reader;
mod table;
mod tabs;

use crate::facts::{Facts, Unreadable};

/// Reads a page in any of the forms of Markdown in which Datadog publishes them.
///
/// `ours` has the permissions that are known, which prose is searched for.
///
/// # Errors
/// Something in it is not understood, or something that each operation has is
/// missed. The first such line is named.
pub fn read_page(text: &str, ours: &Facts) -> Result<Facts, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start().to_ascii_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        return Err(Unreadable::new(
            Some(1),
            "this is HTML; a page is read as Markdown",
        ));
    }
    reader::read(blocks::blocks(text), ours)
}
