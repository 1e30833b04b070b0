//! Documents that are not fragments.

use expect_test::{expect, expect_file};

use super::{OURS, problems};
use crate::fragment::Fragment;

#[test]
fn every_problem_is_reported_with_its_place() {
    let broken = include_str!("../../golden/broken.yaml");
    expect_file!["../../golden/broken.txt"].assert_eq(&problems(broken));
}

#[test]
fn what_is_not_yaml_is_said_to_be_so() {
    expect!["broken.yaml:2:1: can't be read as YAML: duplicate mapping key: a"]
        .assert_eq(&problems("a: 1\na: 2\n"));
}

#[test]
fn what_is_yaml_but_no_fragment_is_said_to_be_so() {
    expect!["broken.yaml:1:1: the fragment must be an object"].assert_eq(&problems("hello"));
    expect![[r#"broken.yaml:18:1: OpenAPI "3.1.0" is not a 3.0 version (at #/openapi)"#]]
        .assert_eq(&problems(&OURS.replace("openapi: 3.0.3", "openapi: 3.1.0")));
}

#[test]
fn hostile_documents_end_in_problems() {
    let deep = "[".repeat(100_000);
    let bomb = (0..20u8).fold("a0: &a0 [x, x]\n".to_owned(), |mut text, n| {
        text.push_str(&format!(
            "a{}: &a{} [*a{n}, *a{n}, *a{n}, *a{n}]\n",
            n + 1,
            n + 1
        ));
        text
    });
    for text in [
        "",
        "\0",
        "a: &a [*a]",
        "? ? ?",
        "!!binary x",
        "- \t- x",
        &deep,
        &bomb,
    ] {
        assert!(Fragment::parse(text).is_err(), "{:.20}", text);
    }
}

#[test]
fn a_schema_of_any_depth_ends_in_a_problem() {
    let open = "{type: object, properties: {a: ".repeat(40);
    let schema = format!("{open}{{type: string}}{}", "}}".repeat(40));
    expect!["broken.yaml:1:490: can't be read as YAML: budget breached: Depth { depth: 33 } at line 1, column 490"].assert_eq(&problems(&format!("components: {{ schemas: {{ A: {schema} }} }}")));
}
