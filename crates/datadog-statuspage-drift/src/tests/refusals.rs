//! What can't be read is refused, with its place.

use super::*;

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
