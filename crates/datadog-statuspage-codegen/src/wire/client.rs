//! What we change in the client that progenitor makes of operations.
//!
//! Its own needs the crate progenitor-client, reads bodies without bound, and
//! forgets the status and the headers of an answer that it can't read. Ours
//! hands each request to a transport, and reads what comes back from memory.

use quote::{ToTokens, format_ident, quote};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, ExprLit, ExprMethodCall, File, ImplItem, Item, Lit, LitStr, Local, Pat, Stmt,
    Token, parse_quote,
};

use crate::Problem;

pub(super) fn improve(file: &mut File) -> Result<(), Problem> {
    file.items.retain(|item| !is_of_progenitor_client(item));
    file.items.insert(
        0,
        parse_quote! {
            #[allow(unused_imports)]
            use crate::{encode_path, Error, ResponseValue};
        },
    );
    Improve.visit_file_mut(file);
    SharedBase.visit_file_mut(file);
    unsupported(file)
}

fn is_of_progenitor_client(item: &Item) -> bool {
    match item {
        Item::Use(item) => item
            .to_token_stream()
            .to_string()
            .contains("progenitor_client"),
        // `ClientInfo`, and the assertion that there are hooks.
        Item::Impl(item) => item.trait_.is_some(),
        Item::Const(_) => true,
        _ => false,
    }
}

/// What is left of what our low-level crate has nothing for.
fn unsupported(file: &File) -> Result<(), Problem> {
    let code = file.to_token_stream().to_string();
    for (name, what) in [
        ("form_urlencoded", "a form as the body of a request"),
        ("build", "a body that isn't JSON"),
        ("ByteStream", "an answer that isn't JSON"),
        ("Upgraded", "an upgrade of the connection"),
        ("progenitor_client", "something"),
    ] {
        if code
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == name)
        {
            return Err(Problem {
                place: Default::default(),
                message: format!(
                    "an operation has {what}, which the low-level crate can't do ({name} in progenitor's output)"
                ),
            });
        }
    }
    Ok(())
}

struct Improve;

