//! Readers, comparator and report on small sources.

/// A fragment with every kind of thing in it: our own.
pub(crate) const FRAGMENT: &str = include_str!("../../../spec/statuspage.yaml");
