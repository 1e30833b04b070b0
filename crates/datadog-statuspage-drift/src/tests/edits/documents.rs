//! Edits of the fragment, and of Datadog's whole document.

use super::{Edit, Found, edit, edited, problems};
use crate::tests::upstream::whole;
use crate::tests::{FRAGMENT, read_fragment, read_upstream};

/// Tries each on theirs against ours, and the other way around.
pub(super) fn all() -> Vec<(String, Found)> {
    let mut all = Vec::new();
    let theirs = whole();
    for edit in EDITS.iter().chain(OF_SCHEMAS) {
        for (side, our, their) in [
            ("theirs", edit.ours, edit.theirs),
            ("ours", edit.theirs, edit.ours),
        ] {
            let ours = read_fragment(&edited(&FRAGMENT, edit, our)).unwrap();
            let theirs = read_upstream(&edited(&theirs, edit, their), &ours);
            let found = theirs.map(|theirs| problems(&ours, &theirs, true));
            all.push((format!("{}, {side}", edit.what), found));
        }
    }
    all
}

const CREATE: &str = "      operationId: CreateStatuspageAccount\n";
const DELETE: &str = "      operationId: DeleteStatuspageUrlSetting\n";
const LIST: &str = "      operationId: ListStatuspageUrlSettings\n";
const SUMMARY: &str = "      summary:";
const PERMISSIONS: &str = "x-datadog-permissions: [manage_integrations]";
const KEYS: &str = "        - apiKeyAuth: []\n          appKeyAuth: []\n";
const WAYS: &str =
    "        - apiKeyAuth: []\n          appKeyAuth: []\n        - AuthZ: [manage_integrations]\n";
const TOKEN: &str = "        - AuthZ: [manage_integrations]\n";
const MADE: &str = "          description: The account was created.\n";

const REQUEST: &str = "            schema:\n              $ref: \"#/components/schemas/StatuspageAccountCreateRequest\"\n            example:\n";
const MAY_BE_NULL: &str = "            schema: { type: object, properties: { data: { type: string, nullable: true } } }\n            example: { data: null }\n            x-was:\n";

