//! A Datadog in memory, the fate of requests to it, and another actor.

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
