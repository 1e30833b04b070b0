//! The reader of Datadog's pages, which document one operation or all operations of our tag.

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

/// Reads a page in any of the Markdown forms in which Datadog publishes it.
///
/// `ours` contains the known permissions, which are searched for in prose.
///
/// # Errors
/// Something on the page is not understood, or something that each operation has is missing. The
/// error names the first such line.
pub fn read_page(text: &str, ours: &Facts) -> Result<Facts, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start().to_ascii_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        return Err(Unreadable::new(
            Some(1),
            "this is HTML; use the page's Markdown form",
        ));
    }
    reader::read(blocks::blocks(text), ours)
}