/// Of operations.
#[rustfmt::skip]
const EDITS: &[Edit] = &[
    edit("another path", "\npaths:\n", "account:\n", "accounts:\n"),
    edit("another method", "\npaths:\n", "    post:\n", "    put:\n"),
    edit("an operation more", "\npaths:\n", "    post:\n", "    head:\n      operationId: HeadStatuspageAccount\n      tags: [Statuspage Integration]\n      responses: {}\n&"),
    edit("an operation more of the same name", "\npaths:\n", "    post:\n", "    head:\n      operationId: CreateStatuspageAccount\n      responses: {}\n&"),
    edit("another operationId", "\npaths:\n", "CreateStatuspageAccount", "MakeStatuspageAccount"),
    edit("deprecated", CREATE, SUMMARY, "      deprecated: true\n&"),
    edit("not deprecated", CREATE, SUMMARY, "      deprecated: false\n&"),
    edit("unstable", CREATE, SUMMARY, "      x-unstable: It may change.\n&"),
    edit("not unstable", CREATE, SUMMARY, "      x-unstable: false\n&"),
    edit("a server of its own", CREATE, SUMMARY, "      servers: [{ url: https://x.example }]\n&"),
    edit("a server of its path", "\npaths:\n", "    get:\n", "    servers: [{ url: https://x.example }]\n&"),
    edit("another permission", CREATE, PERMISSIONS, "x-datadog-permissions: [pages_write]"),
    edit("a permission more", CREATE, PERMISSIONS, "x-datadog-permissions: [manage_integrations, pages_write]"),
    edit("all of one permission", CREATE, PERMISSIONS, "x-permission: { operator: AND, permissions: [manage_integrations] }"),
    edit("all of two permissions", CREATE, PERMISSIONS, "x-permission: { operator: AND, permissions: [manage_integrations, pages_write] }"),
    edit("one of its permissions", CREATE, PERMISSIONS, "x-permission: { operator: or, permissions: [manage_integrations] }"),
    edit("no keys", CREATE, KEYS, ""),
    edit("no token", CREATE, TOKEN, ""),
    edit("one key will do", CREATE, KEYS, "&        - apiKeyAuth: []\n"),
    edit("only one key will do", CREATE, WAYS, "        - apiKeyAuth: []\n"),
    edit("a scope more", CREATE, TOKEN, "        - AuthZ: [manage_integrations, more]\n"),
    edit("no scope", CREATE, TOKEN, "        - AuthZ: []\n"),
    edit("a parameter that may be sent", DELETE, SUMMARY, "      parameters: [{ name: page, in: query, schema: { type: string } }]\n&"),
    edit("a parameter that must be sent", DELETE, SUMMARY, "      parameters: [{ name: page, in: query, required: true, schema: { type: string } }]\n&"),
    edit("a parameter that need not be sent", "\n  parameters:\n", "required: true", "required: false"),
    edit("a deprecated parameter", "\n  parameters:\n", "required: true", "&\n      deprecated: true"),
    edit("no body", CREATE, "requestBody:", "x-body:"),
    edit("a body that need not be sent", CREATE, "required: true", "required: false"),
    edit("another error", CREATE, "\"429\":", "\"422\":"),
    edit("another success", CREATE, "\"201\":", "\"200\":"),
    edit("XML is sent", CREATE, "application/json:", "application/xml:"),
    // Only JSON is compared, if there is any.
    edit("XML is sent too", CREATE, "          application/json:\n", "          application/xml: {}\n&"),
    edit("XML is answered too", MADE, "            application/json:\n", "            application/xml: {}\n&"),
    edit("a header of an answer", CREATE, MADE, "&          headers: { X-Id: { schema: { type: string } } }\n"),
    Edit {
        what: "another type of a header of an answer",
        after: CREATE,
        from: MADE,
        ours: "&          headers: { X-Id: { schema: { type: string } } }\n",
        theirs: "&          headers: { X-Id: { schema: { type: integer } } }\n",
    },
    edit("an example of another type", CREATE, "api_key: 00000000-0000-0000-0000-000000000000", "api_key: 17"),
    Edit {
        what: "an example that is null, as it may be",
        after: CREATE,
        from: REQUEST,
        ours: MAY_BE_NULL,
        theirs: MAY_BE_NULL,
    },
    edit("an example that lacks a field", CREATE, "api_key: 00000000-0000-0000-0000-000000000000", "key: x"),
    edit("an example that is too short", CREATE, "api_key: 00000000-0000-0000-0000-000000000000", "api_key: ''"),
    edit("an example of another enum", CREATE, "type: statuspage-account", "type: account"),
    edit("an example that is no list", "    BadRequest:\n", "[Bad Request]", "Bad Request"),
    edit("an example of a list of others", "    BadRequest:\n", "[Bad Request]", "[1]"),
    edit("an item of an example that lacks a field", LIST, "type: statuspage-url-setting", "kind: x"),
    edit("an example that lacks what its list holds", LIST, "                  - attributes:", "                  - other:"),
    Edit {
        what: "two tokens that may do different things",
        after: CREATE,
        from: TOKEN,
        ours: "&        - AuthZ: [more]\n",
        theirs: "&        - AuthZ: [more]\n",
    },
    edit("something twice", "openapi: 3.0.3\n", "info:", "info: { title: again }\n&"),
    edit("an operationId twice", CREATE, "operationId: UpdateStatuspageAccount", "operationId: CreateStatuspageAccount"),
];

const SENT: &str = "    StatuspageAccountCreateRequestAttributes:\n";
const SENT_DATA: &str = "    StatuspageAccountCreateRequestData:\n";
const GOT: &str = "    StatuspageUrlSettingsResponse:\n";
const GOT_ATTRIBUTES: &str = "    StatuspageAccountResponseAttributes:\n";
const GOT_DATA: &str = "    StatuspageAccountResponseData:\n";
const STRING: &str = "          type: string\n";
const TYPE: &str = "          $ref: \"#/components/schemas/StatuspageAccountType\"\n";
const OBJECT: &str = "      type: object\n";

