//! The generator on fragments that aren't ours, and on broken ones.

use expect_test::{expect, expect_file};
use proptest::prelude::*;

use crate::{Artifact, Fragment};

const OTHER: &str = include_str!("../golden/other.yaml");
const OURS: &str = include_str!("../golden/ours.yaml");

fn render(fragment: &str, artifact: Artifact) -> String {
    Fragment::parse(fragment).unwrap().render(artifact).unwrap()
}

fn problems(fragment: &str) -> String {
    let problems = Fragment::parse(fragment).unwrap_err();
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| problem.render("broken.yaml"))
        .collect();
    lines.join("\n")
}

#[test]
fn another_fragment_gives_these_files() {
    expect_file!["../golden/generated.rs"].assert_eq(&render(OTHER, Artifact::Wire));
    expect_file!["../golden/table.rs"].assert_eq(&render(OTHER, Artifact::Sites));
    expect_file!["../golden/mock.rs"].assert_eq(&render(OTHER, Artifact::Mock));
    expect_file!["../golden/openapi.json"].assert_eq(&render(OTHER, Artifact::OpenApi));
}

#[test]
fn the_json_form_of_a_fragment_generates_the_same() {
    for fragment in [OTHER, OURS] {
        let json = render(fragment, Artifact::OpenApi);
        for artifact in Artifact::ALL {
            assert_eq!(
                render(&json, artifact),
                render(fragment, artifact),
                "{artifact:?}"
            );
        }
    }
}

#[test]
fn generated_code_does_what_we_changed_in_it() {
    let code = render(OTHER, Artifact::Wire);
    for absent in [
        "api-version",
        "fn new(",
        ".json(",
        "unwrap(",
        "progenitor_client",
    ] {
        assert!(!code.contains(absent), "{absent}");
    }
    assert!(
        code.contains("pub key: crate::Secret"),
        "a password with a least length is one too"
    );
    assert!(
        code.contains("Vec<crate::Secret>"),
        "a list of passwords is one of secrets"
    );
    assert!(
        code.contains("header_map.append"),
        "a documented header is sent"
    );
}

#[test]
fn every_problem_is_reported_with_its_place() {
    let broken = include_str!("../golden/broken.yaml");
    expect_file!["../golden/broken.txt"].assert_eq(&problems(broken));
}

#[test]
fn what_is_not_yaml_is_said_to_be_so() {
    expect!["broken.yaml:2:1: can't be read as YAML: duplicate mapping key: a"]
        .assert_eq(&problems("a: 1\na: 2\n"));
}

