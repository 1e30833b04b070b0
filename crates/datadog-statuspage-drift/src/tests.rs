//! Readers, comparator, acceptance and report on small sources.

mod acceptance;
mod edits;
mod forms;
mod harm;
mod lines;
mod prose;
mod recorded;
mod refusals;
mod sources;
mod upstream;

use std::sync::LazyLock;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::*;
use recorded::FRAGMENT;
use sources::{PAGE, SMALL};

/// What our fragment says.
static OURS: LazyLock<Facts> = LazyLock::new(|| read_fragment(&FRAGMENT).unwrap());

fn report(problems: &[Problem], expected: &Expect) {
    let mut text = String::new();
    render::text(problems, 0, &render::Compared::default(), &mut text).unwrap();
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
fn a_page_says_what_the_fragment_says() {
    assert_eq!(against(PAGE), []);
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
              repair  remove it from required of its schema

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
}

#[test]
fn a_report_can_be_json() {
    let page = PAGE.replace("|  | name [*required*] | string | A `name`. |\n", "");
    let json = render::json(&against(&page), &[]);
    expect![[r#"
        {
          "problems": [
            {
              "kind": "field-gone",
              "severity": "breaking",
              "where": "MakeThing/request/name",
              "ours": "string",
              "theirs": null,
              "repair": "remove name from the schema",
              "source": "the page"
            }
          ],
          "unreadable": []
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
              theirs  is int64, but the example has many
              repair  correct the example, or the schema, in the fragment

            2 problems
        "#]],
    );
    let real = read_fragment(&FRAGMENT).unwrap();
    assert_eq!(check_examples(&real, &real, "ours"), []);
}

/// Returns the small fragment as part of Datadog's whole document.
fn upstream() -> String {
    SMALL.replace(
        "  - url: https://api.datadoghq.com\n",
        "  - url: https://{subdomain}.{site}\n    variables: { subdomain: { default: api }, site: { default: datadoghq.com, enum: [datadoghq.com, datadoghq.com] } }\n",
    )
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
fn every_kind_and_severity_has_a_name() {
    assert_eq!(Kind::SiteMissing.name(), "site-missing");
    assert_eq!(Kind::AcceptanceUnused.name(), "acceptance-unused");
    assert_eq!(Severity::Additive.name(), "additive");
}

#[test]
fn the_fragment_says_where_its_sources_are() {
    let found = sources(&FRAGMENT).unwrap();
    assert!(found.page[0].starts_with("https://docs.datadoghq.com/"));
    assert!(
        found
            .upstream
            .iter()
            .all(|address| address.ends_with("/v2/openapi.yaml"))
    );
    assert!(sources(SMALL).is_err());
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

#[test]
fn what_a_source_says_is_shown_as_one_line() {
    let mut problems = against(&PAGE.replace("int64", "string"));
    problems[0].theirs = Some("a\u{1b}[2J b\n\tc".to_owned());
    let mut text = String::new();
    render::text(&problems, 0, &render::Compared::default(), &mut text).unwrap();
    assert!(text.contains("theirs  a [2J b c\n"), "{text}");
}
