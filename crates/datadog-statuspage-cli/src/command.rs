//! The commands, one file each.

pub(crate) mod apply;
pub(crate) mod ask;
pub(crate) mod document;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod guard;
pub(crate) mod look;
pub(crate) mod plan;
pub(crate) mod rotate;
pub(crate) mod setup;
pub(crate) mod shell;
pub(crate) mod simulate;

pub(crate) use apply::apply;
pub(crate) use export::export;
pub(crate) use find::find;
pub(crate) use plan::{check, plan};
pub(crate) use rotate::rotate;
pub(crate) use shell::{completions, schema};
pub(crate) use simulate::simulate;
