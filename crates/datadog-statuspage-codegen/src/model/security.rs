//! Security requirements: checked, not generated, because callers set the credentials.

use std::collections::BTreeSet;

use crate::reader::At;

/// The OAuth flows of OpenAPI, and the URLs that each has.
const FLOWS: [(&str, &[&str]); 4] = [
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
];

/// Checks the schemes, and the default alternatives of operations.
pub(super) fn check(root: &At<'_>) {
    let schemes = schemes(root);
    for (_, scheme) in schemes.iter().flat_map(At::members) {
        match scheme.needed("the scheme", "type") {
            Some("apiKey") => key(&scheme),
            Some("oauth2") => oauth2(&scheme),
            Some(_) => scheme.problem_at("type", "the scheme's type can only be apiKey or oauth2"),
            None => {}
        }
        scheme.text("description");
    }
    alternatives(root);
}

fn schemes<'a>(at: &At<'a>) -> Option<At<'a>> {
    at.root().get("components")?.get("securitySchemes")
}

fn key(scheme: &At<'_>) {
    scheme.object("a key", &["type", "in", "name", "description"]);
    if scheme
        .needed("the scheme", "in")
        .is_some_and(|place| place != "header")
    {
        scheme.problem_at("in", "the scheme's in can only be header");
    }
    scheme.needed("the scheme", "name");
}

fn oauth2(scheme: &At<'_>) {
    scheme.object("an oauth2 scheme", &["type", "flows", "description"]);
    let Some(flows) = scheme.get("flows") else {
        scheme.problem_at("flows", "the scheme has no flows");
        return;
    };
    flows.object("flows", &FLOWS.map(|(name, _)| name));
    for (name, addresses) in FLOWS {
        let Some(flow) = flows.get(name) else {
            continue;
        };
        flow.object("the flow", &[addresses, &["refreshUrl", "scopes"]].concat());
        for address in addresses {
            flow.needed("the flow", address);
        }
        flow.text("refreshUrl");
        match flow.get("scopes") {
            None => flow.problem_at("scopes", "the flow has no scopes"),
            Some(scopes) => scopes.members().iter().for_each(|(_, scope)| {
                scope.as_text();
            }),
        }
    }
}

/// Returns the scopes that a scheme's flows define; none for a key.
fn scopes<'a>(scheme: &At<'a>) -> Option<BTreeSet<&'a str>> {
    let flows = scheme.get("flows")?.value.as_object()?.values();
    let scopes = flows.filter_map(|flow| flow.get("scopes")?.as_object());
    Some(
        scopes
            .flat_map(|scopes| scopes.keys())
            .map(String::as_str)
            .collect(),
    )
}

/// Checks alternatives: each names existing schemes, and scopes that they have.
pub(super) fn alternatives(holder: &At<'_>) {
    for alternative in holder.list("security") {
        for (name, at) in alternative.members() {
            let Some(scheme) = schemes(holder).and_then(|known| known.get(name)) else {
                at.problem(format!("there is no security scheme {name:?}"));
                continue;
            };
            let (known, named) = (scopes(&scheme), at.items());
            for scope in named {
                match (&known, scope.as_text()) {
                    (None, _) => scope.problem("a key can't have scopes"),
                    (Some(known), Some(name)) if !known.contains(name) => {
                        scope.problem(format!("no flow of the scheme has the scope {name:?}"));
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Checks that a token's scopes are the permissions that the operation needs.
pub(super) fn of_operation(operation: &At<'_>) {
    alternatives(operation);
    let texts = |list: &At<'_>| -> BTreeSet<String> {
        let items = list.value.as_array().into_iter().flatten();
        items
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect()
    };
    let Some(permissions) = operation.get("x-datadog-permissions") else {
        return;
    };
    let permissions = texts(&permissions);
    let holder = match operation.get("security") {
        Some(_) => operation.clone(),
        None => operation.root(),
    };
    for alternative in holder.list("security") {
        for (name, at) in alternative.members() {
            let scheme = schemes(operation).and_then(|known| known.get(name));
            if scheme.as_ref().and_then(scopes).is_some() && texts(&at) != permissions {
                let permissions: Vec<_> = permissions.iter().map(String::as_str).collect();
                let permissions = permissions.join(", ");
                let id = operation.text("operationId").unwrap_or_default();
                let message = format!("the scopes of {id} must be its permissions: {permissions}");
                at.problem(message);
            }
        }
    }
}
