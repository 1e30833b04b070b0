//! A Datadog in memory, what happens to requests to it, and another actor at work.

mod act;
mod busy;
mod habits;
mod holding;
mod network;
mod organization;
mod server;

pub(super) use busy::Busy;
pub(super) use habits::Habits;
pub(super) use holding::{Goal, Holding, KEYS, PAGES, TAGS};
pub(super) use network::{Seat, World};
pub(super) use organization::{Organization, Side};
