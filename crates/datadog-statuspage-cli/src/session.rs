//! Sessions with organizations: at Datadog, at another address, or simulated in this process.

pub(crate) mod faults;
pub(crate) mod memory;
pub(crate) mod reach;

pub(crate) use faults::Phase;
pub(crate) use memory::Memory;
pub(crate) use reach::Session;
