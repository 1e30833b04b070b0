//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

/// One attribute a line, which is laid out as `///`.
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

/// Documentation of a type, which its name stands for where there is none.
pub(super) fn of_type(description: Option<&str>, name: &str) -> TokenStream {
    match description {
        Some(description) => doc(description),
        None => doc(&format!("`{name}`")),
    }
}
