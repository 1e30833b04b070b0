//! The forms in which Datadog's pages are published, and content that is no fact.

use std::collections::BTreeSet;

use super::*;

pub(super) const TABS: &str =
    include_str!("../../../../tests/pages/create-the-statuspage-account.md");
pub(super) const LATEST: &str = include_str!("../../../../tests/pages/forms/latest.md");
pub(super) const BOLD: &str = include_str!("../../../../tests/pages/forms/latest-bold.md");
pub(super) const TAG: &str = include_str!("../../../../tests/pages/forms/tag.md");

pub(super) const FORMS: [(&str, &str); 4] = [
    ("tabs", TABS),
    ("latest", LATEST),
    ("bold", BOLD),
    ("tag", TAG),
];

pub(super) fn problems(page: &str, ours: &Facts) -> Result<Vec<Problem>, Unreadable> {
    let theirs = read_page(page, ours)?;
    let mut problems = compare(ours, &theirs, "the page", Options::default());
    problems.extend(check_examples(&theirs, ours, "the page"));
    Ok(problems)
}

#[test]
fn every_form_says_what_the_fragment_says() {
    for (name, page) in FORMS {
        assert_eq!(problems(page, &OURS), Ok(Vec::new()), "{name}");
    }
    let theirs = read_page(TAG, &OURS).unwrap();
    assert_eq!(theirs.operations.len(), OURS.operations.len());
    assert_eq!(theirs.extent, Extent::Tag);
}

#[test]
fn a_page_of_the_tag_without_an_operation_lacks_it() {
    let sections: Vec<&str> = TAG.split("\n## ").collect();
    let mut places = BTreeSet::new();
    for without in 1..sections.len() {
        let mut kept = sections.clone();
        kept.remove(without);
        let found = problems(&kept.join("\n## "), &OURS).unwrap();
        let [problem] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(
            (problem.kind, problem.severity),
            (Kind::OperationGone, Severity::Breaking)
        );
        places.insert(problem.place.clone());
    }
    assert_eq!(places.len(), OURS.operations.len());
}

#[test]
fn what_is_no_fact_may_change() {
    for (name, page) in FORMS {
        for (what, changed) in without_a_change(page) {
            assert_eq!(problems(&changed, &OURS), Ok(Vec::new()), "{name}: {what}");
        }
    }
}

/// Returns pages with other words or marks, but the same facts.
fn without_a_change(page: &str) -> Vec<(&'static str, String)> {
    let note = "> **Note**: words, with `url_setting` and `status_page` among them.\n";
    let alert = "{% alert level=\"warning\" %}\nA `url_setting` is a page.\n{% /alert %}\n";
    let heading = "| Datadog site";
    vec![
        (
            "a quote",
            page.replace(heading, &format!("{note}\n{heading}")),
        ),
        (
            "an alert",
            page.replace(heading, &format!("{alert}\n{heading}")),
        ),
        (
            "a sentence",
            page.replace("This endpoint", "Changes a `url_setting`. This endpoint"),
        ),
        (
            "in the same sentence",
            page.replace("` permission.", "` permission to change a `url_setting`."),
        ),
        ("no bold", page.replace("**", "")),
        (
            "all bold",
            page.replace("| PATCH h", "| **PATCH** h")
                .replace("[*required*]", "[**required**]"),
        ),
        ("a break", page.replace("Allowed ", "<br>Allowed ")),
        ("a line", page.replace("Allowed ", "\nAllowed ")),
        ("lines", page.replace("Allowed ", "\r\n\r\nAllowed ")),
        ("windows", page.replace('\n', "\r\n")),
        (
            "a link",
            page.replace("| API endpoint", "| [API endpoint](https://x.example)"),
        ),
        ("French", translated(page, FRENCH)),
        ("Japanese", translated(page, JAPANESE)),
        (
            "no tab of the version",
            page.replace("{% tab title=\"v2\" %}\n", ""),
        ),
        (
            "titles that are links",
            page.replace(
                "## Get the Statuspage account →",
                "## [Get the Statuspage account →](https://x.example)",
            ),
        ),
        (
            "no front matter",
            page.splitn(3, "---\n").last().unwrap().to_owned(),
        ),
        (
            "sites in another order",
            reordered(page, |line| line.contains("https://")),
        ),
        (
            "fields in another order",
            reordered(page, |line| line.matches('|').count() > 4),
        ),
    ]
}

#[rustfmt::skip]
const FRENCH: &[(&str, &str)] = &[
    ("### Overview", "### Aperçu"),
    ("Path Parameters", "Paramètres de chemin"),
    ("Body Data (required)", "Données du corps (obligatoire)"),
    ("Request Body (required)", "Corps de la requête (obligatoire)"),
    ("### Request\n", "### Requête\n"),
    ("### Response", "### Réponse"),
    ("### Code Example", "### Exemple de code"),
    ("\"Model\"", "\"Modèle\""),
    ("\"Example\"", "\"Exemple\""),
    ("[*required*]", "[*obligatoire*]"),
    ("Allowed values:", "Valeurs autorisées :"),
    ("Allowed enum values:", "Valeurs autorisées :"),
    ("Default:", "Par défaut :"),
    ("This endpoint requires the `manage_integrations` permission.", "L'autorisation `manage_integrations` est nécessaire."),
];

#[rustfmt::skip]
const JAPANESE: &[(&str, &str)] = &[
    ("### Arguments", "### 引数"),
    ("Path Parameters", "パスパラメーター"),
    ("Body Data (required)", "本文データ (必須)"),
    ("### Request\n", "### リクエスト\n"),
    ("### Response", "### 応答"),
    ("### Code Example", "### コード例"),
    ("\"Model\"", "\"モデル\""),
    ("\"Example\"", "\"例\""),
    (" [*required*]", "&nbsp;[**必須**]"),
    ("Allowed values:", "許可される値:"),
    ("Allowed enum values:", "許可される値:"),
    ("Default:", "デフォルト:"),
    ("This endpoint requires the `manage_integrations` permission.", "このエンドポイントには `manage_integrations` 権限が必要です。"),
];

fn translated(page: &str, words: &[(&str, &str)]) -> String {
    let translate = |page: String, (english, other): &(&str, &str)| page.replace(english, other);
    words.iter().fold(page.to_owned(), translate)
}

/// Reverses the rows of some tables.
fn reordered(page: &str, is_in: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = page.lines().collect();
    let is_row = |line: &&str| {
        let is_head = line.contains("---") || line.contains("| Type");
        line.starts_with('|') && !is_head && is_in(line)
    };
    for group in lines.chunk_by_mut(|a, b| is_row(a) == is_row(b)) {
        if is_row(&group[0]) {
            group.reverse();
        }
    }
    lines.join("\n")
}
