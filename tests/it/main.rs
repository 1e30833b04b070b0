//! Tests across the crates: what a user, a maintainer or an attacker would see.

mod answers;
mod bounds;
mod codegen;
mod codegen_command;
mod coverage;
mod drift_command;
mod ensure;
mod environment;
mod faults;
mod hostile;
mod leaks;
mod life_of_an_account;
mod operations;
mod raw_server;
mod redirects;
mod refusals;
mod retries;
mod schemas;
mod secrets;
mod simulator;
mod sites;
mod support;
mod sync;
mod tls;
mod wild_answers;
mod wire;
