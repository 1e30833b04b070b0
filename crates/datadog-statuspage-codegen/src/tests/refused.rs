//! Fragments that are unsupported or contradictory: each problem has its line and column.

use expect_test::{ExpectFile, expect_file};

use super::{OTHER, problems};
use crate::fragment::Fragment;

/// A part of a fragment, and its replacement.
type Edit = (&'static str, &'static str);

/// Checks all problems of each edit.
fn check(edits: &[Edit], expected: ExpectFile) {
    check_of(OTHER, edits, expected);
}

fn check_of(fragment: &str, edits: &[Edit], expected: ExpectFile) {
    let mut found = String::new();
    for (part, instead) in edits {
        assert!(fragment.contains(part), "{part}");
        let fragment = fragment.replacen(part, instead, 1);
        let problems = problems(&fragment).replace("broken.yaml:", "");
        found.push_str(&format!("{}\n{problems}\n\n", instead.trim()));
    }
    expected.assert_eq(&found);
}

/// A place for properties that the example doesn't need.
const MORE: &str = "old_keys:\n          type: array\n          items: { type: string, format: password, minLength: 1 }";
const SUCCESS: &str = r#""204": { description: Gone. }"#;
const PARAMETER: &str = "{ name: thing_id, in: path, required: true, schema: { type: string } }";

#[test]
fn names() {
    check(
        &[
            (MORE, "a-b: { type: string }\n        a_b: { type: string }"),
            (
                MORE,
                "self: { type: string }\n        Self: { type: string }",
            ),
            (MORE, "größe: { type: string }"),
            ("[red, green]", "[red, green, a-b, a_b]"),
            ("[red, green]", "[red, green, green]"),
            ("[red, green]", "[red, green, unknown]"),
            (
                "    Thing:",
                "    thing: { $ref: '#/components/schemas/Thing' }\n    Thing:",
            ),
            (
                "    Thing:",
                "    ThingColour: { type: string }\n    Thing:",
            ),
            ("    Thing:", "    Option: { type: string }\n    Thing:"),
            ("    Thing:", "    a/b: { type: string }\n    Thing:"),
            ("operationId: DeleteThing", "operationId: update_thing"),
            ("operationId: DeleteThing", "operationId: Update_Thing"),
            ("operationId: DeleteThing", "operationId: delete thing"),
            ("operationId: DeleteThing", "operationId: 1st"),
            ("operationId: DeleteThing", "operationId: type"),
            ("operationId: DeleteThing", "operationId: New"),
            ("operationId: DeleteThing", "operationId: request"),
            ("operationId: DeleteThing", "operationId: ''"),
            ("      operationId: DeleteThing\n", ""),
        ],
        expect_file!["../../golden/refused/names.txt"],
    );
}

#[test]
fn answers() {
    check(
        &[
            (
                SUCCESS,
                "\"204\": { description: Gone. }\n        \"202\": { description: Later. }",
            ),
            (SUCCESS, ""),
            (
                SUCCESS,
                "\"204\": { description: Gone. }\n        default: { description: Any. }",
            ),
            (SUCCESS, "2XX: { description: Gone. }"),
            (SUCCESS, "\"299\": { description: Gone. }"),
            (
                SUCCESS,
                "\"204\": { description: Gone. }\n        \"301\": { description: Away. }",
            ),
            (
                SUCCESS,
                "\"204\": { description: Gone. }\n        \"400\": { description: No., content: { application/json: { schema: { type: string } } } }",
            ),
            (
                SUCCESS,
                "\"204\": { description: Gone., content: { application/json: { schema: { type: string } } } }",
            ),
            (
                SUCCESS,
                "\"200\": { description: Gone., content: { application/octet-stream: { schema: { type: string } } } }",
            ),
            (
                SUCCESS,
                "\"200\": { description: Gone., content: { application/json: { schema: { type: integer } } } }",
            ),
            (
                SUCCESS,
                "\"200\": { description: Gone., content: { application/json: {} } }",
            ),
            (SUCCESS, "\"204\": { description: Gone., headers: {} }"),
            (SUCCESS, "\"204\": {}"),
            (
                "        \"429\": { description: Later. }\n    delete",
                "    delete",
            ),
        ],
        expect_file!["../../golden/refused/answers.txt"],
    );
}

