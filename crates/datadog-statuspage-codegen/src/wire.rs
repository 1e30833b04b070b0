//! The low-level client: progenitor's output, and what we change in it.

use std::panic::{self, AssertUnwindSafe};

use openapiv3::{
    OpenAPI, ReferenceOr, Schema, SchemaKind, StringType, Type, VariantOrUnknownOrEmpty,
};
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TagStyle};
use quote::quote;
use schemars::schema::{InstanceType, SchemaObject};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprLit, ExprMatch, ExprMethodCall, File, ImplItem, Item, ItemMod, Lit,
    LitStr, Path, Stmt, Token, parse_quote,
};

use crate::validate::Checked;
use crate::{Problem, render};

pub(crate) fn generate(checked: &Checked) -> Result<String, Problem> {
    let mut file = run(checked, "the client", |generator, openapi| {
        generator.generate_tokens(openapi)
    })?;
    Improve.visit_file_mut(&mut file);
    SharedBase.visit_file_mut(&mut file);
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
        .with_inner_type(quote!(crate::SharedTransport))
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

/// What we change in progenitor's client.
struct Improve;

impl VisitMut for Improve {
    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        if module.ident == "types"
            && let Some((_, items)) = &mut module.content
        {
            items.iter_mut().for_each(derive_json_schema);
            open_enums(items);
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        // `Client::new` unwraps, and builds a client that follows redirects,
        // which would hand the keys to whatever host a redirect names.
        item.items.retain(|item| {
            !matches!(item, ImplItem::Fn(function)
                if function.sig.ident == "new" && function.sig.receiver().is_none())
        });
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        // Datadog documents no `api-version` header.
        block.stmts.retain(|statement| !sets_api_version(statement));
        let appends = |statement: &Stmt| {
            quote!(#statement)
                .to_string()
                .contains("header_map . append")
        };
        if !block.stmts.iter().any(appends) {
            // That was the only header: no map is needed for the rest, which are none.
            block
                .stmts
                .retain(|statement| !declares_header_map(statement));
            WithoutHeaderMap.visit_block_mut(block);
        }
        // An address without parameters need not be put together and parsed again and again.
        if let Some(path) = block.stmts.iter().find_map(fixed_path) {
            block
                .stmts
                .retain(|statement| fixed_path(statement).is_none());
            ByAddress(path).visit_block_mut(block);
        }
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        // `RequestBuilder::json` would leave copies of a secret in freed memory.
        if let Expr::MethodCall(call) = expression
            && call.method == "json"
            && call.args.len() == 1
        {
            let ExprMethodCall { receiver, args, .. } = call;
            *expression = parse_quote! {
                #receiver
                    .header(
                        ::reqwest::header::CONTENT_TYPE,
                        ::reqwest::header::HeaderValue::from_static("application/json"),
                    )
                    .body(crate::request_body(#args)?)
            };
        }
        // A transport may have read the whole body before.
        if let Expr::Call(call) = expression
            && *call.func == parse_quote!(ResponseValue::from_response)
        {
            *call.func = parse_quote!(crate::answer);
        }
    }
}

/// Lets every enum of texts hold one that the fragment doesn't know, since a
/// value that Datadog adds must not make a success unreadable.
fn open_enums(items: &mut [Item]) {
    let mut opened = Vec::new();
    for item in &mut *items {
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
            item.attrs.iter_mut().for_each(derive_no_copy);
            item.variants.push(parse_quote! {
                /// A value that the fragment doesn't know.
                #[serde(untagged)]
                #[cfg_attr(feature = "schemars", schemars(skip))]
                Unknown(::std::string::String)
            });
            opened.push(item.ident.clone());
        }
    }
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

/// A text is not `Copy`.
fn derive_no_copy(attribute: &mut Attribute) {
    if attribute.path().is_ident("derive")
        && let Ok(derives) =
            attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
    {
        let rest = derives.iter().filter(|derive| !derive.is_ident("Copy"));
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

/// Takes `.headers(header_map)` out of a chain of calls.
struct WithoutHeaderMap;

impl VisitMut for WithoutHeaderMap {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "headers"
            && call.args.first() == Some(&parse_quote!(header_map))
        {
            *expression = (*call.receiver).clone();
        }
    }
}

/// Has the transport make the URL of a request out of the base URL and this path.
struct ByAddress(LitStr);

impl VisitMut for ByAddress {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        for argument in &mut call.args {
            if *argument == parse_quote!(url) {
                let path = &self.0;
                *argument = parse_quote!(crate::address(self.inner(), &self.baseurl, #path)?);
            }
        }
    }
}

/// The path in `let url = format!("{}/path", self.baseurl,)`, if it is the same in every call.
fn fixed_path(statement: &Stmt) -> Option<LitStr> {
    let Stmt::Local(local) = statement else {
        return None;
    };
    let Expr::Macro(made) = local.init.as_ref()?.expr.as_ref() else {
        return None;
    };
    let arguments = made
        .mac
        .parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated)
        .ok()?;
    let mut arguments = arguments.iter();
    let (template, base) = (arguments.next()?, arguments.next()?);
    let is_fixed = local.pat == parse_quote!(url)
        && *base == parse_quote!(self.baseurl)
        && arguments.next().is_none();
    let Expr::Lit(ExprLit {
        lit: Lit::Str(template),
        ..
    }) = template
    else {
        return None;
    };
    let path = template.value().strip_prefix("{}")?.to_owned();
    is_fixed.then(|| LitStr::new(&path, template.span()))
}

/// Lets clients share their base URL.
struct SharedBase;

impl VisitMut for SharedBase {
    fn visit_field_mut(&mut self, field: &mut syn::Field) {
        if field.ident.as_ref().is_some_and(|name| name == "baseurl") {
            field.ty = parse_quote!(::std::sync::Arc<str>);
        }
    }

    fn visit_signature_mut(&mut self, signature: &mut syn::Signature) {
        for argument in &mut signature.inputs {
            if let syn::FnArg::Typed(argument) = argument
                && *argument.pat == parse_quote!(baseurl)
            {
                *argument.ty = parse_quote!(impl ::std::convert::Into<::std::sync::Arc<str>>);
            }
        }
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if *expression == parse_quote!(baseurl.to_string()) {
            *expression = parse_quote!(baseurl.into());
        } else if *expression == parse_quote!(self.baseurl.as_str()) {
            *expression = parse_quote!(&self.baseurl);
        }
    }
}

fn declares_header_map(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Local(local) if local.pat == parse_quote!(mut header_map))
}

fn sets_api_version(statement: &Stmt) -> bool {
    let Stmt::Expr(Expr::MethodCall(call), _) = statement else {
        return false;
    };
    call.method == "append"
        && call.args.first()
            == Some(&parse_quote!(::reqwest::header::HeaderName::from_static(
                "api-version"
            )))
}