impl VisitMut for Improve {
    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        // `Client::new` unwraps, and builds a client that follows redirects,
        // which would hand the keys to whatever host a redirect names.
        item.items.retain(|item| {
            !matches!(item, ImplItem::Fn(function)
                if function.sig.ident == "new" && function.sig.receiver().is_none())
        });
        visit_mut::visit_item_impl_mut(self, item);
    }

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
        // An address without parameters need not be put together and parsed again and again.
        let fixed = block.stmts.iter().find_map(fixed_path);
        let mut to = To {
            address: match &fixed {
                Some(path) => parse_quote!(crate::address(&self.inner, &self.baseurl, #path)?),
                None => parse_quote!(crate::parsed(&url)?),
            },
            query: Vec::new(),
        };
        if block
            .stmts
            .iter()
            .any(|statement| local(statement, "info").is_some())
        {
            block
                .stmts
                .retain(|statement| fixed_path(statement).is_none());
            to.visit_block_mut(block);
            send_by_transport(block);
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

/// The declaration of a variable, if it is one of this name.
fn local<'a>(statement: &'a Stmt, name: &str) -> Option<&'a Local> {
    match statement {
        Stmt::Local(local) => match &local.pat {
            Pat::Ident(pattern) if pattern.ident == name => Some(local),
            _ => None,
        },
        _ => None,
    }
}

/// In place of the hooks around a request, the transport, which gives the whole answer:
///
/// ```text
/// let info = OperationInfo { operation_id: "id" };
/// self.pre(&mut request, &info).await?;
/// let result = self.exec(request, &info).await;
/// self.post(&result, &info).await?;
/// let response = result?;
/// ```
fn send_by_transport(block: &mut Block) {
    let mut operation = None;
    let mut request = None;
    let mut making = Vec::new();
    let mut rest = Vec::new();
    for mut statement in std::mem::take(&mut block.stmts) {
        let hook = awaited(&statement);
        match &mut statement {
            Stmt::Local(local) if local.pat == parse_quote!(info) => {
                operation = local.init.as_ref().and_then(|init| id_in(&init.expr));
            }
            Stmt::Expr(..) if hook.as_ref().is_some_and(|call| call.method == "pre") => {}
            Stmt::Expr(..) if hook.as_ref().is_some_and(|call| call.method == "post") => {}
            Stmt::Local(_) if hook.as_ref().is_some_and(|call| call.method == "exec") => {
                request = hook.and_then(|call| call.args.first().cloned());
            }
            Stmt::Local(local) if request.is_some() && operation.is_some() => {
                let (request, operation) = (request.take(), operation.take());
                let making = std::mem::take(&mut making);
                if let Some(init) = &mut local.init {
                    // In a block of its own, so that the future doesn't have room for what it made.
                    init.expr = parse_quote! {
                        {
                            #(#making)*
                            self.inner.send(&self.client, #request, #operation)
                        }.await?
                    };
                }
                rest.push(statement);
            }
            _ => match built(&statement) {
                Some(statements) => making.extend(statements),
                None if rest.is_empty() => making.push(statement),
                None => rest.push(statement),
            },
        }
    }
    block.stmts = rest;
}

/// The statements that make the request of `let mut request = self.client.post(url)...build()?`
/// without a builder, which would be moved with each call, and whose `json`
/// would leave copies of a secret in freed memory.
fn built(statement: &Stmt) -> Option<Vec<Stmt>> {
    let Stmt::Local(local) = statement else {
        return None;
    };
    let Pat::Ident(pattern) = &local.pat else {
        return None;
    };
    let Expr::Try(tried) = local.init.as_ref()?.expr.as_ref() else {
        return None;
    };
    let mut calls = Vec::new();
    let mut chain = tried.expr.as_ref();
    while let Expr::MethodCall(call) = chain {
        calls.push(call);
        chain = &call.receiver;
    }
    let request = &pattern.ident;
    let method = calls.pop()?;
    let build = calls.first()?;
    if build.method != "build" || *chain != parse_quote!(self.client) {
        return None;
    }
    let verb = format_ident!("{}", method.method.to_string().to_uppercase());
    let url = method.args.first()?;
    let mutable = (calls.len() > 1).then(|| quote!(mut));
    let mut statements: Vec<Stmt> = vec![parse_quote! {
        let #mutable #request = crate::Request::new(::reqwest::Method::#verb, #url);
    }];
    for call in calls.iter().skip(1).rev() {
        let args = &call.args;
        match call.method.to_string().as_str() {
            "header" => statements.push(parse_quote!(#request.headers.append(#args);)),
            "headers" => statements.push(parse_quote!(#request.headers.extend(#args);)),
            "json" => statements.extend::<[Stmt; 2]>([
                parse_quote! {
                    #request.headers.append(
                        ::reqwest::header::CONTENT_TYPE,
                        ::reqwest::header::HeaderValue::from_static("application/json"),
                    );
                },
                parse_quote!(#request.body = Some(crate::request_json(#args)?);),
            ]),
            _ => return None,
        }
    }
    Some(statements)
}

/// The method call that a statement awaits.
fn awaited(statement: &Stmt) -> Option<ExprMethodCall> {
    let expression = match statement {
        Stmt::Local(local) => local.init.as_ref()?.expr.as_ref(),
        Stmt::Expr(Expr::Try(tried), _) => tried.expr.as_ref(),
        _ => return None,
    };
    match expression {
        Expr::Await(awaited) => match awaited.base.as_ref() {
            Expr::MethodCall(call) => Some(call.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The id in `OperationInfo { operation_id: "id" }`.
fn id_in(info: &Expr) -> Option<Expr> {
    match info {
        Expr::Struct(info) => info.fields.first().map(|field| field.expr.clone()),
        _ => None,
    }
}

/// Has a request go to `address`, with the parameters of its query.
struct To {
    address: Expr,
    query: Vec<Expr>,
}

impl VisitMut for To {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        // Outside in, so that all parameters are known where the address stands.
        while let Expr::MethodCall(call) = expression
            && call.method == "query"
            && let Some(Expr::Reference(parameter)) = call.args.first()
            && let Expr::Call(new) = parameter.expr.as_ref()
        {
            let mut arguments = new.args.iter();
            if let (Some(name), Some(value)) = (arguments.next(), arguments.next()) {
                self.query
                    .insert(0, parse_quote!((#name, crate::query_value(#value)?)));
            }
            *expression = call.receiver.as_ref().clone();
        }
        if *expression == parse_quote!(url) {
            let Self { address, query } = self;
            *expression = match query.as_slice() {
                [] => parse_quote!(#address),
                query => parse_quote!(crate::with_query(#address, [#(#query),*])?),
            };
            return;
        }
        visit_mut::visit_expr_mut(self, expression);
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
