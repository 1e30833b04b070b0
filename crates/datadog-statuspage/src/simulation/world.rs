//! A Datadog in memory, what happens to requests to it, and another actor at work.

mod holding;
mod network;
mod organization;
mod server;

pub(super) use holding::{Goal, KEYS, PAGES, TAGS};
pub(super) use network::World;
