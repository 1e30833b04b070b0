//! Layout: lines wrapped with a hanging indent, and columns.

use std::io::IsTerminal;

use console::measure_text_width;

/// Returns the width of lines: the terminal's, or 80.
pub(crate) fn width() -> usize {
    const USUAL: usize = 80;
    if !std::io::stdout().is_terminal() {
        return USUAL;
    }
    let size = console::Term::stdout().size_checked();
    size.map_or(USUAL, |(_, columns)| usize::from(columns).max(40))
}

/// Returns `start` followed by `text`, whose further lines are indented to the column `indent`.
/// Lines break at spaces and after commas; longer words stay whole, to be copied.
pub(crate) fn hanging(start: &str, text: &str, indent: usize, width: usize) -> String {
    let mut out = start.to_owned();
    let line = start.rsplit('\n').next().unwrap_or_default();
    let mut column = measure_text_width(line);
    let mut is_first = true;
    for piece in text.split_inclusive([' ', ',']) {
        let length = measure_text_width(piece.trim_end());
        if !is_first && column.saturating_add(length) > width {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        }
        out.push_str(piece);
        column = column.saturating_add(measure_text_width(piece));
        is_first = false;
    }
    out
}

/// Returns rows in columns: the first aligned left, the others right.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<_> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| measure_text_width(cell))
                .max()
                .unwrap_or_default()
        })
        .collect();
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells: Vec<_> = cells
            .map(|(column, (cell, width))| {
                let gap = " ".repeat(width.saturating_sub(measure_text_width(cell)));
                match column {
                    0 => format!("{cell}{gap}"),
                    _ => format!("{gap}{cell}"),
                }
            })
            .collect();
        cells.join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_after_commas_and_hang() {
        let text = "one two,three four";
        assert_eq!(hanging("> ", text, 4, 80), "> one two,three four");
        assert_eq!(
            hanging("> ", text, 4, 11),
            "> one two,\n    three\n    four"
        );
        assert_eq!(
            hanging("> ", "https://a-long-address b", 2, 8),
            "> https://a-long-address\n  b"
        );
        assert_eq!(hanging("> ", "", 2, 8), "> ");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["a", "count", ""]), row(["ünter", "1", "22"])];
        assert_eq!(table(&rows), "a      count\nünter      1  22");
    }
}
