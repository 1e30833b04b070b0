//! Detects differences between the fragment and what Datadog publishes.
//!
//! Each source has a reader that turns it into [`Facts`]: our fragment ([`read_fragment`]), a
//! page of Datadog's documentation ([`read_page`]), and Datadog's whole OpenAPI document
//! ([`read_upstream`]). [`compare`] finds every difference between two such values; what a source
//! can't express is no difference. [`Accepted`] removes the differences that are known and
//! accepted, and [`render`] prints the rest.
//!
//! Nothing here reads a file, fetches anything or panics.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

mod accepted;
mod compare;
mod document;
mod example;
mod facts;
mod openapi;
mod page;
mod problem;
pub mod render;
#[cfg(test)]
mod tests;

pub use accepted::{Accepted, SourceKind, Spoken};
pub use compare::{Options, compare};
pub use example::check_examples;
pub use facts::{
    Alternative, Body, Content, Endpoint, Extent, Facts, Field, Operation, Site, Unreadable,
};
pub use openapi::{Sources, read_fragment, read_upstream, sources};
pub use page::read_page;
pub use problem::{Kind, Problem, Severity};

/// Returns the names of the operations of `facts` in problems, where `ours` has the names.
pub fn names(facts: &Facts, ours: &Facts) -> Vec<String> {
    let name = |(endpoint, operation): (&Endpoint, &Operation)| {
        let same = ours.known(endpoint, operation.slug.as_deref());
        compare::name(endpoint, same.unwrap_or(operation))
    };
    facts.operations.iter().map(name).collect()
}
