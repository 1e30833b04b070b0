//! Edits of Datadog's pages, in the known forms.

use super::{Edit, Found, edit, edited, problems};
use crate::tests::forms::{BOLD, LATEST, TABS, TAG};
use crate::tests::sources::PAGE;
use crate::tests::{FRAGMENT, OURS, read_fragment, read_page, small};

pub(super) fn all() -> Vec<(String, Found)> {
    let mut all = Vec::new();
    for (form, page, edits) in [
        ("tabs", TABS, OF_TABS),
        ("latest", LATEST, OF_LATEST),
        ("bold", BOLD, OF_BOLD),
        ("tag", TAG, OF_TAG),
    ] {
        for edit in edits {
            let theirs = read_page(&edited(page, edit, edit.theirs), &OURS);
            let found = theirs.map(|theirs| problems(&OURS, &theirs, false));
            all.push((format!("{form}: {}", edit.what), found));
        }
    }
    for edit in OF_OURS {
        let ours = read_fragment(&edited(&FRAGMENT, edit, edit.ours)).unwrap();
        let theirs = read_page(LATEST, &ours);
        all.push((
            format!("ours: {}", edit.what),
            theirs.map(|theirs| problems(&ours, &theirs, false)),
        ));
    }
    let ours = small();
    let mut of_small = |what: &str, page: &str| {
        let found = read_page(page, &ours).map(|theirs| problems(&ours, &theirs, false));
        all.push((format!("small: {what}"), found));
    };
    for edit in OF_SMALL {
        of_small(edit.what, &edited(PAGE, edit, edit.theirs));
    }
    of_small("another operation", TABS);
    all
}

const fn of_ours(
    what: &'static str,
    after: &'static str,
    from: &'static str,
    ours: &'static str,
) -> Edit {
    Edit {
        what,
        after,
        from,
        ours,
        theirs: "&",
    }
}

#[rustfmt::skip]
const OF_TABS: &[Edit] = &[
    edit("a tab that is no answer", "title=\"429\"", "### Code Example", "{% tab title=\"4XX\" %}\n\n| Field | Type | Description |\n| - | - | - |\n| more | string | x |\n{% /tab %}\n\n&"),
    edit("a table behind the answers", "title=\"429\"", "### Code Example", "| Field | Type | Description |\n| - | - | - |\n| more | string | x |\n\n&"),
    edit("an answer that is not closed", "title=\"409\"", "{% /tab %}\n\n{% /tab %}\n", "{% /tab %}\n"),
    edit("another site", "| uk1.", "https://api.uk1", "https://api.uk2"),
    edit("another web host", "\n", "| app.datadoghq.eu |", "| eu1.datadoghq.com |"),
    edit("another method of a site", "| ap2.", "POST", "PUT"),
    edit("another path of a site", "| ap2.", "/account", "/accounts"),
    edit("a method that is none", "| ap1.", "POST", "SEND"),
    edit("an unknown way to tell another permission", "Overview", "manage_integrations", "pages_manage"),
    edit("one key", "curl", "-H \"DD-APPLICATION-KEY: ${DD_APP_KEY}\"", ""),
    edit("a third key", "curl", "-H \"DD-API-KEY", "-H \"DD-OTHER-KEY: ${X}\" \\\n&"),
    edit("a header more", "curl", "-H \"DD-API-KEY", "-H \"X-Other: 1\" \\\n&"),
    edit("no type of what is sent", "curl", "-H \"Content-Type: application/json\" \\\n", ""),
    edit("XML is sent", "curl", "Content-Type: application/json", "Content-Type: application/xml"),
    edit("XML is answered", "curl", "Accept: application/json", "Accept: application/xml"),
];

