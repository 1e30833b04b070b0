//! The tabs that are open at a position on a page.

use super::cell::{is_status, is_version};
use crate::facts::Unreadable;

enum Tab {
    Version,
    Status(String),
    /// The model or the example of a body, or a language of code examples, in the page's own
    /// language.
    Other {
        line: usize,
        label: String,
        /// Whether its contents determine which of them it is.
        is_explained: bool,
    },
}

/// The meaning of a position, given by the tabs around it.
pub(super) enum Around<'a> {
    Nothing,
    Status(&'a str),
    Other(usize, &'a str),
}

#[derive(Default)]
pub(super) struct Tabs(Vec<Tab>);

impl Tabs {
    pub(super) fn around(&self) -> Around<'_> {
        let status = self.0.iter().rev().find_map(|tab| match tab {
            Tab::Status(status) => Some(Around::Status(status)),
            _ => None,
        });
        status.unwrap_or_else(|| match self.0.last() {
            Some(Tab::Other { line, label, .. }) => Around::Other(*line, label),
            _ => Around::Nothing,
        })
    }

    /// Returns whether text belongs to the operation itself, not to a part of it.
    pub(super) fn are_closed(&self) -> bool {
        matches!(self.around(), Around::Nothing)
    }

    /// Opens a tab that isn't a status, whose meaning may be known.
    pub(super) fn open(&mut self, line: usize, label: String, is_known: bool) {
        self.0.push(match is_version(&label) {
            true => Tab::Version,
            false => Tab::Other {
                line,
                is_explained: is_known || matches!(&*label, "Model" | "Example"),
                label,
            },
        });
    }

    pub(super) fn open_status(&mut self, status: String) {
        debug_assert!(is_status(&status));
        self.0.push(Tab::Status(status));
    }

    /// Records that the contents determine the meaning of the tab.
    pub(super) fn explain(&mut self) {
        for tab in &mut self.0 {
            if let Tab::Other { is_explained, .. } = tab {
                *is_explained = true;
            }
        }
    }

    pub(super) fn close(&mut self) -> Result<(), Unreadable> {
        match self.0.pop() {
            Some(Tab::Other {
                line,
                label,
                is_explained: false,
            }) => Err(no_status(line, &label)),
            _ => Ok(()),
        }
    }

    pub(super) fn close_all(&mut self) -> Result<(), Unreadable> {
        while !self.0.is_empty() {
            self.close()?;
        }
        Ok(())
    }
}

pub(super) fn no_status(line: usize, label: &str) -> Unreadable {
    Unreadable::new(line, format!("{label:?} is not a readable status"))
}
