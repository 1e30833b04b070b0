//! What we change in the client that progenitor makes of operations.
//!
//! Its own needs the crate progenitor-client, reads bodies without bound, and
//! forgets the status and the headers of an answer that it can't read. Ours
//! makes each request together with what reads its answer, for whoever carries
//! requests; the client itself is written by hand.

use std::collections::HashSet;

use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, ExprMethodCall, File, FnArg, ImplItem, Item, ItemImpl, Path, Signature, Stmt,
    parse_quote,
};

use super::requests::{is_info, prepare};
use super::split::split;
use crate::Problem;

pub(super) fn improve(file: &mut File) -> Result<(), Problem> {
    file.items.retain(|item| !is_of_progenitor_client(item));
    file.items.insert(
        0,
        parse_quote! {
            #[allow(unused_imports)]
            use crate::{encode_path, Client, Error, Prepared, Requests, ResponseValue};
        },
    );
    Improve.visit_file_mut(file);
    unsupported(file)?;
    split(file);
    Ok(())
}

fn is_of_progenitor_client(item: &Item) -> bool {
    match item {
        Item::Use(item) => item
            .to_token_stream()
            .to_string()
            .contains("progenitor_client"),
        // Ours is written by hand.
        Item::Struct(item) => item.ident == "Client",
        Item::Mod(item) => item.ident == "prelude",
        // `ClientInfo`, and the assertion that there are hooks.
        Item::Impl(item) => item.trait_.is_some() || is_of_constructors(item),
        Item::Const(_) => true,
        _ => false,
    }
}

fn is_of_constructors(block: &ItemImpl) -> bool {
    block.items.iter().any(|item| {
        matches!(item, ImplItem::Fn(function)
            if function.sig.ident == "new_with_client" && function.sig.receiver().is_none())
    })
}

/// What is left of what our low-level crate has nothing for.
fn unsupported(file: &mut File) -> Result<(), Problem> {
    let mut left = Left(None);
    left.visit_file_mut(file);
    match left.0 {
        None => Ok(()),
        Some(what) => Err(Problem {
            place: Default::default(),
            message: format!("an operation has {what}, which the low-level crate can't do"),
        }),
    }
}

/// Looks for calls and types of progenitor's client crate; names of the fragment's are none.
struct Left(Option<&'static str>);

impl VisitMut for Left {
    fn visit_item_impl_mut(&mut self, block: &mut ItemImpl) {
        visit_mut::visit_item_impl_mut(self, block);
        if block.self_ty != parse_quote!(Client) {
            return;
        }
        for item in &block.items {
            if let ImplItem::Fn(operation) = item {
                self.0 = self.0.or(left_in_parameters(&operation.sig));
            }
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        if call.method == "form_urlencoded" {
            self.0 = Some("a form as the body of a request");
        } else if call.method == "build" {
            self.0 = self.0.or(Some("a body that isn't JSON"));
        }
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.is_ident("ByteStream") {
            self.0 = Some("an answer that isn't JSON");
        } else if *path == parse_quote!(reqwest::Upgraded) {
            self.0 = Some("an upgrade of the connection");
        }
    }
}

/// What there is no room for among the parameters of an operation.
fn left_in_parameters(signature: &Signature) -> Option<&'static str> {
    let mut names = HashSet::new();
    for argument in &signature.inputs {
        let FnArg::Typed(argument) = argument else {
            continue;
        };
        let name = argument.pat.to_token_stream().to_string();
        if name == "header_map" {
            return Some("a parameter named header_map");
        }
        let text = argument.ty.to_token_stream().to_string();
        // A password is only ever shown to the body of a request.
        if name != "body" && text.contains("crate :: Secret") {
            return Some("a parameter that is a password");
        }
        if !names.insert(name) {
            return Some("two parameters of one name");
        }
    }
    None
}

struct Improve;

impl VisitMut for Improve {
    fn visit_block_mut(&mut self, block: &mut Block) {
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
        if block.stmts.iter().any(is_info) {
            prepare(block);
        }
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        if let Some(answer) = read_by(expression, "from_response") {
            *expression = parse_quote!(#answer.value());
        } else if let Some(answer) = read_by(expression, "empty") {
            *expression = parse_quote!(#answer.empty());
        } else if let Some(answer) = status_of(expression) {
            *expression = parse_quote!(#answer.status.as_u16());
        } else if *expression == parse_quote!(Error::ErrorResponse) {
            *expression = parse_quote!(Error::documented);
        } else if *expression == parse_quote!(Error::UnexpectedResponse) {
            *expression = parse_quote!(Error::undocumented);
        }
        visit_mut::visit_expr_mut(self, expression);
    }
}

/// What is read in `ResponseValue::how(answer)`, awaited or not.
fn read_by(expression: &Expr, how: &str) -> Option<Expr> {
    let call = match expression {
        Expr::Await(awaited) => awaited.base.as_ref(),
        other => other,
    };
    match call {
        Expr::Call(call) => {
            let Expr::Path(function) = call.func.as_ref() else {
                return None;
            };
            let is_it = function.path.segments.last()?.ident == how;
            let of_value = function.path.segments.first()?.ident == "ResponseValue";
            (is_it && of_value).then(|| call.args.first().cloned())?
        }
        _ => None,
    }
}

/// The answer in `answer.status().as_u16()`.
fn status_of(expression: &Expr) -> Option<Expr> {
    match expression {
        Expr::MethodCall(number) if number.method == "as_u16" => match number.receiver.as_ref() {
            Expr::MethodCall(status) if status.method == "status" => {
                Some(status.receiver.as_ref().clone())
            }
            _ => None,
        },
        _ => None,
    }
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
