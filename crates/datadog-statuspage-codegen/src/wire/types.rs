//! What we change in the types that progenitor makes of schemas.

use syn::punctuated::Punctuated;
use syn::visit_mut::VisitMut;
use syn::{Attribute, ExprMatch, File, Item, Path, Token, parse_quote};

pub(super) fn improve(file: &mut File) {
    for item in &mut file.items {
        if let Item::Mod(module) = item
            && module.ident == "types"
            && let Some((_, items)) = &mut module.content
        {
            items.iter_mut().for_each(derive_json_schema);
            open_enums(items);
        }
    }
}

/// Lets every enum of texts hold one that the fragment doesn't know, since a
/// value that Datadog adds must not make a success unreadable.
fn open_enums(items: &mut Vec<Item>) {
    let mut opened = Vec::new();
    for item in items.iter_mut() {
        if let Item::Enum(item) = item
            && item
                .variants
                .iter()
                .all(|variant| variant.fields.is_empty())
            && item
                .variants
                .iter()
                .all(|variant| variant.ident != "Unknown")
        {
            item.attrs.push(parse_quote!(#[non_exhaustive]));
            item.attrs.iter_mut().for_each(derive_less);
            item.variants.push(parse_quote! {
                /// A value that the fragment doesn't know.
                #[serde(untagged)]
                #[cfg_attr(feature = "schemars", schemars(skip))]
                Unknown(::std::string::String)
            });
            opened.push(item.ident.clone());
        }
    }
    items.extend(opened.iter().map(|name| {
        parse_quote! {
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
    }));
    for item in items {
        if let Item::Impl(item) = item
            && opened
                .iter()
                .any(|name| item.self_ty == parse_quote!(#name))
        {
            DisplayUnknown.visit_item_impl_mut(item);
        }
    }
}

/// A text is not `Copy`, and what reads any text needs no guesses.
fn derive_less(attribute: &mut Attribute) {
    if attribute.path().is_ident("derive")
        && let Ok(derives) =
            attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
    {
        let rest = derives.iter().filter(|derive| {
            let name = derive
                .segments
                .last()
                .map(|segment| segment.ident.to_string());
            !matches!(name.as_deref(), Some("Copy" | "Deserialize"))
        });
        *attribute = parse_quote!(#[derive(#(#rest),*)]);
    }
}

/// Adds the arm of `Unknown` where an enum's variants are written as texts.
struct DisplayUnknown;

impl VisitMut for DisplayUnknown {
    fn visit_expr_match_mut(&mut self, expression: &mut ExprMatch) {
        if *expression.expr == parse_quote!(*self) {
            *expression.expr = parse_quote!(self);
            expression
                .arms
                .push(parse_quote!(Self::Unknown(text) => f.write_str(text),));
        }
    }
}

fn derive_json_schema(item: &mut Item) {
    let attributes = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        _ => return,
    };
    attributes
        .push(parse_quote!(#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]));
}