#[rustfmt::skip]
const OF_LATEST: &[Edit] = &[
    edit("a site more", "\n", "| app.ddog-gov.com ", "| us9.ddog-gov.com | POST https://api.us9.ddog-gov.com/api/v2/integration/statuspage/account |\n&"),
    edit("a site less", "\n", "| us2.ddog-gov.com  | POST https://api.us2.ddog-gov.com/api/v2/integration/statuspage/account  |\n", ""),
    edit("another permission", "Overview", "`manage_integrations`", "`pages_manage`"),
    edit("a permission more", "Overview", "the `manage_integrations` permission", "one of the permissions `manage_integrations` and pages_manage"),
    edit("a list of permissions", "Overview", "the `manage_integrations` permission.", "any of the following permissions:\n\n- `manage_integrations`\n- `pages_manage`"),
    edit("a scope", "Overview", "the `manage_integrations` permission", "the `pages_manage` authorization scope"),
    edit("a name before another sentence on permissions", "Overview", "This endpoint", "It takes `api_key` and the permission is checked. &"),
    edit("a name in the next sentence", "Overview", "permission.", "& `custom_tags` are tags."),
    edit("a permission above the table", "(latest)\n", "\n", "\nThis endpoint requires the `pages_manage` permission.\n\n"),
    edit("a permission of code", "Instructions", "library.", "library; this requires the `pages_manage` permission."),
    edit("a call in a fence of no language", "Curl", "```bash", "```"),
    edit("more in a tag", "### Response", "tab label=\"201\"", "tab id=\"200\" label=\"201\""),
    edit("a body that need not be sent", "Request", " (required)", ""),
    edit("a type of what is sent", "Request", "| string |", "| int64  |"),
    edit("a list is sent", "Request", "| string |", "| [string] |"),
    edit("a field need not be sent", "Request", "api_key [*required*]", "api_key"),
    edit("another field is sent", "Request", "api_key [*required*]", "key [*required*]"),
    edit("a field more may be sent", "Request", "| attributes   | api_key", "| attributes | more | string | x |\n&"),
    edit("a field more must be sent", "Request", "| attributes   | api_key", "| attributes | more [*required*] | string | x |\n&"),
    edit("an object more is sent", "Request", "| data         | type", "| data | more | object | x |\n| more | most | string | x |\n&"),
    edit("a value more may be sent", "Request", "`statuspage-account`", "`statuspage-account`, `more`"),
    edit("another value is sent", "Request", "`statuspage-account`", "`account`"),
    edit("another default", "Request", "`statuspage-account`", "`statuspage-account`. Default: `other`."),
    edit("an example of another enum", "Request", "\"type\": \"statuspage-account\"", "\"type\": \"account\""),
    edit("another success", "Response", "label=\"201\"", "label=\"200\""),
    edit("another error", "Response", "label=\"429\"", "label=\"422\""),
    edit("a field is always answered", "Response", "| api_key ", "| api_key [*required*] "),
    edit("a field need not be answered", "Response", "errors [*required*]", "errors"),
    edit("a field less is answered", "Response", "| attributes   | api_key                 | string | Some words on it.                                           |\n", ""),
    edit("a field more is answered", "Response", "| attributes   | api_key", "| attributes | more [*required*] | string | x |\n&"),
    edit("a value more is answered", "Response", "`statuspage-account`", "`statuspage-account`, `more`"),
    edit("another value is answered", "Response", "`statuspage-account`", "`account`"),
    edit("an example of another type", "Response", "\"*****\"", "17"),
    edit("another title", "", "# Create the", "# Make the"),
];

#[rustfmt::skip]
const OF_BOLD: &[Edit] = &[
    edit("a heading in another language", "Arguments", "Path Parameters", "Параметры"),
    edit("another default", "Request Body", "Default: `statuspage-url-setting`", "Default: `other`"),
    edit("a parameter of another type", "Arguments", "| string |", "| int64  |"),
    edit("a parameter that need not be sent", "Arguments", " [*required*]", ""),
    edit("a parameter that may be sent", "Arguments", "### Request Body", "#### Query Strings\n\n| Name | Type | Description |\n| - | - | - |\n| page | int64 | x |\n\n&"),
    edit("a parameter that must be sent", "Arguments", "### Request Body", "#### Query Strings\n\n| Name | Type | Description |\n| - | - | - |\n| page [*required*] | int64 | x |\n\n&"),
    edit("a header of a request", "Arguments", "### Request Body", "#### Header Parameters\n\n| Name | Type | Description |\n| - | - | - |\n| X-A | string | x |\n\n&"),
    edit("another parameter", "Arguments", "statuspage_url_setting_id [", "id ["),
    edit("a token in another header", "curl", "Authorization: Bearer", "X-Token:"),
];

const ACCOUNTS: &str = "## Get the Statuspage account";
const CREATE: &str = "## Create the Statuspage account";

#[rustfmt::skip]
const OF_TAG: &[Edit] = &[
    edit("a site less for one operation", CREATE, "| ap1.datadoghq.com | POST https://api.ap1.datadoghq.com/api/v2/integration/statuspage/account |\n", ""),
    edit("a body more", ACCOUNTS, "### Response", "#### Body Data (required)\n\n{% tab title=\"Model\" %}\n| Field | Type | Description |\n| - | - | - |\n| data | string | x |\n{% /tab %}\n\n&"),
    edit("a list of what was a list", "## Get all Statuspage URL settings", "| [object] |", "| object   |"),
    edit("a field of the items", "## Get all Statuspage URL settings", "| custom_tags ", "| tags        "),
    edit("an example of the items", "## Get all Statuspage URL settings", "\"type\": \"statuspage-url-setting\"", "\"kind\": 1"),
];

#[rustfmt::skip]
const OF_OURS: &[Edit] = &[
    of_ours("no parameter is known", "CreateStatuspageAccount\n", "      summary:", "      parameters: [{ name: page, in: query, schema: { type: string } }]\n&"),
    of_ours("no body is known", "CreateStatuspageAccount\n", "requestBody:", "x-body:"),
    of_ours("a body that need not be sent", "CreateStatuspageAccount\n", "required: true", "required: false"),
    of_ours("another path", "\npaths:\n", "statuspage/account:\n", "statuspage/accounts:\n"),
    of_ours("another web host", "\nservers:\n", "web: app.datadoghq.com", "web: www.datadoghq.com"),
];

