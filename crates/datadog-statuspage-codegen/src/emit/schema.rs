//! Types as JSON schemas for typify, and as Rust types in signatures.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use crate::model::{Field, Schema, Shape};

/// The format that asks typify for a password.
pub(super) const PASSWORD: &str = "password";

pub(super) fn object(fields: &[Field]) -> Value {
    let properties = fields.iter().map(|field| {
        let mut property = json(&field.schema);
        if let (Some(description), Some(property)) = (&field.description, property.as_object_mut())
            && !matches!(field.schema.shape, Shape::Named(_))
        {
            property.insert("description".to_owned(), description.as_str().into());
        }
        (field.name.clone(), property)
    });
    let properties: Map<_, _> = properties.collect();
    let required = fields.iter().filter(|field| field.required);
    let required: Vec<_> = required.map(|field| field.name.as_str()).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

pub(super) fn json(schema: &Schema) -> Value {
    let one = match &schema.shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Secret(_) => json!({ "type": "string", "format": PASSWORD }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Integer(format) => json!({ "type": "integer", "format": format.unwrap_or("int64") }),
        Shape::Number(format) => json!({ "type": "number", "format": format.unwrap_or("double") }),
        Shape::Named(name) => json!({ "$ref": format!("#/definitions/{name}") }),
        Shape::List(items) => json!({ "type": "array", "items": json(items) }),
        Shape::Map(values) => json!({ "type": "object", "additionalProperties": json(values) }),
    };
    match schema.nullable {
        false => one,
        true => json!({ "oneOf": [one, { "type": "null" }] }),
    }
}

/// Returns the type, as written outside of the module that defines it.
pub(super) fn rust(schema: &Schema) -> TokenStream {
    let one = match &schema.shape {
        Shape::Text => quote!(::std::string::String),
        Shape::Secret(_) => quote!(crate::Secret),
        Shape::Boolean => quote!(bool),
        Shape::Integer(Some("int32")) => quote!(i32),
        Shape::Integer(_) => quote!(i64),
        Shape::Number(Some("float")) => quote!(f32),
        Shape::Number(_) => quote!(f64),
        Shape::Named(name) => {
            let name = format_ident!("{name}");
            quote!(types::#name)
        }
        Shape::List(items) => {
            let items = rust(items);
            quote!(::std::vec::Vec<#items>)
        }
        Shape::Map(values) => {
            let values = rust(values);
            quote!(::std::collections::BTreeMap<::std::string::String, #values>)
        }
    };
    match schema.nullable {
        false => one,
        true => quote!(::std::option::Option<#one>),
    }
}

/// Returns the type of an argument.
pub(super) fn argument(schema: &Schema) -> TokenStream {
    match &schema.shape {
        Shape::Text => quote!(&str),
        Shape::Integer(_) | Shape::Number(_) | Shape::Boolean => rust(schema),
        _ => {
            let one = rust(schema);
            quote!(&#one)
        }
    }
}
