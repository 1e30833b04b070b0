//! Unreadable sources are rejected, with the place of the problem.

use super::forms::TABS;
use super::*;

/// A part of a page, and its replacement.
const SPOILT: [(&str, &str, &str); 13] = [
    ("a cell too few", "| int64 | In cm. |", "| In cm. |"),
    ("no parent", "| sizes | cm |", "| size | cm |"),
    ("an unknown type", "int64", "length"),
    ("an unknown method", "POST https", "SEND https"),
    ("no https", "POST https:", "POST http:"),
    ("answers without numbers", "title=\"201\"", "title=\"a\""),
    (
        "an answer for many statuses",
        "title=\"429\"",
        "title=\"4XX\"",
    ),
    ("answers under headings", ANSWERS, "#### 201\n#### 429\n"),
    ("no call by curl", "curl -X", "wget"),
    ("an answer twice", "title=\"429\"", "title=\"201\""),
    (
        "a field twice",
        "| sizes | cm | int64 |",
        "| sizes | unit | string |",
    ),
    (
        "an operation without endpoints",
        "curl -X POST\n",
        "curl -X POST\n## Another\n\n{% tab title=\"201\" %}\n",
    ),
    (
        "an example without quotes",
        "\nMade\n",
        "\nMade\n```json\n{ name: x }\n```\n",
    ),
];

const ANSWERS: &str = "\
{% tab title=\"201\" %}
Made
{% /tab %}
{% tab title=\"429\" %}
Too many
{% /tab %}
";

#[test]
fn a_page_that_is_not_understood_is_refused_with_the_line() {
    let ours = small();
    let mut report = String::new();
    for (what, part, instead) in SPOILT {
        assert!(PAGE.contains(part), "{part}");
        let error = read_page(&PAGE.replace(part, instead), &ours).expect_err(what);
        report.push_str(&format!("{what}\n    {error}\n"));
    }
    expect![[r#"
        a cell too few
            26: 3 cells below 4 heads; found: the endpoints of POST /things/{id}, 1 parameters, a body; missing: answers in tabs that are named by their status, a call by curl, which comes after all else
        no parent
            26: the parent of a field is not in the table; found: the endpoints of POST /things/{id}, 1 parameters, a body; missing: answers in tabs that are named by their status, a call by curl, which comes after all else
        an unknown type
            26: "cm" of type "length" is not a readable field; found: the endpoints of POST /things/{id}, 1 parameters, a body; missing: answers in tabs that are named by their status, a call by curl, which comes after all else
        an unknown method
            6: "SEND" is not the method of the others
        no https
            6: http://api.datadoghq.com/things/{id} is not an https URL
        answers without numbers
            30: "a" is not a readable status; found: the endpoints of POST /things/{id}, 1 parameters, a body; missing: answers in tabs that are named by their status, a call by curl, which comes after all else
        an answer for many statuses
            33: "4XX" is not a readable status; found: the endpoints of POST /things/{id}, 1 parameters, a body, the answers 201; missing: a call by curl, which comes after all else
        answers under headings
            30: "201" is not understood; found: the endpoints of POST /things/{id}, 1 parameters, a body, a call by curl; missing: answers in tabs that are named by their status
        no call by curl
            38: "wget POST" is not understood; found: the endpoints of POST /things/{id}, 1 parameters, a body, the answers 201, 429; missing: a call by curl, which comes after all else
        an answer twice
            33: the answer 201 appears twice; found: the endpoints of POST /things/{id}, 1 parameters, a body, the answers 201; missing: a call by curl, which comes after all else
        a field twice
            26: "unit" appears twice; found: the endpoints of POST /things/{id}, 1 parameters, a body; missing: answers in tabs that are named by their status, a call by curl, which comes after all else
        an operation without endpoints
            41: an answer of "Another", of which no endpoint is known; found: the endpoints of POST /things/{id}, 1 parameters, a body, the answers 201, 429, a call by curl; missing: nothing
        an example without quotes
            32: an example that is not JSON; found: the endpoints of POST /things/{id}, 1 parameters, a body, the answers 201; missing: a call by curl, which comes after all else
    "#]].assert_eq(&report);
}

#[test]
fn an_operation_that_is_there_twice_is_refused() {
    let error = read_page(&PAGE.repeat(2), &small()).unwrap_err();
    assert!(error.why.contains("appears twice"), "{error}");
}

#[test]
fn what_is_no_page_can_not_be_read() {
    let ours = small();
    let mut report = String::new();
    for page in [
        "",
        "some words",
        "<!DOCTYPE html><html>",
        "\u{feff}<html>",
        "| a | b |\n| - | - |\n| c | d |\n",
        "# A\n\n- POST https://api.datadoghq.com/things\n",
        "# A\n\n<p>\nPOST https://api.datadoghq.com/things\n</p>\n",
    ] {
        let error = read_page(page, &ours).expect_err(page);
        report.push_str(&format!("{page:?}\n    {error}\n"));
    }
    expect![[r##"
        ""
            1: the page ends too early; found: nothing; missing: a table of endpoints (a site, and a method with its URL)
        "some words"
            1: "what is here" is not understood; found: nothing; missing: a table of endpoints (a site, and a method with its URL)
        "<!DOCTYPE html><html>"
            1: this is HTML; use the page's Markdown form
        "\u{feff}<html>"
            1: this is HTML; use the page's Markdown form
        "| a | b |\n| - | - |\n| c | d |\n"
            1: "a table" is not understood; found: nothing; missing: a table of endpoints (a site, and a method with its URL)
        "# A\n\n- POST https://api.datadoghq.com/things\n"
            3: "POST https://api.datadoghq.com/things" is not understood; found: nothing; missing: a table of endpoints (a site, and a method with its URL)
        "# A\n\n<p>\nPOST https://api.datadoghq.com/things\n</p>\n"
            3: "<p> POST https://api.datadoghq.com/things </p>" is not understood; found: nothing; missing: a table of endpoints (a site, and a method with its URL)
    "##]].assert_eq(&report);
}

#[test]
fn what_is_no_document_can_not_be_read() {
    for (text, why) in [
        ("", "not a document"),
        ("a: [", "not YAML"),
        ("a:\n  b: c\n  - d\n", "3: not YAML"),
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

#[test]
fn a_page_that_is_cut_short_is_no_page() {
    for page in [PAGE, TABS, super::forms::LATEST, super::forms::BOLD] {
        let curl = page
            .lines()
            .position(|line| line.contains("curl -"))
            .unwrap();
        for kept in 0..curl {
            let lines: Vec<_> = page.lines().take(kept).collect();
            let cut = lines.join("\n");
            assert!(read_page(&cut, &small()).is_err(), "{cut}");
        }
    }
}

#[test]
fn a_port_is_a_part_of_a_site() {
    let problems = against(&PAGE.replace(
        "https://api.datadoghq.com",
        "https://api.datadoghq.com:8443",
    ));
    let places: Vec<_> = problems.iter().map(|problem| &*problem.place).collect();
    assert!(
        places.contains(&"sites/api.datadoghq.com:8443"),
        "{places:?}"
    );
}
