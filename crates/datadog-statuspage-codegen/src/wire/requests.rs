//! How the operations of the client make their requests.

use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{Block, Expr, ExprLit, ExprMethodCall, Lit, LitStr, Pat, Stmt, Token, parse_quote};

/// Whether this is `let info = OperationInfo { .. };`.
pub(super) fn is_info(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Local(local)
        if local.pat == parse_quote!(info)
        && matches!(local.init.as_ref().map(|init| init.expr.as_ref()), Some(Expr::Struct(_))))
}

/// In place of sending a request, with hooks around it, the request and what
/// reads its answer:
///
/// ```text
/// let info = OperationInfo { operation_id: "id" };
/// self.pre(&mut request, &info).await?;
/// let result = self.exec(request, &info).await;
/// self.post(&result, &info).await?;
/// let response = result?;
/// ```
pub(super) fn prepare(block: &mut Block) {
    // An address without parameters need not be put together and parsed again and again.
    let fixed = block.stmts.iter().find_map(fixed_path);
    block
        .stmts
        .retain(|statement| fixed_path(statement).is_none());
    let operation = block.stmts.iter().find_map(id);
    let mut request = None;
    let mut making = Vec::new();
    let mut reading: Vec<Stmt> = Vec::new();
    let mut answer = None;
    for statement in std::mem::take(&mut block.stmts) {
        let hook = awaited(&statement);
        let calls = |method: &str| hook.as_ref().is_some_and(|call| call.method == method);
        match &statement {
            _ if is_info(&statement) || calls("pre") || calls("post") => {}
            Stmt::Local(_) if calls("exec") => {
                request = hook.and_then(|call| call.args.first().cloned());
            }
            Stmt::Local(local) if request.is_some() && answer.is_none() => {
                answer = Some(local.pat.clone());
            }
            _ if answer.is_some() => reading.push(statement),
            _ => match built(&statement, fixed.as_ref(), operation.as_ref()) {
                Some(statements) => making.extend(statements),
                None => making.push(statement),
            },
        }
    }
    making.push(Stmt::Expr(
        parse_quote!(Ok(Prepared::new(#request, |#answer| { #(#reading)* }))),
        None,
    ));
    block.stmts = making;
}

/// The statements that make the request of `let mut request = self.client.post(url)...build()?`
/// without a builder, which would be moved with each call, and whose `json`
/// would leave copies of a secret in freed memory.
///
/// Its path is `fixed`, or else in the URL that was put together before.
fn built(statement: &Stmt, fixed: Option<&LitStr>, operation: Option<&Expr>) -> Option<Vec<Stmt>> {
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
    let mut url: Expr = match fixed {
        Some(path) => parse_quote!(crate::address(self, #path)?),
        None => parse_quote!(crate::parsed(&#url)?),
    };
    let query: Vec<Expr> = calls
        .iter()
        .rev()
        .filter_map(|call| parameter(call))
        .collect();
    if !query.is_empty() {
        url = parse_quote!(crate::with_query(#url, [#(#query),*])?);
    }
    let mutable = calls
        .iter()
        .skip(1)
        .any(|call| call.method != "query")
        .then(|| quote!(mut));
    let mut statements: Vec<Stmt> = vec![parse_quote! {
        let #mutable #request = crate::Request::new(#operation, ::reqwest::Method::#verb, #url);
    }];
    for call in calls.iter().skip(1).rev() {
        let args = &call.args;
        match call.method.to_string().as_str() {
            "query" => {}
            "header" => statements.push(parse_quote!(#request.headers.push((#args));)),
            "headers" => {
                statements.push(parse_quote!(#request.headers.extend(crate::pairs(#args));))
            }
            "json" => statements.extend::<[Stmt; 2]>([
                parse_quote! {
                    #request.headers.push((
                        ::reqwest::header::CONTENT_TYPE,
                        ::reqwest::header::HeaderValue::from_static("application/json"),
                    ));
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

/// The id in `let info = OperationInfo { operation_id: "id" };`.
fn id(statement: &Stmt) -> Option<Expr> {
    match statement {
        Stmt::Local(local) if is_info(statement) => match local.init.as_ref()?.expr.as_ref() {
            Expr::Struct(info) => info.fields.first().map(|field| field.expr.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The name and the value in `.query(&progenitor_client::QueryParam::new(name, &value))`.
fn parameter(call: &ExprMethodCall) -> Option<Expr> {
    let Expr::Reference(made) = call.args.first()? else {
        return None;
    };
    let Expr::Call(made) = made.expr.as_ref() else {
        return None;
    };
    let (name, value) = (made.args.first()?, made.args.get(1)?);
    (call.method == "query").then(|| parse_quote!((#name, crate::query_value(#value)?)))
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
