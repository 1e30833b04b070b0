//! What others say, fit to be shown: without our secrets, and of an error's body the useful part.

pub(crate) mod mask;
pub(crate) mod message;
mod references;

pub(crate) use mask::Mask;
