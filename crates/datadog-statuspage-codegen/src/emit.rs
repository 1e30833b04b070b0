//! Writes a model's artifacts, one file each.

mod doc;
mod mock;
mod openapi;
mod operations;
mod render;
mod schema;
mod sites;
mod texts;
mod types;
mod wire;

pub(crate) use mock::mock;
pub(crate) use openapi::openapi;
pub(crate) use sites::{guide, sites};
pub(crate) use wire::wire;