#[test]
fn what_is_yaml_but_no_fragment_is_said_to_be_so() {
    expect!["broken.yaml:1:1: not an OpenAPI document, but a single value"]
        .assert_eq(&problems("hello"));
    expect![[r#"broken.yaml:14:1: OpenAPI "3.1.0" is not a 3.0 version (at #/openapi)"#]]
        .assert_eq(&problems(&OURS.replace("openapi: 3.0.3", "openapi: 3.1.0")));
}

#[test]
fn what_progenitor_does_not_support_is_a_problem_not_a_panic() {
    let fragment = OTHER.replace(
        r#""204": { description: Gone. }"#,
        r#""204": { description: Gone. }
        "400": { description: No., content: { application/json: { schema: { type: integer } } } }"#,
    );
    let fragment = Fragment::parse(&fragment).unwrap();
    let problem = fragment.render(Artifact::Wire).unwrap_err();
    assert!(problem.message.contains("progenitor"), "{problem}");
    assert!(fragment.render(Artifact::Sites).is_ok());
}

#[test]
fn what_the_low_level_crate_can_not_do_is_a_problem() {
    let json = r##"          application/json:
            schema: { $ref: "#/components/schemas/Thing" }"##;
    let form = json.replace("application/json", "application/x-www-form-urlencoded");
    let bytes = "          application/octet-stream:
            schema: { type: string, format: binary }";
    for (body, what) in [(form.as_str(), "a form"), (bytes, "isn't JSON")] {
        let fragment = Fragment::parse(&OTHER.replacen(json, body, 1)).unwrap();
        let problem = fragment.render(Artifact::Wire).unwrap_err();
        assert!(problem.message.contains(what), "{problem}");
    }
    let download = r#""204": { description: Gone. }"#;
    let download = OTHER.replace(
        download,
        r#""200": { description: It., content: { application/octet-stream: { schema: { type: string, format: binary } } } }"#,
    );
    let problem = Fragment::parse(&download)
        .unwrap()
        .render(Artifact::Wire)
        .unwrap_err();
    assert!(problem.message.contains("isn't JSON"), "{problem}");
}

#[test]
fn parameters_that_the_generated_code_has_no_room_for_are_problems() {
    let note = "X-Note, in: header, schema: { type: string }";
    for (other, what) in [
        (
            "body, in: header, schema: { type: string }",
            "two parameters",
        ),
        (
            "header_map, in: header, schema: { type: string }",
            "header_map",
        ),
        (
            "X-Note, in: header, schema: { type: string, format: password }",
            "a password",
        ),
        (
            "X-Note, in: query, schema: { type: string, format: password }",
            "a password",
        ),
    ] {
        assert!(OTHER.contains(note));
        let fragment = Fragment::parse(&OTHER.replace(note, other)).unwrap();
        let problem = fragment.render(Artifact::Wire).unwrap_err();
        assert!(problem.message.contains(what), "{other}: {problem}");
    }
}

#[test]
fn names_and_words_of_a_fragment_are_its_own() {
    let fragment = OTHER
        .replace(
            "description: Kept secret.",
            "description: The build of a ByteStream. Upgraded.",
        )
        .replace("operationId: DeleteThing", "operationId: build")
        .replace("colour:", "form_urlencoded:")
        .replace("thing_id", "url")
        .replace("X-Note", "request");
    let code = render(&fragment, Artifact::Wire);
    for present in [
        "fn build",
        "form_urlencoded:",
        "url: &'a str",
        "request: Option<&'a str>",
    ] {
        assert!(code.contains(present), "{present}: {code}");
    }
    assert!(code.contains("crate::parsed(&_url)?"), "{code}");

    let code = render(&OTHER.replace("X-Note", "baseurl"), Artifact::Wire);
    for present in [
        "baseurl: Option<&'a str>",
        "value.to_string().try_into()?",
        "self.baseurl, encode_path",
    ] {
        assert!(code.contains(present), "{present}: {code}");
    }
    let required = OTHER.replace(
        "X-Note, in: header,",
        "baseurl, in: header, required: true,",
    );
    let code = render(&required, Artifact::Wire);
    assert!(code.contains("baseurl.to_string().try_into()?"), "{code}");
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
fn a_misspelt_member_of_a_server_is_a_problem() {
    let problems = problems(&OURS.replace("aliases: [eu]", "alias: [eu]"));
    assert!(
        problems.contains(r#"no member "alias"; it has name, parameter, web, aliases"#),
        "{problems}"
    );
}

#[test]
fn a_ninth_server_is_a_ninth_site() {
    let more = OURS.replace(
        "\nsecurity:",
        "  - url: https://api.xx9.example\n    x-datadog-site: { name: XX9, parameter: xx9.example, web: xx9.example }\n\nsecurity:",
    );
    let before = render(OURS, Artifact::Sites);
    let after = render(&more, Artifact::Sites);
    assert!(!before.contains("Xx9") && after.contains("Site::Xx9"));
    assert_eq!(render(OURS, Artifact::Wire), render(&more, Artifact::Wire));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A fragment with a piece of it replaced by something else.
    #[test]
    fn no_edit_of_a_fragment_does_harm(
        at in any::<prop::sample::Index>(),
        length in 0usize..40,
        instead in prop_oneof![
            Just(String::new()), "[-:{}\\[\\], &*!|>'\"#%@`a-z0-9\n]{0,12}", any::<String>(),
        ],
    ) {
        let lines: Vec<_> = OTHER.lines().collect();
        let start = at.index(lines.len());
        let text: Vec<char> = OTHER.chars().collect();
        let start = lines[..start].iter().map(|line| line.chars().count() + 1).sum::<usize>().min(text.len());
        let end = (start + length).min(text.len());
        let edited: String = text[..start].iter().copied().chain(instead.chars()).chain(text[end..].iter().copied()).collect();
        match Fragment::parse(&edited) {
            Ok(fragment) => {
                let _ = fragment.render(Artifact::Sites).unwrap();
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