#[test]
fn requests() {
    check(
        &[
            (
                "          application/json:\n",
                "          application/x-www-form-urlencoded: {}\n          application/json:\n",
            ),
            ("          application/json:\n", "          text/plain:\n"),
            ("        required: true\n", ""),
            (
                "    delete:\n",
                "    get:\n      requestBody: { $ref: '#/components/requestBodies/Nope' }\n",
            ),
            ("    delete:\n", "    head:\n"),
            (
                "      operationId: DeleteThing\n",
                "      operationId: DeleteThing\n      callbacks: {}\n",
            ),
        ],
        expect_file!["../../golden/refused/requests.txt"],
    );
}

#[test]
fn parameters() {
    check(
        &[
            (
                PARAMETER,
                "{ name: tag, in: query, schema: { type: array, items: { type: string } } }",
            ),
            (
                PARAMETER,
                "{ name: X-Note, in: header, schema: { type: string } }",
            ),
            (
                PARAMETER,
                "{ name: session, in: cookie, schema: { type: string } }",
            ),
            (
                PARAMETER,
                "{ name: other, in: path, required: true, schema: { type: string } }",
            ),
            (
                PARAMETER,
                "{ name: thing_id, in: path, schema: { type: string } }",
            ),
            (
                PARAMETER,
                "{ name: thing_id, in: path, required: true, schema: { type: string, format: password } }",
            ),
            (
                PARAMETER,
                "{ name: thing_id, in: path, required: true, schema: { type: array, items: { type: string } } }",
            ),
            (
                PARAMETER,
                "{ name: thing_id, in: path, required: true, style: label, schema: { type: string } }",
            ),
            ("/things/{thing_id}:", "/things/{thing_id}/{thing_id}:"),
            ("/things/{thing_id}:", "/things/x{thing_id}:"),
            (
                PARAMETER,
                "{ name: thing_id, in: path, required: true, schema: { $ref: '#/components/schemas/Thing' } }",
            ),
            (
                PARAMETER,
                "{ name: new, in: path, required: true, schema: { type: string } }",
            ),
            ("/things/{thing_id}:", "things/../{thing_id}:"),
        ],
        expect_file!["../../golden/refused/parameters.txt"],
    );
}

#[test]
fn schemas() {
    check(
        &[
            (MORE, "more: { type: text }"),
            (MORE, "more: {}"),
            (
                MORE,
                "more: { oneOf: [{ type: string }, { type: integer }] }",
            ),
            (MORE, "more: { anyOf: [{ type: string }] }"),
            (MORE, "more: { not: { type: string } }"),
            (MORE, "more: { allOf: [] }"),
            (
                MORE,
                "more: { allOf: [{ type: string }, { type: integer }] }",
            ),
            (MORE, "more: { type: array }"),
            (MORE, "more: { type: object }"),
            (MORE, "more: { type: integer, enum: [1] }"),
            (MORE, "more: { type: integer, format: int8 }"),
            (MORE, "more: { type: string, enum: [] }"),
            (MORE, "more: { type: string, enum: [1] }"),
            (MORE, "more: { type: string, minLength: 3, maxLength: 2 }"),
            (MORE, "more: { type: string, maxLength: -1 }"),
            (MORE, "more: { type: string, readonly: true }"),
            (
                MORE,
                "more: { $ref: '#/components/schemas/Thing', nullable: true }",
            ),
            (MORE, "more: { $ref: '#/paths' }"),
            ("required: [key]", "required: [key, kye]"),
            (
                "    Thing:",
                "    A: { $ref: '#/components/schemas/B' }\n    B: { allOf: [{ $ref: '#/components/schemas/A' }] }\n    Thing:",
            ),
            (
                "    Thing:",
                "    A: { allOf: [{ $ref: '#/components/schemas/A' }, { type: object, properties: {} }] }\n    Thing:",
            ),
        ],
        expect_file!["../../golden/refused/schemas.txt"],
    );
}

