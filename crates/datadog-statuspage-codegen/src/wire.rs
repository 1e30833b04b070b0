//! The low-level client: progenitor's output, and what we change in it.

mod client;
mod requests;
mod split;
mod types;

use std::panic::{self, AssertUnwindSafe};

use openapiv3::{
    OpenAPI, ReferenceOr, Schema, SchemaKind, StringType, Type, VariantOrUnknownOrEmpty,
};
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TagStyle};
use schemars::schema::{InstanceType, SchemaObject};
use syn::File;

use crate::validate::Checked;
use crate::{Problem, render};

pub(crate) fn generate(checked: &Checked) -> Result<String, Problem> {
    let mut file = run(checked, "the client", |generator, openapi| {
        generator.generate_tokens(openapi)
    })?;
    types::improve(&mut file);
    client::improve(&mut file)?;
    Ok(render::rust_file(&file))
}

/// Runs progenitor, which panics on some of what it doesn't support.
pub(crate) fn run(
    checked: &Checked,
    what: &str,
    generate: impl FnOnce(&mut Generator, &OpenAPI) -> Result<TokenStream, progenitor::Error>,
) -> Result<File, Problem> {
    let problem = |reason: String| Problem {
        place: Default::default(),
        message: format!("progenitor can't generate {what} from this fragment: {reason}"),
    };
    let openapi = with_plain_passwords(&checked.openapi);
    let attempt = || generate(&mut Generator::new(&settings()), &openapi);
    let tokens = panic::catch_unwind(AssertUnwindSafe(attempt))
        .map_err(|payload| {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
            problem(text.unwrap_or("it gave up without a reason").to_owned())
        })?
        .map_err(|error| problem(error.to_string()))?;
    syn::parse2(tokens).map_err(|error| problem(format!("its output does not parse: {error}")))
}

fn settings() -> GenerationSettings {
    let password = SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        format: Some(PASSWORD.to_owned()),
        ..SchemaObject::default()
    };
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_tag(TagStyle::Merged)
        .with_hooks(HooksMode::Expected)
        .with_conversion(password, "crate::Secret", std::iter::empty());
    settings
}

const PASSWORD: &str = "password";

/// The fragment with nothing on its password schemas but that they are passwords.
///
/// A conversion applies only to a schema equal to the one it was given for, and
/// what else a fragment says of a password (a least length, say) is no business
/// of an opaque type.
fn with_plain_passwords(openapi: &OpenAPI) -> OpenAPI {
    let mut openapi = openapi.clone();
    if let Some(components) = &mut openapi.components {
        for schema in components.schemas.values_mut() {
            plain_passwords(schema);
        }
    }
    openapi
}

fn plain_passwords(schema: &mut ReferenceOr<Schema>) {
    let ReferenceOr::Item(schema) = schema else {
        return;
    };
    match &mut schema.schema_kind {
        SchemaKind::Type(Type::String(text)) => {
            let format = VariantOrUnknownOrEmpty::Item(openapiv3::StringFormat::Password);
            if text.format == format {
                *text = StringType {
                    format,
                    ..StringType::default()
                };
                schema.schema_data.default = None;
                schema.schema_data.example = None;
            }
        }
        SchemaKind::Type(Type::Object(object)) => {
            for property in object.properties.values_mut() {
                unbox(property, plain_passwords);
            }
        }
        SchemaKind::Type(Type::Array(array)) => {
            if let Some(items) = &mut array.items {
                unbox(items, plain_passwords);
            }
        }
        SchemaKind::OneOf { one_of: parts }
        | SchemaKind::AllOf { all_of: parts }
        | SchemaKind::AnyOf { any_of: parts } => parts.iter_mut().for_each(plain_passwords),
        _ => {}
    }
}

fn unbox(boxed: &mut ReferenceOr<Box<Schema>>, edit: impl Fn(&mut ReferenceOr<Schema>)) {
    if let ReferenceOr::Item(schema) = boxed {
        let mut plain = ReferenceOr::Item(schema.as_ref().clone());
        edit(&mut plain);
        if let ReferenceOr::Item(edited) = plain {
            **schema = edited;
        }
    }
}
