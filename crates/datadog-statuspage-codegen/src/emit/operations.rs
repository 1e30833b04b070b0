//! The operations: a method that builds each request, one that sends it, and the reader of its
//! answer.

use heck::ToShoutySnakeCase;
use http::StatusCode;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::doc::doc;
use super::schema::{argument, rust};
use crate::model::{Operation, Schema, Shape};

/// An operation as the templates use it.
struct Parts<'a> {
    operation: &'a Operation,
    name: Ident,
    /// The names of the arguments; `arguments` has them with their types.
    names: Vec<Ident>,
    arguments: Vec<TokenStream>,
    value: TokenStream,
    error: TokenStream,
}

pub(super) fn operations(operations: &[Operation]) -> TokenStream {
    let parts: Vec<_> = operations.iter().map(Parts::of).collect();
    let requests = parts.iter().map(Parts::request);
    let sent = parts.iter().map(Parts::sent);
    quote! {
        #[allow(clippy::all)]
        impl Requests {
            #(#requests)*
        }
        #[allow(clippy::all)]
        impl Client {
            #(#sent)*
        }
    }
}

impl<'a> Parts<'a> {
    fn of(operation: &'a Operation) -> Self {
        let mut names = Vec::new();
        let mut arguments = Vec::new();
        let parameters = operation.parameters.iter();
        let parameters = parameters.map(|one| (one.ident.as_str(), &one.schema));
        let body = operation.body.iter().map(|(schema, _)| ("body", schema));
        for (name, schema) in parameters.chain(body) {
            let name = format_ident!("{name}");
            let kind = argument(schema);
            arguments.push(quote!(#name: #kind));
            names.push(name);
        }
        let or_nothing = |schema: &Option<Schema>| schema.as_ref().map_or_else(|| quote!(()), rust);
        Self {
            operation,
            name: format_ident!("{}", operation.name),
            names,
            arguments,
            value: or_nothing(&operation.responses.success.schema),
            error: or_nothing(&operation.responses.error),
        }
    }

    /// Creates the method that builds the request.
    fn request(&self) -> TokenStream {
        let Self {
            operation,
            name,
            arguments,
            value,
            error,
            ..
        } = self;
        let responses = &operation.responses;
        let doc = format!(" Builds the request of [`Client::{name}`].");
        let id = &operation.name;
        let method = format_ident!("{}", operation.method.to_uppercase());
        let path = &operation.path;
        let parameters = operation.parameters.iter().map(|parameter| {
            let name = format_ident!("{}", parameter.ident);
            match parameter.schema.shape {
                Shape::Text => quote!(#name),
                _ => quote!(&#name.to_string()),
            }
        });
        let body = operation.body.iter().map(|_| quote!(.with_json(body)?));
        let success = &responses.success;
        let constant = constant(success.status);
        let code = number(success.status);
        let read = match success.schema {
            Some(_) => quote!(answer.value()),
            None => quote!(Ok(answer.empty())),
        };
        let errors = responses.errors.iter().map(|status| number(*status));
        let documented = match responses.error {
            Some(_) => quote!(answer.value()?),
            None => quote!(answer.empty()),
        };
        quote! {
            #[doc = #doc]
            pub fn #name(&self, #(#arguments),*) -> Result<Prepared<#value, #error>, Error<#error>> {
                let request = self.request(#id, Method::#method, #path, &[#(#parameters),*])? #(#body)*;
                Ok(Prepared::new(request, StatusCode::#constant, |answer| match answer.status.as_u16() {
                    #code => #read,
                    #(#errors)|* => Err(Error::documented(#documented)),
                    _ => Err(Error::undocumented(answer)),
                }))
            }
        }
    }

    /// Creates the method that sends it.
    fn sent(&self) -> TokenStream {
        let Self {
            name,
            names,
            arguments,
            value,
            error,
            ..
        } = self;
        let doc = doc(&self.description());
        quote! {
            #doc
            pub async fn #name(&self, #(#arguments),*) -> Result<ResponseValue<#value>, Error<#error>> {
                self.send(self.requests.#name(#(#names),*)?).await
            }
        }
    }

    fn description(&self) -> String {
        let operation = self.operation;
        let (method, path) = (operation.method.to_uppercase(), &operation.path);
        let mut paragraphs = Vec::new();
        paragraphs.extend(operation.summary.clone());
        paragraphs.extend(operation.description.clone());
        paragraphs.push(format!("Sends a `{method}` request to `{path}`."));
        let parameters = operation.parameters.iter();
        let parameters = parameters.map(|one| (&*one.ident, &one.description));
        let body = operation.body.iter().map(|(_, text)| ("body", text));
        let arguments: Vec<_> = parameters
            .chain(body)
            .filter_map(|(name, text)| Some(format!("- `{name}`: {}", text.as_ref()?)))
            .collect();
        if !arguments.is_empty() {
            paragraphs.push(format!("Arguments:\n{}", arguments.join("\n")));
        }
        paragraphs.join("\n\n")
    }
}

/// Returns the constant of a success status.
fn constant(status: StatusCode) -> Ident {
    let reason = status.canonical_reason().unwrap_or_default();
    format_ident!("{}", reason.to_shouty_snake_case())
}

fn number(status: StatusCode) -> Literal {
    Literal::u16_unsuffixed(status.as_u16())
}
