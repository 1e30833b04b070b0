//! Writes facts as Datadog would publish them, with prose that changes from seed to seed.

mod example;
mod markdown;
mod parts;
mod style;
mod text;
mod upstream;

pub(super) use example::{beside, example};
pub(super) use markdown::markdown;
pub(super) use style::Style;
pub(super) use text::text;
pub(super) use upstream::upstream;
