//! Makes text from others fit to show: without our secrets, and of an error's body only the
//! useful part.

pub(crate) mod mask;
pub(crate) mod message;
mod references;

pub(crate) use mask::Mask;
