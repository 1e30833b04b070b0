//! The built command, against a simulated Datadog.

// Signals, modes of files and commands such as `cat` are not what other systems have.
#![cfg(unix)]
// A test may panic, and so may what helps it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used
)]

mod commands;
mod deletion;
mod failures;
mod files;
mod interrupted;
mod many;
mod output;
mod secrets;
mod simulated;
mod support;
