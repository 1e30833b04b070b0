//! How generated sources look: the header, the layout, and nothing that depends on a toolchain.

use proc_macro2::TokenStream;

/// The command that makes a generated file fresh.
pub(super) const COMMAND: &str = "cargo xtask codegen";
pub(super) const SOURCE: &str = "spec/statuspage.yaml";

/// Lays out tokens as a source file.
pub(super) fn rust(tokens: TokenStream) -> String {
    match syn::parse2(tokens) {
        Ok(file) => rust_file(&file),
        // Unreachable with tokens from `quote!`, and the compiler then says it with a place.
        Err(error) => error.to_compile_error().to_string(),
    }
}

pub(super) fn rust_file(file: &syn::File) -> String {
    let body = prettyplease::unparse(file);
    format!(
        "// @generated from {SOURCE} by `{COMMAND}`: edit that file and run this command.\n\n{body}"
    )
}
