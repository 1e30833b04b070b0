//! FILE: its format, and the checked organizations in it.

pub(crate) mod format;
pub(crate) mod grouped;
pub(crate) mod organization;
pub(crate) mod pages;
pub(crate) mod read;
pub(crate) mod reference;
pub(crate) mod secrets;

pub(crate) use format::File;
pub(crate) use organization::Organization;
pub(crate) use pages::{OwnPages, Page, canonical};
pub(crate) use read::{Needs, Organizations};
