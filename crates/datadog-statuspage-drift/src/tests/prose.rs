//! Prose never affects a comparison, whatever its words.

use super::forms::{FORMS, problems};
use super::upstream::whole;
use super::*;

/// The parts of a sentence: words on a page, and names.
const WORDS: [&str; 52] = [
    "the",
    "a",
    "of",
    "to",
    "Datadog",
    "page",
    "Changes",
    "if",
    "not",
    "default",
    "required",
    "[required]",
    "(optional)",
    "value",
    "values",
    "enum",
    "string",
    "object",
    "body",
    "response",
    "Response",
    "token",
    "site",
    "v2",
    "201",
    "404",
    "GET",
    "DELETE",
    "curl",
    "`curl -X GET`",
    "`curl -v https://api.datadoghq.com`",
    "api_key",
    "`custom_tags`",
    "url_setting",
    "`url_setting`",
    "`status_page`",
    "create_role",
    "`tags_read`",
    "`statuspage_url_setting_id`",
    "manage_integrations",
    "`integrations_read`",
    "`UpdateStatuspageUrlSetting`",
    "CreateStatuspageAccount",
    "`data.attributes`",
    "`statuspage-account`",
    "`DD-API-KEY`",
    "`-H`",
    "https://docs.datadoghq.com/api/latest/rbac/#manage_roles",
    "https://api.datadoghq.com/api/v2/integration/statuspage/account",
    "[here](https://docs.datadoghq.com/create_access/)",
    "キー",
    "*l'intégration*",
];

/// Texts about permissions that name none: there are words between the term and any name.
const OF_PERMISSIONS: [&str; 3] = [
    "so that the permission is there before",
    "for which a scope was asked for",
    "and so that permission is enough",
];

const ENDS: [&str; 5] = [".", ".", "!", "?", "。"];

fn sentence() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => prop::sample::select(&WORDS[..]),
        1 => prop::sample::select(&OF_PERMISSIONS[..]),
    ];
    let words = prop::collection::vec(word, 1..9);
    (words, prop::sample::select(&ENDS[..]))
        .prop_map(|(words, end)| format!("Words {}{end}", words.join(" ")))
}

/// The position of prose.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    /// Before the existing words.
    Before,
    /// After them.
    Behind,
    /// In a cell, before its words.
    Cell,
    Paragraph,
    Quote,
    Item,
    Alert,
}

/// Returns the lines of a page where prose may appear, and how.
fn places(page: &str) -> Vec<(usize, Way)> {
    let (mut places, mut in_fence, mut is_code) = (Vec::new(), false, false);
    for (index, line) in page.lines().enumerate().skip(5) {
        let marks_fence = line.starts_with("```");
        in_fence ^= marks_fence;
        // The call isn't always in a fence.
        is_code = (is_code || line == "##### ") && !line.starts_with("{% /tab");
        let is_head = line.contains("---") || line.contains("| Type");
        let is_text = line.starts_with(|c: char| c.is_alphabetic() || c == '*');
        if in_fence || marks_fence || is_code || line.starts_with("curl") || line.starts_with('-') {
            continue;
        }
        if line.is_empty() {
            places.extend(
                [Way::Paragraph, Way::Quote, Way::Item, Way::Alert].map(|way| (index, way)),
            );
        } else if is_text {
            places.extend([(index, Way::Before), (index, Way::Behind)]);
        } else if line.starts_with('|') && line.matches('|').count() > 3 && !is_head {
            places.push((index, Way::Cell));
        }
    }
    places
}

fn put(line: &str, way: Way, prose: &str) -> String {
    match way {
        Way::Before => format!("{prose} {line}"),
        Way::Behind => format!("{line} {prose}"),
        Way::Cell => {
            let cells = line.trim_end_matches(['|', ' ']);
            let (before, last) = cells.rsplit_once("| ").unwrap();
            format!("{before}| {prose} {last} |")
        }
        Way::Paragraph => format!("\n{prose}\n"),
        Way::Quote => format!("\n> **Note**: {prose}\n"),
        Way::Item => format!("\n* {prose}\n* {prose}\n"),
        Way::Alert => format!("\n{{% alert level=\"info\" %}}\n{prose}\n{{% /alert %}}\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_sentence_in_a_page_is_a_problem(
        form in prop::sample::select(&FORMS[..]),
        added in prop::collection::vec((any::<prop::sample::Index>(), sentence()), 1..6),
    ) {
        let places = places(form.1);
        let mut lines: Vec<String> = form.1.lines().map(str::to_owned).collect();
        for (at, prose) in added {
            let (index, way) = places[at.index(places.len())];
            lines[index] = put(&lines[index], way, &prose);
        }
        let page = lines.join("\n");
        prop_assert_eq!(problems(&page, &OURS), Ok(Vec::new()), "{}: {}", form.0, page);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_sentence_in_a_document_is_a_problem(prose in prop::collection::vec(sentence(), 1..4)) {
        let mut prose = prose.iter().cycle();
        let lines = whole().lines().map(|line| {
            match line.split_once("description: ") {
                Some((before, words)) if !words.starts_with('|') => {
                    let prose = prose.next().unwrap();
                    format!("{before}description: {prose:?}{}", if line.ends_with('}') { "}" } else { "" })
                }
                _ => line.to_owned(),
            }
        }).collect::<Vec<_>>().join("\n");
        let theirs = read_upstream(&lines, &OURS).unwrap();
        let found = compare(&OURS, &theirs, "", Options { all_operations: true });
        prop_assert_eq!(found, Vec::new());
    }
}
