//! The forms in which Datadog's pages are published, and every fact in them changed.

use super::*;

pub(super) const TABS: &str =
    include_str!("../../../../tests/pages/create-the-statuspage-account.md");
pub(super) const LATEST: &str = include_str!("../../../../tests/pages/forms/latest.md");
pub(super) const BOLD: &str = include_str!("../../../../tests/pages/forms/latest-bold.md");
pub(super) const TAG: &str = include_str!("../../../../tests/pages/forms/tag.md");

const FORMS: [(&str, &str); 4] = [
    ("tabs", TABS),
    ("latest", LATEST),
    ("bold", BOLD),
    ("tag", TAG),
];

fn problems(page: &str, ours: &Facts) -> Result<Vec<Problem>, Unreadable> {
    let theirs = read_page(page, ours)?;
    let mut problems = compare(ours, &theirs, "the page", Options::default());
    problems.extend(check_examples(&theirs, ours, "the page"));
    Ok(problems)
}

/// Every line of a page that says a fact, each with what else it might say.
fn changes_of_line(line: &str) -> Vec<String> {
    let mut changed = Vec::new();
    let mut replace = |from: &str, to: &str| {
        if line.contains(from) {
            changed.push(line.replacen(from, to, 1));
        }
    };
    if line.starts_with('|') && !line.contains("---") && !line.contains("| Type") {
        for (from, to) in [
            ("| object", "| string"),
            ("| string", "| int64"),
            ("| [string]", "| string"),
            ("| [object]", "| object"),
            ("| enum", "| string"),
            (" [*required*]", ""),
            ("`statuspage-account`", "`statuspage-accounts`"),
            ("`statuspage-url-setting`", "`a`, `statuspage-url-setting`"),
            ("Default: `statuspage-url-setting`", "Default: `none`"),
            ("| api_key", "| api_token"),
            ("| url ", "| uri "),
            ("| errors", "| error"),
            ("GET https", "PUT https"),
            ("/statuspage/", "/status/"),
            ("https://api.", "https://api.v9."),
            ("us5.datadoghq.com ", "us6.datadoghq.com "),
        ] {
            replace(from, to);
        }
        if line.starts_with("|  ") && line.contains("| string") && !line.contains("[*") {
            replace(" |", " [*required*] |");
        }
        changed.push(String::new());
    } else if line.starts_with("-H") || line.contains("permission.") {
        for (from, to) in [
            ("manage_integrations", "manage_pages"),
            ("integrations_read", "pages_read"),
            ("DD-API-KEY", "DD-OTHER-KEY"),
            ("DD-APPLICATION-KEY", "DD-OTHER-KEY"),
            ("Authorization", "X-Token"),
            ("application/json", "application/xml"),
        ] {
            replace(from, to);
        }
    } else if line.starts_with("{% tab") && line.contains(['2', '4']) && !line.contains("v2") {
        for (from, to) in [("4", "5"), ("20", "21")] {
            replace(from, to);
        }
    } else if line.starts_with("##") {
        replace(" (required)", "");
    }
    changed
}

#[test]
fn every_form_says_what_the_fragment_says() {
    let ours = read_fragment(FRAGMENT).unwrap();
    for (name, page) in FORMS {
        assert_eq!(problems(page, &ours), Ok(Vec::new()), "{name}");
    }
    let theirs = read_page(TAG, &ours).unwrap();
    assert_eq!(theirs.operations.len(), ours.operations.len());
    assert_eq!(theirs.extent, Extent::Tag);
}

#[test]
fn every_change_of_a_form_is_noticed() {
    let ours = read_fragment(FRAGMENT).unwrap();
    for (name, page) in FORMS {
        let lines: Vec<&str> = page.lines().collect();
        let (mut reported, mut refused, mut missed) = (0, 0, Vec::new());
        for (index, line) in lines.iter().enumerate() {
            for changed in changes_of_line(line) {
                let mut lines = lines.clone();
                match changed.as_str() {
                    "" => drop(lines.remove(index)),
                    changed => lines[index] = changed,
                }
                match problems(&lines.join("\n"), &ours) {
                    Err(_) => refused += 1,
                    Ok(found) if found.is_empty() => {
                        missed.push(format!("{}: {line}\n  {changed}", index + 1));
                    }
                    Ok(_) => reported += 1,
                }
            }
        }
        println!(
            "{name}: {reported} reported, {refused} refused, {} missed",
            missed.len()
        );
        assert!(missed.is_empty(), "{name}\n{}", missed.join("\n"));
        assert!(reported > 40, "{reported}");
    }
}

#[test]
fn a_page_of_the_tag_without_an_operation_lacks_it() {
    let ours = read_fragment(FRAGMENT).unwrap();
    let sections: Vec<&str> = TAG.split("\n## ").collect();
    for without in 1..sections.len() {
        let mut kept = sections.clone();
        kept.remove(without);
        let found = problems(&kept.join("\n## "), &ours).unwrap();
        let kinds: Vec<_> = found.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [Kind::OperationGone]);
    }
}

#[test]
fn what_is_no_fact_may_change() {
    let ours = read_fragment(FRAGMENT).unwrap();
    let note = "> **Note**: words, with `url_setting` and `status_page` among them.\n";
    let alert = "{% alert level=\"warning\" %}\nA `url_setting` is a page.\n{% /alert %}\n";
    let heading = "| Datadog site";
    for (name, page) in FORMS {
        for (what, changed) in [
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
            ("French", french(page)),
            (
                "no front matter",
                page.splitn(3, "---\n").last().unwrap().to_owned(),
            ),
            ("sites in another order", reordered(page)),
        ] {
            assert_eq!(problems(&changed, &ours), Ok(Vec::new()), "{name}: {what}");
        }
    }
}

fn french(page: &str) -> String {
    let mut page = page.to_owned();
    for (english, french) in [
        ("### Overview", "### Aperçu"),
        ("### Arguments", "### Arguments"),
        ("Path Parameters", "Paramètres de chemin"),
        ("Body Data (required)", "Données du corps (obligatoire)"),
        (
            "Request Body (required)",
            "Corps de la requête (obligatoire)",
        ),
        ("### Request\n", "### Requête\n"),
        ("### Response", "### Réponse"),
        ("### Code Example", "### Exemple de code"),
        ("\"Model\"", "\"Modèle\""),
        ("\"Example\"", "\"Exemple\""),
        ("[*required*]", "[*obligatoire*]"),
        ("Allowed values:", "Valeurs autorisées :"),
        ("Allowed enum values:", "Valeurs autorisées :"),
        ("Default:", "Défaut :"),
    ] {
        page = page.replace(english, french);
    }
    page
}

fn reordered(page: &str) -> String {
    let mut lines: Vec<&str> = page.lines().collect();
    let is_site = |line: &&str| line.starts_with('|') && line.contains("https://");
    for group in lines.chunk_by_mut(|a, b| is_site(a) == is_site(b)) {
        if is_site(&group[0]) {
            group.reverse();
        }
    }
    lines.join("\n")
}