#[test]
fn examples() {
    const EXAMPLE: &str = "{ key: hush, colour: green }";
    check(
        &[
            (EXAMPLE, "{ key: hush, colour: 1 }"),
            (EXAMPLE, "{ key: hush, colour: blue }"),
            (EXAMPLE, "{ key: '', old_keys: a }"),
            (EXAMPLE, "{ key: null, color: red }"),
            (EXAMPLE, "{ old_keys: [a, 1] }"),
            (EXAMPLE, "[]"),
            ("default: red", "default: blue"),
            ("example: hush", "example: 5"),
        ],
        expect_file!["../../golden/refused/examples.txt"],
    );
}

#[test]
fn keys() {
    check(
        &[
            (
                "      operationId: DeleteThing\n",
                "      operationId: DeleteThing\n      tag: [x]\n",
            ),
            ("x-datadog-permissions", "x-datadog-permission"),
            ("      x-datadog-page: https://example.com/page.md\n", ""),
            ("x-datadog-page: https", "x-datadog-page: http"),
            ("[read]", "[1]"),
            ("aliases: [uno]", "alias: [uno]"),
            ("openapi: 3.0.3", "openapi: 3.0.3\nx-datadog-sources: []"),
            (
                "openapi: 3.0.3",
                "openapi: 3.0.3\nx-datadog-sources: { page: [https://a.example, a.md], up: [] }",
            ),
            ("components:\n", "components:\n  schema: {}\n"),
            ("Changed.", "\"Changed\\u202e.\""),
            ("Kept secret.", "\"Kept\\rsecret.\""),
        ],
        expect_file!["../../golden/refused/keys.txt"],
    );
}

/// Security of one operation, and the default.
const SECURITY: &str = "\
security: [{ key: [] }]
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: Key }
    token:
      type: oauth2
      flows: { authorizationCode: { authorizationUrl: /a, tokenUrl: /t, scopes: { read: Read., write: Write. } } }
";
const OF_DELETE: &str = "security: [{ key: [] }, { token: [read] }]";

#[test]
fn who_may_call() {
    let fragment = OTHER.replacen("components:\n", SECURITY, 1).replacen(
        "      operationId: DeleteThing\n",
        &format!("      operationId: DeleteThing\n      {OF_DELETE}\n"),
        1,
    );
    assert!(Fragment::parse(&fragment).is_ok());
    check_of(
        &fragment,
        &[
            ("security: [{ key: [] }]\n", "security: [{ other: [] }]\n"),
            ("security: [{ key: [] }]\n", "security: [{ key: [read] }]\n"),
            (
                "security: [{ key: [] }]\n",
                "security: [{ token: [write] }]\n",
            ),
            (
                "security: [{ key: [] }]\n",
                "security: [{ token: [other] }]\n",
            ),
            ("security: [{ key: [] }]\n", "security: { key: [] }\n"),
            ("security: [{ key: [] }]\n", "security: [key]\n"),
            (OF_DELETE, "security: [{ key: [] }, { token: [write] }]"),
            (
                OF_DELETE,
                "security: [{ key: [] }, { token: [write, read] }]",
            ),
            (OF_DELETE, "security: [{ key: [] }, { token: [] }]"),
            (OF_DELETE, "security: [{ key: [] }, { token: read }]"),
            (OF_DELETE, "security: [{ key: [read] }, { none: [] }]"),
            ("type: apiKey", "type: http"),
            ("in: header", "in: query"),
            (", name: Key", ""),
            ("tokenUrl: /t, ", ""),
            ("authorizationUrl: /a, ", ""),
            ("authorizationCode:", "device:"),
            ("{ read: Read., write: Write. }", "[read, write]"),
            (", scopes: { read: Read., write: Write. }", ""),
        ],
        expect_file!["../../golden/refused/security.txt"],
    );
}
