//! The types that the low-level crate supports.

use crate::problem::Place;

/// A named type.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) description: Option<String>,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Object(Vec<Field>),
    /// An object with the fields of these parts; resolved once all types are read.
    Merged(Vec<Part>),
    /// A string with known values; in an answer, new ones are accepted.
    Enum {
        variants: Vec<Variant>,
        default: Option<usize>,
    },
    /// A string whose length is checked when it is sent.
    Bounded(Bounds),
    Alias(Schema),
}

#[derive(Debug)]
pub(crate) enum Part {
    Fields(Vec<Field>),
    /// The fields of this type.
    Of(String, Place),
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) schema: Schema,
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) text: String,
    pub(crate) name: String,
}

/// The least and the greatest number of characters of a string.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) least: Option<usize>,
    pub(crate) most: Option<usize>,
}

impl Bounds {
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }

    pub(crate) fn allow(self, text: &str) -> bool {
        let count = text.chars().count();
        self.least.is_none_or(|least| count >= least) && self.most.is_none_or(|most| count <= most)
    }
}

/// A type at its place of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Schema {
    pub(crate) shape: Shape,
    pub(crate) nullable: bool,
}

impl From<Shape> for Schema {
    fn from(shape: Shape) -> Self {
        Self {
            shape,
            nullable: false,
        }
    }
}

impl Schema {
    pub(crate) fn or_null(self, nullable: bool) -> Self {
        Self {
            nullable: nullable || self.nullable,
            ..self
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    /// A password, with these bounds.
    Secret(Bounds),
    Boolean,
    /// With its format, if it has one.
    Integer(Option<&'static str>),
    /// With its format, if it has one.
    Number(Option<&'static str>),
    /// A definition, by its name in Rust.
    Named(String),
    List(Box<Schema>),
    Map(Box<Schema>),
}
