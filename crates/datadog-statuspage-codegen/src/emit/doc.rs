//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

/// Creates one doc attribute per line, which is formatted as `///`.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// Creates the documentation of a type, or none if its name is the only description.
pub(super) fn of_type(description: Option<&str>, name: &str) -> TokenStream {
    match description {
        Some(description) => doc(description),
        None => doc(&format!("`{name}`")),
    }
}
