//! A page in Markdown.

use super::example::example;
use super::parts::{curl, description, overview, title, url};
use super::style::Style;
use crate::facts::{Content, Facts, Field, Operation, parent};

pub(in crate::mutation) fn markdown(facts: &Facts, style: &mut Style) -> String {
    let (endpoint, operation) = facts.operations.iter().next().unwrap();
    let mut page = format!(
        "---\ntitle: {title}\n---\n\n# {title}{{% #x %}}\nCopy page\n{{% tab title=\"v2\" %}}\n\n",
        title = title(operation)
    );
    let mut rows: Vec<Vec<String>> = facts
        .sites
        .iter()
        .map(|(host, site)| {
            let web = site.web.clone().unwrap_or_default();
            vec![web, format!("{} {}", endpoint.method, url(host, endpoint))]
        })
        .collect();
    style.shuffle(&mut rows);
    page.push_str(&table(&["Datadog site", "API endpoint"], &rows, style));
    page.push_str(&format!(
        "\n### Overview\n{}{}\n",
        style.blank(),
        overview(operation, style, "`")
    ));
    if !operation.parameters.is_empty() {
        page.push_str("\n### Arguments\n");
    }
    parameters(operation, style, &mut page);
    if let Some(body) = &operation.body {
        let required = if body.required == Some(true) {
            " (required)"
        } else {
            ""
        };
        page.push_str(&format!(
            "\n### Request\n\n#### Body Data{required}\n\n{}\n",
            style.sentence()
        ));
        page.push_str(&model(&body.content, style));
    }
    page.push_str("\n### Response\n");
    let mut answers: Vec<_> = operation.answers.iter().collect();
    style.shuffle(&mut answers);
    for (status, content) in answers {
        page.push_str(&format!(
            "\n{{% tab title=\"{status}\" %}}\n{}\n{}\n{{% /tab %}}\n",
            style.sentence(),
            model(content, style)
        ));
    }
    let code = curl(facts, endpoint, operation, style);
    page.push_str(&format!(
        "\n### Code Example\n\n##### \n{code}\n{{% /tab %}}\n"
    ));
    page
}

fn parameters(operation: &Operation, style: &mut Style, page: &mut String) {
    for (place, heading) in [("path", "Path Parameters"), ("query", "Query Strings")] {
        let mut rows: Vec<_> = operation
            .parameters
            .iter()
            .filter_map(|(name, field)| Some((name.strip_prefix(place)?.strip_prefix('/')?, field)))
            .map(|(name, field)| {
                vec![
                    mark(name, field, style),
                    field.kind.clone(),
                    description(field, style, "`"),
                ]
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        style.shuffle(&mut rows);
        page.push_str(&format!(
            "\n#### {heading}\n\n{}",
            table(&["Name", "Type", "Description"], &rows, style)
        ));
    }
}

fn mark(name: &str, field: &Field, style: &mut Style) -> String {
    match field.required {
        Some(true) => format!(
            "{name}{}[*required*]",
            if style.flip() { "&nbsp;" } else { " " }
        ),
        _ => name.to_owned(),
    }
}

fn table(heads: &[&str], rows: &[Vec<String>], style: &mut Style) -> String {
    let mut lines = vec![
        heads.join(" | "),
        heads
            .iter()
            .map(|head| "-".repeat(head.len()))
            .collect::<Vec<_>>()
            .join(" | "),
    ];
    for row in rows {
        lines.push(
            row.iter()
                .map(|cell| style.pad(cell))
                .collect::<Vec<_>>()
                .join(" | "),
        );
    }
    lines.iter().map(|line| format!("| {line} |\n")).collect()
}

fn model(content: &Content, style: &mut Style) -> String {
    if content.fields.is_empty() {
        return String::new();
    }
    let mut rows = Vec::new();
    let nested = content.fields.keys().any(|path| parent(path).is_some());
    for (path, field) in &content.fields {
        let name = path.rsplit('.').next().unwrap();
        let mut row = vec![
            mark(name, field, style),
            field.kind.clone(),
            description(field, style, "`"),
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
    format!(
        "{{% tab title=\"Model\" %}}\n{}\n{}\n{{% /tab %}}\n\n{{% tab title=\"Example\" %}}\n\n```json\n{example:#}\n```\n\n{{% /tab %}}\n",
        style.sentence(),
        table(heads, &rows, style),
    )
}
