//! A page in Markdown, in each of the forms that have been seen.

use super::example::example;
use super::look::Look;
use super::parts::{curl, description, overview, title, url};
use super::style::Style;
use crate::facts::{Content, Endpoint, Facts, Field, Operation, parent};

/// A page of the only operation there is, or of all.
pub(in crate::mutation) fn page(facts: &Facts, look: Look, style: &mut Style) -> String {
    let mut page =
        "---\ntitle: A title\n---\n\n> See [llms.txt](https://docs.example/llms.txt).\n\n"
            .to_owned();
    if look.is_of_tag {
        page.push_str("# Statuspage Integration\nCopy page\n\n");
    }
    for (endpoint, operation) in &facts.operations {
        one(facts, (endpoint, operation), look, style, &mut page);
    }
    page
}

fn one(
    facts: &Facts,
    (endpoint, operation): (&Endpoint, &Operation),
    look: Look,
    style: &mut Style,
    page: &mut String,
) {
    page.push_str(&look.title(&title(operation), style));
    let overview = overview(operation, style);
    let (before, after) = match look.is_latest && !look.has_overview && style.flip() {
        true => (overview, String::new()),
        false => (style.aside(), overview),
    };
    page.push_str(&format!("{}{before}\n\n", look.version(style)));
    let mut rows: Vec<Vec<String>> = facts
        .sites
        .iter()
        .map(|(host, site)| {
            let web = site.web.first().cloned().unwrap_or_default();
            let method = look.method(&endpoint.method, style);
            vec![web, format!("{method} {}", url(host, endpoint))]
        })
        .collect();
    style.shuffle(&mut rows);
    page.push_str(&table(&["Datadog site", "API endpoint"], &rows, style));
    if look.has_overview {
        page.push_str(&style.heading("\n### ", "Overview", "Aperçu"));
    }
    page.push_str(&format!("{}{after}\n\n{}", style.blank(), style.aside()));
    if !operation.parameters.is_empty() {
        page.push_str(&style.heading("\n### ", "Arguments", "引数"));
    }
    parameters(operation, style, page);
    if let Some(body) = &operation.body {
        page.push_str(&look.body_heading(body.required == Some(true), style));
        page.push_str(&style.sentence());
        page.push_str(&look.in_tabs(&model(&body.content, look, style)));
    }
    page.push_str(&style.heading("\n### ", "Response", "Réponse"));
    let mut answers: Vec<_> = operation.answers.iter().collect();
    style.shuffle(&mut answers);
    let answers: String = answers
        .into_iter()
        .map(|(status, content)| {
            let parts = look.in_tabs(&model(content, look, style));
            look.tab(status, &format!("{}\n{parts}", style.sentence()))
        })
        .collect();
    page.push_str(&look.in_tabs(&answers));
    page.push_str(&style.heading("\n### ", "Code Example", "コード例"));
    page.push_str(&look.code(&curl(facts, endpoint, operation, look.has_token, style)));
}

fn parameters(operation: &Operation, style: &mut Style, page: &mut String) {
    for (place, heading, other) in [
        ("path", "Path Parameters", "Paramètres de chemin"),
        ("query", "Query Strings", "クエリ文字列"),
    ] {
        let mut rows: Vec<_> = operation
            .parameters
            .iter()
            .filter_map(|(name, field)| Some((name.strip_prefix(place)?.strip_prefix('/')?, field)))
            .map(|(name, field)| {
                let description = description(field, false, style);
                vec![mark(name, field, style), field.kind.clone(), description]
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        style.shuffle(&mut rows);
        page.push_str(&style.heading("\n#### ", heading, other));
        page.push_str(&table(&["Name", "Type", "Description"], &rows, style));
    }
}

fn mark(name: &str, field: &Field, style: &mut Style) -> String {
    let space = if style.flip() { "&nbsp;" } else { " " };
    let mark = if style.flip() {
        "**必須**"
    } else {
        "*required*"
    };
    match field.required {
        Some(true) => format!("{name}{space}[{mark}]"),
        _ => name.to_owned(),
    }
}

fn table(heads: &[&str], rows: &[Vec<String>], style: &mut Style) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut table = line(heads.iter().map(|head| (*head).to_owned()).collect());
    table.push_str(&line(
        heads.iter().map(|head| "-".repeat(head.len())).collect(),
    ));
    for row in rows {
        table.push_str(&line(row.iter().map(|cell| style.pad(cell)).collect()));
    }
    table
}

fn model(content: &Content, look: Look, style: &mut Style) -> String {
    if content.fields.is_empty() {
        return String::new();
    }
    let mut rows = Vec::new();
    let nested = look.has_parents || content.fields.keys().any(|path| parent(path).is_some());
    for (path, field) in &content.fields {
        let name = path.rsplit('.').next().unwrap();
        let mut row = vec![
            mark(name, field, style),
            field.kind.clone(),
            description(field, look.has_defaults, style),
        ];
        if nested {
            let parent = parent(path).unwrap_or_default();
            row.insert(0, parent.rsplit('.').next().unwrap_or_default().to_owned());
        }
        rows.push(row);
    }
    style.shuffle(&mut rows);
    let heads = ["Parent field", "Field", "Type", "Description"];
    let heads = if nested { &heads[..] } else { &heads[1..] };
    let example = example(content, style).unwrap();
    let (model, sample) = match style.flip() {
        true => ("モデル", "例"),
        false => ("Model", "Example"),
    };
    // A table may follow a tab at once, or after words.
    let words = if style.flip() {
        format!("{}\n\n", style.sentence())
    } else {
        String::new()
    };
    let model = look.tab(model, &format!("{words}{}", table(heads, &rows, style)));
    let sample = look.tab(sample, &format!("```json\n{example:#}\n```\n"));
    format!("{model}\n{sample}")
}
