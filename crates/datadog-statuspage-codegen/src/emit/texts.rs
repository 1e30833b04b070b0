//! String types: enums that may grow, and strings of limited length.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::doc;
use crate::model::{Bounds, Variant};

/// Creates an enum of strings. It has a variant for unknown values, so that a value which Datadog
/// adds doesn't make a success unreadable.
pub(super) fn open_enum(
    name: &str,
    description: Option<&str>,
    variants: &[Variant],
    default: Option<usize>,
) -> TokenStream {
    let doc = doc::of_type(description, name);
    let name = format_ident!("{name}");
    let texts: Vec<_> = variants.iter().map(|variant| &variant.text).collect();
    let variants: Vec<_> = variants
        .iter()
        .map(|variant| format_ident!("{}", variant.name))
        .collect();
    let default = default.and_then(|index| variants.get(index));
    let default = default.map(|variant| default_of(&name, variant));
    let from_text = from_text(&name);
    quote! {
        #doc
        #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum #name {
            #(
                #[serde(rename = #texts)]
                #variants,
            )*
            /// A value that the fragment doesn't know.
            #[serde(untagged)]
            #[cfg_attr(feature = "schemars", schemars(skip))]
            Unknown(::std::string::String),
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(Self::#variants => f.write_str(#texts),)*
                    Self::Unknown(text) => f.write_str(text),
                }
            }
        }
        impl ::std::str::FromStr for #name {
            type Err = self::error::ConversionError;
            fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
                match value {
                    #(#texts => Ok(Self::#variants),)*
                    _ => Err("invalid value".into()),
                }
            }
        }
        #from_text
        #default
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                let text = <::std::string::String as ::serde::Deserialize>::deserialize(deserializer)?;
                Ok(text.parse().unwrap_or(Self::Unknown(text)))
            }
        }
    }
}

fn default_of(name: &Ident, variant: &Ident) -> TokenStream {
    quote! {
        impl ::std::default::Default for #name {
            fn default() -> Self {
                Self::#variant
            }
        }
    }
}

/// Creates a string type of limited length, which is checked when sent, not when received.
pub(super) fn bounded(name: &str, description: Option<&str>, bounds: Bounds) -> TokenStream {
    let doc = doc::of_type(description, name);
    let name = format_ident!("{name}");
    let most = bounds.most.map(|most| {
        let message = format!("longer than {most} characters");
        quote!(if count > #most { return Err(#message.into()); })
    });
    let least = bounds.least.map(|least| {
        let message = format!("shorter than {least} characters");
        quote!(if count < #least { return Err(#message.into()); })
    });
    let from_text = from_text(&name);
    quote! {
        #doc
        #[derive(
            ::serde::Deserialize, ::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd
        )]
        #[serde(transparent)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        pub struct #name(::std::string::String);
        impl ::std::ops::Deref for #name {
            type Target = ::std::string::String;
            fn deref(&self) -> &::std::string::String {
                &self.0
            }
        }
        impl ::std::convert::From<#name> for ::std::string::String {
            fn from(value: #name) -> Self {
                value.0
            }
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl ::std::str::FromStr for #name {
            type Err = self::error::ConversionError;
            fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
                let count = value.chars().count();
                #most
                #least
                Ok(Self(value.to_owned()))
            }
        }
        #from_text
    }
}

/// Creates the conversions from text.
fn from_text(name: &Ident) -> TokenStream {
    quote! {
        impl ::std::convert::TryFrom<&str> for #name {
            type Error = self::error::ConversionError;
            fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
                value.parse()
            }
        }
        impl ::std::convert::TryFrom<::std::string::String> for #name {
            type Error = self::error::ConversionError;
            fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
                value.parse()
            }
        }
    }
}
