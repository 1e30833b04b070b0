use std::fmt;

/// Where in a fragment a problem is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line and column, both from 1; absent where the parser knows neither.
    pub line_column: Option<(u64, u64)>,
    /// JSON pointer (RFC 6901) to the value; empty for the whole document.
    pub pointer: String,
}

/// One thing that is wrong with a fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What is wrong and, where that isn't plain, what would be right.
    pub message: String,
}

impl Problem {
    /// One line in the `FILE:LINE:COLUMN: message` form that editors can follow.
    ///
    /// `file` is how the reader knows the fragment.
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
