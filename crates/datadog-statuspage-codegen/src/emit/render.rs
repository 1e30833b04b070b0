//! The format of generated sources: the header and a layout that depends on no toolchain.

use proc_macro2::TokenStream;

/// The command that updates a generated file.
pub(super) const COMMAND: &str = "cargo xtask codegen";
pub(super) const SOURCE: &str = "spec/statuspage.yaml";

/// Formats tokens as a source file.
pub(super) fn rust(tokens: TokenStream) -> String {
    match syn::parse2(tokens) {
        Ok(file) => rust_file(&file),
        // Unreachable with tokens from `quote!`; otherwise the compiler reports the place.
        Err(error) => error.to_compile_error().to_string(),
    }
}

pub(super) fn rust_file(file: &syn::File) -> String {
    let body = prettyplease::unparse(file);
    format!(
        "// @generated from {SOURCE} by `{COMMAND}`: edit that file and run this command.\n\n{body}"
    )
}
