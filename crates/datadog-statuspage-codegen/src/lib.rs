//! The generator: an OpenAPI fragment in, source files out.
//!
//! Everything here is a pure function over values. Nothing reads or writes a file, and nothing
//! panics; the caller (`cargo xtask codegen`, the freshness test, a build script) decides where
//! the text goes.
//!
//! A [`Fragment`] is read whole when it is parsed: anything that the low-level crate doesn't
//! support is a [`Problem`], and all problems are reported at once, each with its place. A
//! fragment that parses can be generated, and the generated code compiles.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

mod artifact;
mod document;
mod emit;
mod fragment;
mod model;
mod names;
mod problem;
mod reader;
#[cfg(test)]
mod tests;

pub use artifact::{Artifact, GUIDE};
pub use fragment::Fragment;
pub use problem::{Place, Problem};
