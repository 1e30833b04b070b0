//! What only Datadog's whole document says.

use super::*;

fn ours() -> Facts {
    read_fragment(SMALL).unwrap()
}

/// The small document with a piece of it replaced, and what is reported.
fn changed(from: &str, to: &str) -> Vec<(String, String)> {
    let upstream = upstream();
    assert!(upstream.contains(from), "{from}");
    let theirs = read_upstream(&upstream.replacen(from, to, 1), &ours()).unwrap();
    let problems = compare(&ours(), &theirs, "upstream", Options::default());
    let told = problems
        .into_iter()
        .filter(|problem| problem.kind != Kind::Duplicate);
    told.map(|problem| (problem.kind.name(), problem.place))
        .collect()
}

#[test]
fn everything_that_an_operation_or_a_schema_says_is_compared() {
    let id = "operationId: MakeThing\n";
    let more = |text: &str| format!("{id}      {text}\n");
    let name = "name: { type: string";
    let permissions = "x-datadog-permissions: [things_write]";
    let all = "{ operator: AND, permissions: [things_write] }";
    for (from, to, kind, place) in [
        (id, more("deprecated: true"), "deprecated", ""),
        (id, more("x-unstable: It may change."), "unstable", ""),
        (id, more("x-unstable: true"), "unstable", ""),
        (
            id,
            more("servers: [{ url: https://x.example }]"),
            "server-missing",
            "/servers/https://x.example",
        ),
        (
            "/things/{id}:\n",
            "/things/{id}:\n    servers: [{ url: https://x.example }]\n".to_owned(),
            "server-missing",
            "/servers/https://x.example",
        ),
        (id, "operationId: DoThing\n".to_owned(), "operation-id", ""),
        (
            permissions,
            format!("x-permission: {all}"),
            "permission-operator",
            "/permissions",
        ),
        (
            name,
            format!("{name}, pattern: ^a"),
            "pattern",
            "/request/name",
        ),
        (
            name,
            format!("{name}, readOnly: true"),
            "access",
            "/request/name",
        ),
        (
            name,
            format!("{name}, writeOnly: true"),
            "access",
            "/request/name",
        ),
        (
            name,
            format!("{name}, deprecated: true"),
            "deprecated",
            "/request/name",
        ),
        (
            name,
            format!("{name}, x-what: 1"),
            "unread",
            "/request/name",
        ),
        (
            name,
            format!("{name}, not: {{}}"),
            "unread",
            "/request/name",
        ),
        (
            "items: {",
            "minItems: 1, items: {".to_owned(),
            "limit",
            "/request/sizes",
        ),
        (
            "required: [name]",
            "additionalProperties: false\n              required: [name]".to_owned(),
            "additional-properties",
            "/request",
        ),
        (
            "required: [name]",
            "minProperties: 1\n              required: [name]".to_owned(),
            "limit",
            "/request",
        ),
        (
            "    Size:\n",
            "    Size:\n      minProperties: 1\n".to_owned(),
            "limit",
            "/request/sizes",
        ),
        (
            "{ description: made }",
            "{ description: made, headers: { X-A: { schema: { type: string } } } }".to_owned(),
            "answer-header-missing",
            "/responses/201/headers/x-a",
        ),
        (
            "schema: { type: string } }",
            "deprecated: true, schema: { type: string } }".to_owned(),
            "deprecated",
            "/parameters/path/id",
        ),
    ] {
        let found = changed(from, &to);
        let place = format!("MakeThing{place}");
        assert_eq!(found, [(kind.to_owned(), place)], "{to}");
    }
    let alike = [
        (id, more("deprecated: false")),
        (id, more("x-unstable: false")),
        (
            name,
            format!("{name}, readOnly: false, title: x, x-enum-varnames: [A]"),
        ),
        (
            "required: [name]",
            "additionalProperties: true\n              required: [name]".to_owned(),
        ),
        (
            permissions,
            "x-permission: { operator: or, permissions: [things_write] }".to_owned(),
        ),
    ];
    for (from, to) in alike {
        assert_eq!(changed(from, &to), [], "{to}");
    }
}

/// What a change of the fragment's own security, as Datadog might publish it, is reported as.
#[test]
fn each_way_to_say_who_calls_is_compared() {
    let ours = read_fragment(FRAGMENT).unwrap();
    let entry = "  - url: https://{subdomain}.{site}\n    variables: { subdomain: { default: api }, site: { enum: [datadoghq.com] } }\n";
    let (before, rest) = FRAGMENT.split_once("servers:\n").unwrap();
    let after = &rest[rest.find("\ntags:").unwrap()..];
    let upstream = format!("{before}servers:\n{entry}{after}");
    let found = |from: &str, to: &str| {
        let theirs = read_upstream(&upstream.replacen(from, to, 1), &ours).unwrap();
        let problems = compare(&ours, &theirs, "", Options::default());
        let told = problems
            .into_iter()
            .filter(|problem| problem.kind != Kind::SiteGone);
        let told = told.map(|problem| {
            format!(
                "{} {} {}",
                problem.severity.name(),
                problem.kind.name(),
                problem.place
            )
        });
        told.collect::<Vec<_>>().join(", ")
    };
    let keys = "        - apiKeyAuth: []\n          appKeyAuth: []\n";
    let scope = "        - AuthZ: [integrations_read]\n";
    assert_eq!(found("no such text", ""), "");
    for (from, to, expected) in [
        (
            keys,
            "",
            "breaking security-gone GetStatuspageAccount/security/dd-api-key + dd-application-key",
        ),
        (
            scope,
            "",
            "breaking security-gone GetStatuspageAccount/security/authorization",
        ),
        (
            scope,
            "        - AuthZ: [integrations_read]\n        - apiKeyAuth: []\n",
            "additive security-missing GetStatuspageAccount/security/dd-api-key",
        ),
        (
            scope,
            "        - AuthZ: [integrations_read, more]\n",
            "breaking scope-missing GetStatuspageAccount/security/authorization/more",
        ),
        (
            scope,
            "        - AuthZ: []\n",
            "info scope-gone GetStatuspageAccount/security/authorization/integrations_read",
        ),
    ] {
        assert_eq!(found(from, to), expected);
    }
}
