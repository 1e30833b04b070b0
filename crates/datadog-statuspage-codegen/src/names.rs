//! Names of the fragment as names of Rust, and who has which already.

use std::collections::HashMap;

use heck::{ToPascalCase, ToSnakeCase};

use crate::problem::Place;
use crate::reader::{At, Reader};

/// The name of a type, which typify and progenitor leave as it is.
pub(crate) fn of_type(name: &str) -> String {
    // `a_b` is `AB`, and that is `Ab`.
    pascal(&pascal(name))
}

/// A name as typify writes that of a variant.
pub(crate) fn pascal(name: &str) -> String {
    identifier(name, str::to_pascal_case)
}

/// A name as typify writes that of a field.
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

/// Names of which each may stand only once, with the place of the first.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<String, Place>);

impl Names {
    /// Takes what the text at this place becomes; a problem there if that is taken.
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

/// How to say that something may stand only once.
pub(crate) fn taken(earlier: &Place) -> String {
    match earlier.line_column {
        Some((line, _)) => format!("is already taken on line {line}"),
        None => format!("is already taken at #{}", earlier.pointer),
    }
}
