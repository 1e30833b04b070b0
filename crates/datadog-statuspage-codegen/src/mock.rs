//! The typed mocks: progenitor's httpmock helpers, and what we change in them.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, parse_quote};

use crate::validate::Checked;
use crate::{Problem, render, wire};

pub(crate) fn generate(checked: &Checked) -> Result<String, Problem> {
    let mut file = wire::run(checked, "the mocks", |generator, openapi| {
        generator.httpmock(openapi, "datadog_statuspage_api")
    })?;
    Improve.visit_file_mut(&mut file);
    Ok(render::rust_file(&file))
}

struct Improve;

impl VisitMut for Improve {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        // A secret serializes only into a request, which `json_body_obj` doesn't know of.
        if let Expr::MethodCall(call) = expression
            && call.method == "json_body_obj"
        {
            call.method = parse_quote!(json_body);
            let value = call.args.clone();
            call.args.clear();
            call.args.push(parse_quote!(crate::as_sent(#value)));
        }
    }
}
