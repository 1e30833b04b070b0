//! The problems of a file: each one once, with the organizations that have it.

use std::fmt;

/// Problems, in the order in which they were found, and the names of their organizations.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<(String, Vec<String>)>);

/// How many names are listed; the rest are counted.
const NAMES: usize = 3;

impl Problems {
    pub(crate) fn add(&mut self, name: &str, problem: impl fmt::Display) {
        let problem = problem.to_string();
        let known = self.0.iter_mut().find(|(known, _)| *known == problem);
        match known {
            Some((_, names)) if names.iter().any(|known| known == name) => {}
            Some((_, names)) => names.push(name.to_owned()),
            None => self.0.push((problem, vec![name.to_owned()])),
        }
    }

    /// Returns the value, or records the problem.
    pub(crate) fn noted<T, E: fmt::Display>(
        &mut self,
        name: &str,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|problem| self.add(name, problem)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut problems: Vec<_> = self.0.iter().collect();
        // A problem of most organizations is probably a single mistake.
        problems.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        for (number, (problem, names)) in problems.into_iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            match names.len() {
                0..=NAMES => write!(f, "  {problem}: {}", names.join(", "))?,
                many => write!(f, "  {problem}: {many} organizations")?,
            }
        }
        Ok(())
    }
}
