//! Datadog's whole document.

use super::*;

#[test]
fn what_the_upstream_says_twice_is_its_own_problem() {
    let ours = small();
    let text = format!("{}info: {{ title: again }}\n", upstream());
    let theirs = read_upstream(&text, &ours).unwrap();
    report(
        &compare(&ours, &theirs, "upstream", Options::default()),
        &expect![[r#"
            info: duplicate at #/info
              source  upstream
              theirs  appears twice
              repair  nothing in the fragment: the duplicate is in the source

            info: duplicate at sites/api.datadoghq.com
              source  upstream
              theirs  datadoghq.com appears twice in the enum of server 0
              repair  nothing in the fragment: the duplicate is in the source

            2 problems
        "#]],
    );
}

#[test]
fn schemas_are_read_through_all_of_and_cycles() {
    let text = upstream()
        .replace(
            "items: { $ref: \"#/components/schemas/Size\" }",
            "items: { allOf: [{ $ref: \"#/components/schemas/Size\" }] }",
        )
        .replace(
            "cm: {",
            "self: { $ref: \"#/components/schemas/Size\" }\n        cm: {",
        );
    let ours = small();
    let theirs = read_upstream(&text, &ours).unwrap();
    let problems = compare(&ours, &theirs, "upstream", Options::default());
    let kinds: Vec<_> = problems
        .iter()
        .map(|problem| (problem.kind, problem.place.as_str()))
        .collect();
    assert!(
        kinds.contains(&(Kind::FieldMissing, "MakeThing/request/sizes[].self")),
        "{kinds:?}"
    );
    assert!(
        !kinds.iter().any(|(kind, _)| *kind == Kind::FieldGone),
        "{kinds:?}"
    );
}

#[test]
fn other_operations_are_listed_when_asked() {
    let ours = small();
    let other = "paths:\n  /others:\n    get: { operationId: ListOthers, tags: [T], responses: { \"200\": { description: x } } }\n";
    let text = upstream()
        .replace(
            "operationId: MakeThing",
            "operationId: MakeThing\n      tags: [T]",
        )
        .replace("paths:\n", other);
    let theirs = read_upstream(&text, &ours).unwrap();
    let missing = |all_operations| {
        let problems = compare(&ours, &theirs, "", Options { all_operations });
        problems
            .into_iter()
            .filter(|problem| problem.kind == Kind::OperationMissing)
            .count()
    };
    assert_eq!((missing(false), missing(true)), (0, 1));
}

#[test]
fn schemas_that_contain_each_other_are_expanded_to_a_bound() {
    let properties: String = (0..9)
        .map(|n| format!("p{n}: {{ $ref: '#/components/schemas/S{n}' }}, "))
        .collect();
    let schemas: String = (0..9)
        .map(|n| format!("    S{n}: {{ type: object, properties: {{ {properties} }} }}\n"))
        .collect();
    let text = upstream()
        .replace("    Size:\n", &format!("{schemas}    Size:\n"))
        .replace("components/schemas/Size", "components/schemas/S0");
    let start = std::time::Instant::now();
    let error = read_upstream(&text, &small()).unwrap_err();
    assert!(error.why.contains("more than 5000 fields"), "{error}");
    assert!(start.elapsed() < std::time::Duration::from_secs(5));
}

const NAME: &str = "name: { type: string";

#[test]
fn a_keyword_that_is_not_read_is_reported_once() {
    let twice = upstream()
        .replace(NAME, &format!("{NAME}, not: {{}}"))
        .replace("unit: {", "unit: { not: {},");
    let theirs = read_upstream(&twice, &small()).unwrap();
    let problems = compare(&small(), &theirs, "upstream", Options::default());
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
              repair  extend the reader to compare not, or accept that it is not compared

            1 problem
        "#]],
    );
}

/// Returns our fragment as part of Datadog's whole document.
pub(super) fn whole() -> String {
    let sites: Vec<_> = read_fragment(&FRAGMENT)
        .unwrap()
        .sites
        .into_keys()
        .collect();
    let sites = sites.join(", ").replace("api.", "");
    let server = format!(
        "  - url: https://{{subdomain}}.{{site}}\n    variables: {{ subdomain: {{ default: api }}, site: {{ enum: [{sites}] }} }}\n"
    );
    let (before, rest) = FRAGMENT.split_once("servers:\n").unwrap();
    let (_, after) = rest.split_once("\ntags:").unwrap();
    let lines = after.split_inclusive('\n');
    // One of our own.
    let after: String = lines
        .filter(|line| !line.contains("x-datadog-page"))
        .collect();
    format!("{before}servers:\n{server}\ntags:{after}")
}

#[test]
fn a_fragment_names_at_least_one_source() {
    for (sources_of, [page, upstream]) in [
        ("page: [a]", [1, 0]),
        ("upstream: [b]", [0, 1]),
        ("page: [a], upstream: [b]", [1, 1]),
    ] {
        let sources = sources(&format!("x-datadog-sources: {{ {sources_of} }}")).unwrap();
        assert_eq!(
            (sources.page.len(), sources.upstream.len()),
            (page, upstream)
        );
    }
    assert!(sources("x-datadog-sources: { page: [] }").is_err());
}

#[test]
fn a_scheme_is_told_by_where_its_secret_is() {
    for (scheme, expected) in [
        ("type: apiKey, in: header, name: X-Key", "x-key"),
        ("type: apiKey, in: query, name: key", "query key"),
        ("type: http, scheme: Bearer", "authorization"),
        ("type: http, scheme: basic", "authorization basic"),
        ("type: openIdConnect", "authorization"),
        ("type: mutualTLS", "scheme K"),
    ] {
        let text = upstream().replace("paths:\n", "security: [{ K: [] }]\npaths:\n");
        let text = text.replace(
            "components:\n",
            &format!("components:\n  securitySchemes: {{ K: {{ {scheme} }} }}\n"),
        );
        let facts = read_upstream(&text, &small()).unwrap();
        let operation = facts.operations.values().next().unwrap();
        let ways: Vec<_> = operation
            .security
            .iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
        assert_eq!(ways, [expected], "{scheme}");
    }
}
