//! Rust names for names of the fragment, without collisions.

use std::collections::HashMap;

use heck::{ToPascalCase, ToSnakeCase};

use crate::problem::Place;
use crate::reader::{At, Reader};

/// Returns the name of a type, in a form that typify and progenitor keep.
pub(crate) fn of_type(name: &str) -> String {
    // `a_b` becomes `AB`, which becomes `Ab`.
    pascal(&pascal(name))
}

/// Returns a name as typify writes a variant.
pub(crate) fn pascal(name: &str) -> String {
    identifier(name, str::to_pascal_case)
}

/// Returns a name as typify writes a field.
pub(crate) fn snake(name: &str) -> String {
    identifier(name, str::to_snake_case)
}

fn identifier(name: &str, case: fn(&str) -> String) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = match name {
        "+1" => case("plus1"),
        "-1" => case("minus1"),
        _ => case(&name.replace('\'', "").replace(|c| !plain(c), "-")),
    };
    if !out.starts_with(|first: char| first.is_ascii_alphabetic()) {
        out.insert_str(0, &case("x"));
    }
    if !typify::accept_as_ident(&out) {
        out.push('_');
    }
    out
}

/// Names that must be unique, with the place of the first use.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<String, Place>);

impl Names {
    /// Claims the name that a text becomes; reports a problem if it is taken.
    pub(crate) fn claim(&mut self, name: &str, what: &str, text: &str, at: &At<'_>) -> bool {
        self.claim_at(name, what, text, (at.reader, &at.place()))
    }

    pub(crate) fn claim_at(
        &mut self,
        name: &str,
        what: &str,
        text: &str,
        (reader, place): (&Reader<'_>, &Place),
    ) -> bool {
        let Some(earlier) = self.0.get(name) else {
            self.0.insert(name.to_owned(), place.clone());
            return true;
        };
        let again = taken(earlier);
        let becomes = match name == text {
            true => String::new(),
            false => format!("becomes {name}, which "),
        };
        reader.report(place.clone(), format!("{what} {text:?} {becomes}{again}"));
        false
    }
}

/// Describes where a name is already used.
pub(crate) fn taken(earlier: &Place) -> String {
    match earlier.line_column {
        Some((line, _)) => format!("is already taken on line {line}"),
        None => format!("is already taken at #{}", earlier.pointer),
    }
}
