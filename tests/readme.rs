//! The programs of documents that need more than one crate.

#![cfg_attr(doctest, doc = include_str!("../README.md"))]
#![cfg_attr(doctest, doc = include_str!("../crates/datadog-statuspage-testing/src/mocks.md"))]