/// Edits of requests and answers.
#[rustfmt::skip]
const OF_SCHEMAS: &[Edit] = &[
    edit("a field more may be sent", SENT, "      properties:\n", "&        more: { type: string }\n"),
    edit("a field more must be sent", SENT, "      required: [api_key]\n      properties:\n", "      required: [api_key, more]\n      properties:\n        more: { type: string }\n"),
    edit("a field more is answered", GOT, "      properties:\n", "&        more: { type: string }\n"),
    edit("a field need not be sent", SENT_DATA, "required: [attributes, type]", "required: [attributes]"),
    edit("a field need not be answered", GOT, "required: [data]", "required: []"),
    edit("a number is sent", SENT, "type: string\n          format: password\n          minLength: 1", "type: integer"),
    edit("a number is answered", GOT_ATTRIBUTES, "type: string", "type: integer"),
    edit("a list of anything is answered", GOT, "          items:\n            $ref: \"#/components/schemas/StatuspageUrlSettingResponseData\"\n", ""),
    edit("a value more may be sent", SENT_DATA, TYPE, "          type: string\n          enum: [statuspage-account, more]\n          default: statuspage-account\n"),
    edit("a value more is answered", GOT_DATA, TYPE, "          type: string\n          enum: [statuspage-account, more]\n          default: statuspage-account\n"),
    edit("another default", SENT_DATA, TYPE, "          type: string\n          enum: [statuspage-account]\n          default: other\n"),
    edit("no default", GOT_DATA, TYPE, "          type: string\n          enum: [statuspage-account]\n"),
    edit("longer ones are sent", SENT, "minLength: 1", "minLength: 2"),
    edit("empty ones are sent", SENT, "          minLength: 1\n", ""),
    edit("shorter ones are sent", SENT, STRING, "&          maxLength: 9\n"),
    edit("shorter ones are answered", GOT_ATTRIBUTES, STRING, "&          maxLength: 9\n"),
    edit("longer ones are answered", GOT_ATTRIBUTES, STRING, "&          minLength: 9\n"),
    Edit {
        what: "another limit",
        after: SENT,
        from: STRING,
        ours: "&          maxLength: 8\n",
        theirs: "&          maxLength: 9\n",
    },
    edit("a pattern of what is sent", SENT, STRING, "&          pattern: ^a\n"),
    edit("a pattern of what is answered", GOT_ATTRIBUTES, STRING, "&          pattern: ^a\n"),
    edit("only read", SENT, STRING, "&          readOnly: true\n"),
    edit("only written", GOT_ATTRIBUTES, STRING, "&          writeOnly: true\n"),
    edit("not only read", SENT, STRING, "&          readOnly: false\n"),
    edit("a deprecated field", SENT, STRING, "&          deprecated: true\n"),
    edit("null is sent", SENT, STRING, "&          nullable: true\n"),
    edit("null is answered", GOT_ATTRIBUTES, STRING, "          type: [string, \"null\"]\n"),
    edit("a truth is sent", SENT, "          type: string\n          format: password\n          minLength: 1", "          type: boolean"),
    edit("a fraction is sent", SENT, "          type: string\n          format: password\n          minLength: 1", "          type: number"),
    edit("a large number is sent", SENT, "          type: string\n          format: password\n          minLength: 1", "          type: integer\n          format: int64"),
    edit("nothing else is sent", SENT, OBJECT, "&      additionalProperties: false\n"),
    edit("nothing else is answered", GOT, OBJECT, "&      additionalProperties: false\n"),
    edit("anything else that has a schema is sent", SENT, OBJECT, "&      additionalProperties: {}\n"),
    edit("any other text is sent", SENT, OBJECT, "&      additionalProperties: { type: string }\n"),
    Edit {
        what: "another least number",
        after: SENT,
        from: "          type: string\n          format: password\n          minLength: 1",
        ours: "          type: number\n          minimum: -1",
        theirs: "          type: number\n          minimum: -0.5",
    },
    edit("anything else is sent", SENT, OBJECT, "&      additionalProperties: true\n"),
    edit("something is sent", SENT, OBJECT, "&      minProperties: 1\n"),
    edit("a limit of items and others", "    StatuspageUrlSettingResponseData:\n", OBJECT, "&      minProperties: 1\n"),
    edit("something is answered", GOT, OBJECT, "&      minProperties: 1\n"),
    edit("a list of one is answered", GOT, "          type: array\n", "&          minItems: 1\n"),
    edit("an unknown keyword", SENT, STRING, "&          x-what: 1\n"),
    edit("an unknown keyword beside a reference", SENT_DATA, TYPE, "&          nullable: true\n"),
    edit("names for generated code", SENT, STRING, "&          title: x\n          x-enum-varnames: [A]\n"),
];
