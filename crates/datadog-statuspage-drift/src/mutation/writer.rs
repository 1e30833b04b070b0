//! Writes facts as Datadog would publish them, with prose that changes from seed to seed.

mod example;
mod look;
mod markdown;
mod parts;
mod style;
mod upstream;

pub(super) use example::{beside, example};
pub(super) use look::{BOLD, LATEST, TABS, TAG};
pub(super) use markdown::page;
pub(super) use style::Style;
pub(super) use upstream::upstream;
