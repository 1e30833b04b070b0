//! The built command, against a simulated Datadog.
// A test that panics fails with the place.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]
// Other systems have no signals, file modes and commands such as `cat`.
#![cfg(unix)]

mod commands;
mod deletion;
mod documents;
mod failures;
mod files;
mod interrupted;
mod many;
mod output;
mod secrets;
mod simulated;
mod support;
