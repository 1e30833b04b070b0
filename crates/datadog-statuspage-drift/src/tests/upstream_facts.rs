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

const ID: &str = "operationId: MakeThing\n";
const NAME: &str = "name: { type: string";
const REQUIRED: &str = "required: [name]\n";
const PERMISSIONS: &str = "x-datadog-permissions: [things_write]";

/// What is put in the place of what, and what that is reported as.
const CHANGES: [(&str, &str, &str, &str); 20] = [
    (ID, "&      deprecated: true\n", "deprecated", ""),
    (ID, "&      x-unstable: It may change.\n", "unstable", ""),
    (ID, "&      x-unstable: true\n", "unstable", ""),
    (
        ID,
        "&      servers: [{ url: https://x.example }]\n",
        "server-missing",
        "/servers/https://x.example",
    ),
    (
        "/things/{id}:\n",
        "&    servers: [{ url: https://x.example }]\n",
        "server-missing",
        "/servers/https://x.example",
    ),
    (ID, "operationId: DoThing\n", "operation-id", ""),
    (
        PERMISSIONS,
        "x-permission: { operator: AND, permissions: [things_write] }",
        "permission-operator",
        "/permissions",
    ),
    (NAME, "&, pattern: ^a", "pattern", "/request/name"),
    (NAME, "&, readOnly: true", "access", "/request/name"),
    (NAME, "&, writeOnly: true", "access", "/request/name"),
    (NAME, "&, deprecated: true", "deprecated", "/request/name"),
    (NAME, "&, x-what: 1", "unread", "/request/name"),
    (NAME, "&, not: {}", "unread", "/request/name"),
    (
        "\"#/components/schemas/Size\"",
        "&, nullable: true",
        "unread",
        "/request/sizes",
    ),
    ("items: {", "minItems: 1, &", "limit", "/request/sizes"),
    (
        REQUIRED,
        "&              additionalProperties: false\n",
        "additional-properties",
        "/request",
    ),
    (
        REQUIRED,
        "&              minProperties: 1\n",
        "limit",
        "/request",
    ),
    (
        "    Size:\n",
        "&      minProperties: 1\n",
        "limit",
        "/request/sizes",
    ),
    (
        "{ description: made }",
        "{ description: made, headers: { X-A: { schema: { type: string } } } }",
        "answer-header-missing",
        "/responses/201/headers/x-a",
    ),
    (
        "schema: { type: string } }",
        "deprecated: true, &",
        "deprecated",
        "/parameters/path/id",
    ),
];

/// What says the same.
const ALIKE: [(&str, &str); 5] = [
    (ID, "&      deprecated: false\n"),
    (ID, "&      x-unstable: false\n"),
    (NAME, "&, readOnly: false, title: x, x-enum-varnames: [A]"),
    (REQUIRED, "&              additionalProperties: true\n"),
    (
        PERMISSIONS,
        "x-permission: { operator: or, permissions: [things_write] }",
    ),
];

#[test]
fn everything_that_an_operation_or_a_schema_says_is_compared() {
    for (from, to, kind, place) in CHANGES {
        let found = changed(from, &to.replace('&', from));
        let place = format!("MakeThing{place}");
        assert_eq!(found, [(kind.to_owned(), place)], "{to}");
    }
    for (from, to) in ALIKE {
        assert_eq!(changed(from, &to.replace('&', from)), [], "{to}");
    }
}

#[test]
fn a_keyword_that_is_not_read_is_told_once() {
    let twice = upstream()
        .replace(NAME, &format!("{NAME}, not: {{}}"))
        .replace("unit: {", "unit: { not: {},");
    let theirs = read_upstream(&twice, &ours()).unwrap();
    let problems = compare(&ours(), &theirs, "upstream", Options::default());
    let unread: Vec<_> = problems
        .into_iter()
        .filter(|it| it.kind == Kind::Unread)
        .collect();
    report(
        &unread,
        &expect![[r#"
        info: unread at MakeThing/request/name
          source  upstream
          theirs  not
          repair  teach the reader not, or accept that it is not compared

        1 problem
    "#]],
    );
}

const KEYS: &str = "        - apiKeyAuth: []\n          appKeyAuth: []\n";
const TOKEN: &str = "        - AuthZ: [integrations_read]\n";

/// Changes of who may call, and what each is reported as.
const WAYS: [(&str, &str, &str); 6] = [
    (KEYS, KEYS, ""),
    (
        KEYS,
        "",
        "breaking security-gone GetStatuspageAccount/security/dd-api-key + dd-application-key",
    ),
    (
        TOKEN,
        "",
        "breaking security-gone GetStatuspageAccount/security/authorization",
    ),
    (
        TOKEN,
        "        - AuthZ: [integrations_read]\n        - apiKeyAuth: []\n",
        "additive security-missing GetStatuspageAccount/security/dd-api-key",
    ),
    (
        TOKEN,
        "        - AuthZ: [integrations_read, more]\n",
        "breaking scope-missing GetStatuspageAccount/security/authorization/more",
    ),
    (
        TOKEN,
        "        - AuthZ: []\n",
        "info scope-gone GetStatuspageAccount/security/authorization/integrations_read",
    ),
];

#[test]
fn each_way_to_say_who_calls_is_compared() {
    let ours = read_fragment(FRAGMENT).unwrap();
    let server = "  - url: https://{subdomain}.{site}\n    variables: { subdomain: { default: api }, site: { enum: [datadoghq.com] } }\n";
    let (before, rest) = FRAGMENT.split_once("servers:\n").unwrap();
    let (_, after) = rest.split_once("\ntags:").unwrap();
    let upstream = format!("{before}servers:\n{server}\ntags:{after}");
    for (from, to, expected) in WAYS {
        let theirs = read_upstream(&upstream.replacen(from, to, 1), &ours).unwrap();
        let problems = compare(&ours, &theirs, "", Options::default());
        let told = problems
            .iter()
            .filter(|problem| problem.kind != Kind::SiteGone);
        let told = told.map(|problem| {
            let (severity, kind) = (problem.severity.name(), problem.kind.name());
            format!("{severity} {kind} {}", problem.place)
        });
        assert_eq!(told.collect::<Vec<_>>().join(", "), expected);
    }
}
