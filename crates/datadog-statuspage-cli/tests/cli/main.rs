//! The built command, against a simulated Datadog.

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
