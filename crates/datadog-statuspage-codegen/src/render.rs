//! How generated files look: the header, the layout, and nothing that depends on a toolchain.

use proc_macro2::TokenStream;
use serde_json::{Map, Value};

/// The command that makes a generated file fresh.
const COMMAND: &str = "cargo xtask codegen";
const SOURCE: &str = "spec/statuspage.yaml";

/// Lays out tokens as a source file.
pub(crate) fn rust(tokens: TokenStream) -> String {
    match syn::parse2(tokens) {
        Ok(file) => rust_file(&file),
        // Unreachable with tokens from `quote!`, and the compiler then says it with a place.
        Err(error) => error.to_compile_error().to_string(),
    }
}

pub(crate) fn rust_file(file: &syn::File) -> String {
    let body = prettyplease::unparse(file);
    format!(
        "// @generated from {SOURCE} by `{COMMAND}`: edit that file and run this command.\n\n{body}"
    )
}

/// The fragment as JSON. JSON has no comments, so the header is a member.
pub(crate) fn json(fragment: &Value) -> String {
    const HEADER: &str = "x-generated";
    let mut members = Map::new();
    members.insert(
        HEADER.to_owned(),
        format!("from {SOURCE} by `{COMMAND}`").into(),
    );
    if let Value::Object(fragment) = fragment {
        let rest = fragment.iter().filter(|(name, _)| *name != HEADER);
        members.extend(rest.map(|(name, value)| (name.clone(), value.clone())));
    }
    format!("{:#}\n", Value::Object(members))
}
