//! The model of a fragment, as far as the low-level crate supports it; anything else is a
//! problem.

mod example;
mod operation;
mod path;
mod read;
mod response;
mod schema;
mod security;
mod shape;
mod site;
mod types;

pub(crate) use operation::Operation;
pub(crate) use read::Model;
pub(crate) use shape::{Bounds, Definition, Field, Kind, Schema, Shape, Variant};
pub(crate) use site::Site;
