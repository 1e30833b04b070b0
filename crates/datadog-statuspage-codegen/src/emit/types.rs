//! The types: structs by typify, strings by our own templates.

use std::panic::{self, AssertUnwindSafe};

use proc_macro2::TokenStream;
use quote::quote;
use schemars::schema::{InstanceType, Schema, SchemaObject};
use serde_json::{Value, json};
use typify::{TypeSpace, TypeSpaceSettings};

use super::schema::{self, PASSWORD};
use super::texts;
use crate::model::{Definition, Kind};
use crate::problem::Problem;

pub(super) fn types(definitions: &[Definition]) -> Result<TokenStream, Problem> {
    let problem = |reason: String| Problem {
        place: Default::default(),
        message: format!("typify can't generate the types of this fragment: {reason}"),
    };
    // A last resort: the model rejects everything that is known to make typify panic.
    let structs = panic::catch_unwind(AssertUnwindSafe(|| structs(definitions)))
        .map_err(|_| problem("it panicked".to_owned()))?
        .map_err(problem)?;
    let texts = definitions.iter().map(text);
    Ok(quote! {
        #structs
        #(#texts)*
    })
}

fn structs(definitions: &[Definition]) -> Result<TokenStream, String> {
    let mut settings = TypeSpaceSettings::default();
    let password = SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        format: Some(PASSWORD.to_owned()),
        ..SchemaObject::default()
    };
    settings
        .with_attr(
            r#"#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]"#.to_owned(),
        )
        .with_conversion(password, "crate::Secret", std::iter::empty())
        // schemars supports the other kind of map only with its feature `std`.
        .with_map_type("::std::collections::BTreeMap");
    for definition in definitions {
        if let Kind::Enum { .. } | Kind::Bounded(_) = definition.kind {
            let name = &definition.name;
            settings.with_replacement(name, name, std::iter::empty());
        }
    }
    let schemas: Result<Vec<_>, _> = definitions
        .iter()
        .map(|definition| {
            let schema = serde_json::from_value::<Schema>(described(definition));
            schema.map(|schema| (&definition.name, schema))
        })
        .collect();
    let mut space = TypeSpace::new(&settings);
    space
        .add_ref_types(schemas.map_err(|error| error.to_string())?)
        .map_err(|error| error.to_string())?;
    Ok(space.to_stream())
}

fn described(definition: &Definition) -> Value {
    let mut schema = match &definition.kind {
        Kind::Object(fields) => schema::object(fields),
        Kind::Alias(alias) => schema::json(alias),
        // Replaced by the output of `text`.
        Kind::Enum { .. } | Kind::Bounded(_) | Kind::Merged(_) => json!({ "type": "string" }),
    };
    if let (Some(description), Some(schema)) = (&definition.description, schema.as_object_mut())
        && !schema.contains_key("$ref")
    {
        schema.insert("description".to_owned(), description.as_str().into());
    }
    schema
}

fn text(definition: &Definition) -> Option<TokenStream> {
    let (name, description) = (&definition.name, definition.description.as_deref());
    match &definition.kind {
        Kind::Enum { variants, default } => {
            Some(texts::open_enum(name, description, variants, *default))
        }
        Kind::Bounded(bounds) => Some(texts::bounded(name, description, *bounds)),
        Kind::Object(_) | Kind::Merged(_) | Kind::Alias(_) => None,
    }
}
