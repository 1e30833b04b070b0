//! Readers, comparator, acceptance and report on small sources.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::*;

/// A fragment with every kind of thing in it: our own.
pub(crate) const FRAGMENT: &str = include_str!("../../../spec/statuspage.yaml");

const SMALL: &str = r##"
openapi: 3.0.3
info: { title: small, version: "1" }
servers:
  - url: https://api.datadoghq.com
    x-datadog-site: { name: US1, parameter: datadoghq.com, web: app.datadoghq.com }
paths:
  /things/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    post:
      operationId: MakeThing
      x-datadog-page: https://docs.example/things/make-a-thing.md
      x-datadog-permissions: [things_write]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties:
                name: { type: string, minLength: 1 }
                sizes: { type: array, items: { $ref: "#/components/schemas/Size" } }
            example: { name: "", sizes: [{ cm: many }] }
      responses:
        "201": { description: made }
        "429": { description: too many }
components:
  schemas:
    Size:
      type: object
      properties:
        cm: { type: integer, format: int64, default: 3 }
        unit: { type: string, enum: [metric, other] }
"##;

const PAGE: &str = "\
# Make a thing{% #make-a-thing %}
{% tab title=\"v2\" %}

| Datadog site | API endpoint |
| --- | --- |
| app.datadoghq.com | POST https://api.datadoghq.com/things/{id} |

### Overview
It needs `things_write`.

### Arguments
#### Path Parameters
| Name | Type | Description |
| --- | --- | --- |
| id [*required*] | string | Which. |

### Request
#### Body Data (required)
{% tab title=\"Model\" %}

| Parent field | Field | Type | Description |
| --- | --- | --- | --- |
| sizes | unit | enum | In what. Allowed enum values: `metric`,`other` |
|  | name [*required*] | string | A `name`. |
|  | sizes | [object] | How &#91;large&#93; it is: a \\| b |
| sizes | cm | int64 | In cm. |
{% /tab %}

### Response
{% tab title=\"201\" %}
Made
{% /tab %}
{% tab title=\"429\" %}
Too many
{% /tab %}

### Code Example
curl -X POST
";

const PLAIN: &str = "\
Make a thing

POST\u{a0} https://api.datadoghq.com/things/{id}

Overview

It needs things_write.

Arguments

Path Parameters

Name

Type

Description

id\u{a0}[required]

string

Which.

Request

Body Data (required)

Field

Type

Description

name\u{a0}[required]

string

sizes

[object]

cm

int64

In cm.

default: 3

unit

enum

In what. Allowed enum values: metric,other

{
  \"name\": \"x\",
  \"sizes\": [{ \"cm\": 1, \"unit\": \"other\" }]
}

Response

Created

Too many requests

Code Example

curl -X POST
";

fn report(problems: &[Problem], expected: &Expect) {
    let mut text = String::new();
    render::text(problems, 0, &mut text).unwrap();
    expected.assert_eq(&text);
}

fn small() -> Facts {
    read_fragment(SMALL).unwrap()
}

fn against(page: &str) -> Vec<Problem> {
    let ours = small();
    compare(
        &ours,
        &read_page(page, &ours).unwrap(),
        "the page",
        Options::default(),
    )
}

#[test]
fn both_forms_of_a_page_say_what_the_fragment_says() {
    assert_eq!(against(PAGE), []);
    assert_eq!(against(PLAIN), []);
}

#[test]
fn a_report_says_what_differs_where_and_what_to_do() {
    let page = PAGE
        .replace("id [*required*]", "id")
        .replace("int64", "string")
        .replace("`other`", "`imperial`")
        .replace("|  | name [*required*] | string | A `name`. |\n", "")
        .replace("title=\"201\"", "title=\"200\"")
        .replace("https://api.datadoghq.com", "https://api.uk9.datadoghq.com");
    report(
        &against(&page),
        &expect![[r#"
            breaking: field-gone at MakeThing/request/name
              source  the page
              ours    string
              repair  remove name from the schema

            breaking: field-type at MakeThing/request/sizes[].cm
              source  the page
              ours    int64
              theirs  string
              repair  change its type to string

            breaking: value-gone at MakeThing/request/sizes[].unit
              source  the page
              ours    other
              repair  remove other from its enum

            breaking: status-missing at MakeThing/responses/200
              source  the page
              theirs  200
              repair  add 200 to the operation's responses

            breaking: status-gone at MakeThing/responses/201
              source  the page
              ours    201
              repair  remove 201 from the operation's responses

            breaking: site-gone at sites/api.datadoghq.com
              source  the page
              ours    api.datadoghq.com
              repair  remove the server https://api.datadoghq.com, or accept that the source lacks it

            additive: field-required at MakeThing/parameters/path/id
              source  the page
              ours    required
              theirs  optional
              repair  take it from required of its schema

            additive: value-missing at MakeThing/request/sizes[].unit
              source  the page
              theirs  imperial
              repair  add imperial to its enum

            additive: site-missing at sites/api.uk9.datadoghq.com
              source  the page
              theirs  api.uk9.datadoghq.com
              repair  under servers: - { url: "https://api.uk9.datadoghq.com", x-datadog-site: { name: UK9, parameter: uk9.datadoghq.com, web: app.datadoghq.com } }

            9 problems
        "#]],
    );
    let json = render::json(&against(&page)[..1]);
    expect![[r#"
        {
          "problems": [
            {
              "kind": "field-gone",
              "severity": "breaking",
              "where": "MakeThing/request/name",
              "ours": "string",
              "theirs": null,
              "repair": "remove name from the schema"
            }
          ]
        }
    "#]]
    .assert_eq(&json);
}

#[test]
fn examples_are_held_against_their_schemas() {
    let ours = small();
    report(
        &check_examples(&ours, &ours, "the fragment"),
        &expect![[r#"
            info: example at MakeThing/request/name
              source  the fragment
              theirs  is 0 characters long, outside of the bounds
              repair  correct the example, or the schema, in the fragment

            info: example at MakeThing/request/sizes[].cm
              source  the fragment
              theirs  is int64, and the example has many
              repair  correct the example, or the schema, in the fragment

            2 problems
        "#]],
    );
    let real = read_fragment(FRAGMENT).unwrap();
    assert_eq!(check_examples(&real, &real, "ours"), []);
}

#[test]
fn a_page_that_moved_is_known_by_its_title() {
    let problems = against(&PAGE.replace("/things/{id}", "/things/v3/{id}"));
    let moved: Vec<_> = problems
        .iter()
        .filter(|problem| problem.kind == Kind::OperationMoved)
        .collect();
    assert_eq!(moved[0].place, "MakeThing");
    assert_eq!(moved[0].theirs.as_deref(), Some("POST /things/v3/{id}"));
}

#[test]
fn what_is_no_page_can_not_be_read() {
    let ours = small();
    for (page, why) in [
        ("", "no endpoint (a method and its URLs) is in it"),
        ("some words", "no endpoint (a method and its URLs) is in it"),
        (
            "<!DOCTYPE html><html>",
            "1: this is HTML; a page is read as Markdown or as plain text",
        ),
        ("| a | b |\n| - | - |\n", "no table of endpoints is in it"),
        (
            &PAGE.replace("| sizes | cm | int64 | In cm. |", "| sizes | cm | in cm |"),
            "26: 3 cells below 4 heads",
        ),
        (
            &PAGE.replace("| sizes | cm |", "| size | cm |"),
            "26: the parent of a field is not in the table",
        ),
        (
            &PAGE.replace("int64", "length"),
            "26: \"cm\" of type \"length\" is no field that can be read",
        ),
        (
            &PAGE.replace("POST https", "SEND https"),
            "6: \"SEND\" is not the method of the others",
        ),
        (
            &PAGE
                .replace("title=\"201\"", "title=\"a\"")
                .replace("title=\"429\"", "title=\"b\""),
            "30: \"a\" is no status that can be read",
        ),
        (
            &PLAIN.replace("Created", "Made"),
            "\"Made\" is the name of no status that is known",
        ),
        (&PLAIN.replace("int64", "length"), ""),
        (
            &PLAIN.replace("\"name\": \"x\",", "\"name\": x,"),
            "an example that is not JSON",
        ),
    ] {
        match read_page(page, &ours) {
            Err(error) => assert!(error.to_string().contains(why), "{why}: {error}"),
            // A description that isn't a type is a description; then the field is missed.
            Ok(theirs) => {
                let problems = compare(&ours, &theirs, "", Options::default());
                assert!(!problems.is_empty(), "{why}\n{page}");
            }
        }
    }
}

#[test]
fn what_is_no_document_can_not_be_read() {
    for (text, why) in [
        ("", "not a document"),
        ("a: [", "not YAML"),
        ("{\"a\": ", "1: not JSON"),
        ("openapi: 2.0", "not an OpenAPI 3 document"),
        ("openapi: 3.0.0", "an OpenAPI document without paths"),
        (
            "openapi: 3.0.0\npaths: { /a: { get: { parameters: [{ $ref: '#/b' }] } } }",
            "$ref \"#/b\" leads nowhere",
        ),
        (
            "openapi: 3.0.0\na: { $ref: '#/a' }\npaths: { /a: { get: { parameters: [{ $ref: '#/a' }] } } }",
            "never ends",
        ),
    ] {
        let error = read_fragment(text).unwrap_err().to_string();
        assert!(error.contains(why), "{why}: {error}");
    }
    let ours = small();
    let nowhere = SMALL.replace("https://api.datadoghq.com", "https://{host}");
    let error = read_upstream(&nowhere, &ours).unwrap_err().to_string();
    assert!(error.contains("no server"), "{error}");
    let deep = format!(
        "openapi: 3.0.0\nx: {}{}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    assert!(read_fragment(&deep).is_err());
    let deep = format!("{{\"x\": {}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(read_fragment(&deep).is_err());
}

/// The small fragment as Datadog would have it in its whole document.
fn upstream() -> String {
    SMALL.replace(
        "  - url: https://api.datadoghq.com\n",
        "  - url: https://{subdomain}.{site}\n    variables: { subdomain: { default: api }, site: { default: datadoghq.com, enum: [datadoghq.com, datadoghq.com] } }\n",
    )
}

#[test]
fn what_the_upstream_says_twice_is_its_own_problem() {
    let ours = small();
    let text = format!("{}info: {{ title: again }}\n", upstream());
    let theirs = read_upstream(&text, &ours).unwrap();
    report(
        &compare(&ours, &theirs, "upstream", Options::default()),
        &expect![[r##"
            info: duplicate at #/info
              source  upstream
              theirs  is there twice
              repair  nothing here: it is the source that says it twice

            info: duplicate at sites/api.datadoghq.com
              source  upstream
              theirs  datadoghq.com is twice in the enum of server 0
              repair  nothing here: it is the source that says it twice

            2 problems
        "##]],
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

fn accepted(text: &str) -> Accepted {
    Accepted::parse(text).unwrap()
}

fn filtered(
    accepted: &Accepted,
    problems: Vec<Problem>,
    operations: Option<Vec<String>>,
) -> (Vec<Problem>, usize) {
    let problems = problems
        .into_iter()
        .map(|problem| (SourceKind::Page, problem))
        .collect();
    let spoken = [Spoken {
        kind: SourceKind::Page,
        operations,
    }];
    accepted.filter(problems, &spoken, "accepted.yaml")
}

#[test]
fn what_is_accepted_is_left_out_and_what_is_not_there_is_a_problem() {
    let problems = against(&PAGE.replace("int64", "string"));
    assert_eq!(problems.len(), 1);
    let entry = |theirs: &str, place: &str| {
        accepted(&format!(
            "accepted:\n  - kind: field-type\n    where: {place}\n    source: page\n    theirs: {theirs}\n    reason: the page is wrong\n"
        ))
    };
    let place = "MakeThing/request/sizes[].cm";
    let (left, count) = filtered(&entry("string", place), problems.clone(), None);
    assert_eq!((left.len(), count), (0, 1));
    // What they say has changed since, or the difference is gone: both are told.
    for (accepted, expected) in [
        (
            entry("boolean", place),
            vec![Kind::FieldType, Kind::AcceptanceUnused],
        ),
        (entry("string", "Other/request"), vec![Kind::FieldType]),
    ] {
        let (left, _) = filtered(
            &accepted,
            problems.clone(),
            Some(vec!["MakeThing".to_owned()]),
        );
        let kinds: Vec<_> = left.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, expected);
    }
    let (left, _) = filtered(&entry("string", place), Vec::new(), None);
    report(
        &left,
        &expect![[r#"
            info: acceptance-unused at MakeThing/request/sizes[].cm
              source  accepted.yaml
              ours    field-type, since the page is wrong
              repair  remove it from accepted.yaml: the difference isn't there

            1 problem
        "#]],
    );
}

#[test]
fn an_acceptance_has_a_reason_and_a_known_form() {
    for text in [
        "accepted: [{ kind: a, where: b, source: page, reason: ' ' }]",
        "accepted: [{ kind: a, where: b, source: page }]",
        "accepted: [{ kind: a, where: b, source: book, reason: c }]",
        "accepted: [{ kind: a, where: b, source: page, reason: c, whom: d }]",
        "",
    ] {
        assert!(Accepted::parse(text).is_err(), "{text}");
    }
}

#[test]
fn every_kind_and_severity_has_a_name() {
    assert_eq!(Kind::SiteMissing.name(), "site-missing");
    assert_eq!(Kind::AcceptanceUnused.name(), "acceptance-unused");
    assert_eq!(Severity::Additive.name(), "additive");
}

#[test]
fn pages_are_found_by_their_addresses() {
    let addresses = page_addresses(FRAGMENT).unwrap();
    assert_eq!(
        addresses.len(),
        read_fragment(FRAGMENT).unwrap().operations.len()
    );
    assert!(
        addresses
            .iter()
            .all(|address| address.starts_with("https://docs.datadoghq.com/"))
    );
}

/// Pages and documents with pieces missing, doubled or spoilt.
fn spoilt(text: &'static str) -> impl Strategy<Value = String> {
    let lines: Vec<&str> = text.lines().collect();
    let piece = prop_oneof![
        Just("| | |"),
        Just("|"),
        Just("```"),
        Just("{% tab title=\"200\" %}"),
        Just("{"),
        Just("["),
        Just("]"),
        Just("# "),
        Just("Response"),
        Just("Field"),
        Just("Type"),
        Just("$ref: '#/paths'"),
        Just("\u{a0}["),
        Just("é|é"),
    ];
    proptest::collection::vec((0..lines.len(), piece, any::<bool>()), 0..12).prop_map(
        move |changes| {
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            for (index, piece, keep) in changes {
                let line = &mut lines[index];
                *line = if keep {
                    format!("{line}{piece}")
                } else {
                    piece.to_owned()
                };
            }
            lines.join("\n")
        },
    )
}

proptest! {
    #[test]
    fn no_page_does_harm(page in prop_oneof![spoilt(PAGE), spoilt(PLAIN), any::<String>()]) {
        let ours = small();
        if let Ok(theirs) = read_page(&page, &ours) {
            compare(&ours, &theirs, "", Options::default());
            check_examples(&theirs, &ours, "");
        }
    }

    #[test]
    fn no_document_does_harm(text in prop_oneof![spoilt(SMALL), any::<String>()]) {
        let ours = small();
        if let Ok(theirs) = read_upstream(&text, &ours).or_else(|_| read_fragment(&text)) {
            compare(&ours, &theirs, "", Options { all_operations: true });
            check_examples(&theirs, &ours, "");
        }
    }
}

#[test]
fn a_page_that_is_cut_short_is_no_page() {
    for page in [PAGE, PLAIN] {
        let lines: Vec<_> = page.lines().collect();
        for kept in 0..lines.len() - 1 {
            let cut = lines[..kept].join("\n");
            assert!(read_page(&cut, &small()).is_err(), "{cut}");
        }
    }
}

#[test]
fn a_page_that_says_it_twice_is_no_page() {
    let ours = small();
    let answer = "{% tab title=\"201\" %}\nMade\n{% /tab %}\n";
    for page in [
        PAGE.replace(answer, &answer.repeat(2)),
        PAGE.replace("title=\"429\"", "title=\"4XX\""),
        PAGE.replace(
            "| sizes | cm | int64 | In cm. |",
            "| sizes | cm | int64 | In cm. |\n| sizes | cm | string | In cm. |",
        ),
        PAGE.replace("POST https:", "POST http:"),
        PLAIN.replace("Created\n", "Created\n\nCreated\n"),
    ] {
        assert!(read_page(&page, &ours).is_err(), "{page}");
    }
    let problems = against(&PAGE.replace(
        "https://api.datadoghq.com",
        "https://api.datadoghq.com:8443",
    ));
    assert!(
        problems
            .iter()
            .any(|problem| problem.place == "sites/api.datadoghq.com:8443")
    );
}

#[test]
fn the_values_of_an_enum_end_where_their_quotes_do() {
    for (cell, expected) in [
        ("`metric`,`other`. See `foo`.", Vec::new()),
        ("`metric`, `other` default: `other`", vec![Kind::Default]),
        ("`metric`", vec![Kind::ValueGone]),
    ] {
        let problems = against(&PAGE.replace("`metric`,`other`", cell));
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, expected, "{cell}");
    }
    let problems =
        against(&PAGE.replace("In what. Allowed enum values: `metric`,`other`", "In what."));
    assert!(
        problems
            .iter()
            .all(|problem| problem.kind == Kind::ValueGone)
            && problems.len() == 2
    );
}

#[test]
fn schemas_that_hold_each_other_are_told_to_their_bound() {
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

#[test]
fn a_type_beside_null_is_that_type() {
    let text = upstream().replace(
        "type: string, minLength: 1",
        "type: [string, \"null\"], minLength: 1",
    );
    let theirs = read_upstream(&text, &small()).unwrap();
    let problems = compare(&small(), &theirs, "", Options::default());
    assert!(
        problems
            .iter()
            .any(|problem| problem.kind == Kind::Nullable)
    );
    assert!(
        !problems
            .iter()
            .any(|problem| problem.kind == Kind::FieldType)
    );
}

#[test]
fn a_repair_can_be_pasted() {
    let problems =
        against(&PAGE.replace("https://api.datadoghq.com", "https://api.uk9.datadoghq.com"));
    let repair = &problems
        .iter()
        .find(|problem| problem.kind == Kind::SiteMissing)
        .unwrap()
        .repair;
    let entry = repair.strip_prefix("under servers: ").unwrap();
    let spec = FRAGMENT.replacen("servers:\n", &format!("servers:\n  {entry}\n"), 1);
    assert!(
        read_fragment(&spec)
            .unwrap()
            .sites
            .contains_key("api.uk9.datadoghq.com")
    );
}
