use std::fmt;

/// The place of a problem in a fragment.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line and column, both from 1; `None` if the parser knows neither.
    pub line_column: Option<(u64, u64)>,
    /// The JSON pointer (RFC 6901) to the value; empty for the whole document.
    pub pointer: String,
}

/// A problem of a fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The place.
    pub place: Place,
    /// What is wrong and, unless it is obvious, what would be right.
    pub message: String,
}

impl Problem {
    /// Returns one line in the form `FILE:LINE:COLUMN: message`, which editors can follow.
    ///
    /// `file` is the reader's name for the fragment.
    pub fn render(&self, file: &str) -> String {
        let mut line = file.to_owned();
        if let Some((row, column)) = self.place.line_column {
            line.push_str(&format!(":{row}:{column}"));
        }
        format!("{line}: {self}")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.place.pointer.is_empty() {
            write!(f, " (at #{})", self.place.pointer)?;
        }
        Ok(())
    }
}