const ENUM: &str = "Allowed enum values: `metric`,`other`";
const ROWS: &str = "\
| sizes | unit | enum | In what. Allowed enum values: `metric`,`other` |
|  | name [*required*] | string | A `name`. |
|  | sizes | [object] | How &#91;large&#93; it is: a \\| b |
| sizes | cm | int64 | In cm. |
";

const TAB: &str = "\
{% tab title=\"Model\" %}

| Parent field | Field | Type | Description |
| --- | --- | --- | --- |
| sizes | unit | enum | In what. Allowed enum values: `metric`,`other` |
|  | name [*required*] | string | A `name`. |
|  | sizes | [object] | How &#91;large&#93; it is: a \\| b |
| sizes | cm | int64 | In cm. |
";
const VERSION: &str = "\
{% tab title=\"v2\" %}

| Datadog site | API endpoint |
| --- | --- |
| app.datadoghq.com | POST https://api.datadoghq.com/things/{id} |
";
const VERSION_BELOW: &str = "
| Datadog site | API endpoint |
| --- | --- |
| app.datadoghq.com | POST https://api.datadoghq.com/things/{id} |

{% tab title=\"v2\" %}
";

/// The meaning of single cells and words.
#[rustfmt::skip]
const OF_SMALL: &[Edit] = &[
    edit("the tab of the version below the table", "\n", VERSION, VERSION_BELOW),
    edit("fields in no tab", "Body Data", "{% tab title=\"Model\" %}\n", ""),
    edit("fields in no tab, in Japanese", "### Request\n", "#### Body Data (required)\n{% tab title=\"Model\" %}\n", "#### 本文データ (必須)\n"),
    edit("flat fields in no tab", "Body Data", TAB, "\n| Field | Type | Description |\n| - | - | - |\n| name [*required*] | string | x |\n"),
    edit("an example in no tab", "Model", "### Response", "```json\n{}\n```\n\n&"),
    edit("something in an answer", "Response", "Made\n", "&```text\nx\n```\n"),
    edit("more in a tag", "Response", "tab title=\"201\"", "tab id=\"200\" title=\"201\""),
    edit("a row without its last bar", "Model", "A `name`. |", "A `name`."),
    edit("an invisible character", "Model", "| name [", "| na\u{200b}me ["),
    edit("a break behind a name", "Model", "| name [", "| name<br>["),
    edit("a third cell beside a URL", "endpoint", "/things/{id} |", "& x |"),
    edit("more behind a URL", "endpoint", "/things/{id} |", "/things/{id} (new) |"),
    edit("an address of the web", "endpoint", "| app.datadoghq.com |", "| https://app.datadoghq.com/ |"),
    edit("a call in a description", "Arguments", "Which.", "GET https://x.example"),
    edit("two words for a field", "Model", "| name [", "| my name ["),
    edit("a type that is not closed", "Model", "| string |", "| [string |"),
    edit("a deprecated field", "Model", "[*required*]", "[*deprecated*]"),
    edit("an optional field", "Model", "[*required*]", "(optional)"),
    edit("an optional field, in French", "Model", "[*required*]", "[*facultatif*]"),
    edit("an optional field, in Spanish", "Model", "[*required*]", "[*opcional*]"),
    edit("an optional field, in Japanese", "Model", "[*required*]", "[*任意*]"),
    edit("an optional field, in Korean", "Model", "[*required*]", "[*선택*]"),
    edit("values without quotes", "Model", ENUM, "Allowed enum values: metric, other"),
    edit("words in the place of values", "Model", ENUM, "Allowed enum values: any that is there"),
    edit("a default in a language that isn't known", "Model", ENUM, "&. Стандарт: `other`"),
    edit("values with words between them", "Model", ENUM, "Allowed enum values: `metric` or `other`"),
    edit("four digits", "Response", "title=\"201\"", "title=\"2011\""),
    edit("a key that is no variable", "curl", "POST\n", "POST -H \"X-Own-Key: abc\"\n"),
    edit("a token that is no variable", "curl", "POST\n", "POST -H 'Authorization: Bearer abc'\n"),
    edit("a second call", "curl", "POST\n", "& -H \"X-Key: x\"\n\ncurl -X POST -H \"X-Other: x\"\n"),
    edit("the fields of two objects of one name", "Model", ROWS, "\
|  | other | object | x |
| other | sizes | [object] | x |
| sizes | mm | int64 | x |
|  | sizes | [object] | x |
| sizes | cm | int64 | x |
| sizes | unit | enum | Allowed enum values: `metric`,`other` |
|  | name [*required*] | string | x |
"),
    edit("an object in another of its name, which is below", "Model", ROWS, "\
| sizes | sizes | object | x |
|  | sizes | [object] | x |
|  | name [*required*] | string | x |
| sizes | cm | int64 | x |
| sizes | unit | enum | Allowed enum values: `metric`,`other` |
"),
];
