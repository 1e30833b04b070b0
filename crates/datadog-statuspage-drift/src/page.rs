//! The readers of Datadog's pages, each of which documents one operation.

mod cell;
mod markdown;
mod parts;
mod status;
mod table;
mod text;

use crate::facts::{Facts, Unreadable};

/// Reads a page, in its Markdown or its plain-text form.
///
/// The plain text doesn't say which field is in which; where its example
/// doesn't either, `ours` does.
///
/// # Errors
/// There is no endpoint in it, or a table that can't be read, or it is in
/// neither form.
pub fn read_page(text: &str, ours: &Facts) -> Result<Facts, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start().to_ascii_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        return Err(Unreadable::new(
            Some(1),
            "this is HTML; a page is read as Markdown or as plain text",
        ));
    }
    let is_markdown = text
        .lines()
        .any(|line| line.trim_start().starts_with("{% tab"))
        || text.lines().any(|line| line.starts_with("| "));
    let page = if is_markdown {
        markdown::read(text)?
    } else {
        text::read(text, ours)?
    };
    page.into_facts()
}
