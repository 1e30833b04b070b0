//! A page in Markdown: headings, tables, and tabs in `{% tab %}`.

use std::collections::BTreeMap;

use url::Url;

use super::{Page, is_kind, is_method, json_at, name_and_mark, tidy, values_and_default};
use crate::facts::{Content, Field, Unreadable, join};

/// What the lines are about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    Endpoint,
    Overview,
    Parameters(&'static str),
    Body,
    Answer(String),
    Code,
    Else,
}

pub(super) fn read(text: &str) -> Result<Page, Unreadable> {
    let lines: Vec<&str> = text.lines().collect();
    let mut page = Page::default();
    let mut about = About::Endpoint;
    let mut tabs: Vec<String> = Vec::new();
    let mut in_response = false;
    let mut index = 0;
    // Past the front matter.
    if lines.first() == Some(&"---") {
        index = lines
            .iter()
            .skip(1)
            .position(|line| *line == "---")
            .map_or(0, |end| end.saturating_add(2));
    }
    while let Some(line) = lines.get(index) {
        let number = index.saturating_add(1);
        let trimmed = line.trim();
        let mut taken = 1;
        if let Some(heading) = heading(trimmed) {
            if trimmed.starts_with("# ") && page.title.is_empty() {
                page.title = heading
                    .split("{%")
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned();
            }
            in_response = heading == "Response" || in_response && heading != "Code Example";
            about = match heading {
                // Where code examples begin, anything may look like a heading.
                _ if about == About::Code => About::Code,
                "Overview" => About::Overview,
                "Path Parameters" => About::Parameters("path"),
                "Query Strings" | "Query Parameters" => About::Parameters("query"),
                "Header Parameters" => About::Parameters("header"),
                "Code Example" => About::Code,
                _ if heading.starts_with("Body Data") => {
                    let body = page.body.get_or_insert_default();
                    body.required = Some(heading.contains("(required)"));
                    About::Body
                }
                _ if page.endpoints.is_empty() => About::Endpoint,
                _ => About::Else,
            };
        } else if let Some(title) = tab(trimmed) {
            if is_status(&title) {
                about = About::Answer(title.clone());
                if page
                    .answers
                    .insert(title.clone(), Content::default())
                    .is_some()
                {
                    let why = format!(
                        "the answer {title} is there twice; is this more than one version?"
                    );
                    return Err(Unreadable::new(number, why));
                }
            } else if in_response && !matches!(&*title, "Model" | "Example") {
                let why = format!("{title:?} is no status that can be read");
                return Err(Unreadable::new(number, why));
            }
            tabs.push(title);
        } else if trimmed.starts_with("{% /tab") {
            tabs.pop();
        } else if trimmed.starts_with('|') {
            let table: Vec<&str> = lines
                .iter()
                .skip(index)
                .map(|line| line.trim())
                .take_while(|line| line.starts_with('|'))
                .collect();
            taken = table.len();
            read_table(&table, number, &about, &mut page)?;
        } else if trimmed.starts_with("```") {
            let fenced: Vec<&str> = lines
                .iter()
                .skip(number)
                .take_while(|line| !line.trim().starts_with("```"))
                .copied()
                .collect();
            taken = fenced.len().saturating_add(2);
            if about == About::Code {
                page.code.push_str(&fenced.join("\n"));
            } else if let Some(content) = content(&mut page, &about) {
                let (example, _) = json_at(&fenced)
                    .ok_or_else(|| Unreadable::new(number, "an example that is not JSON"))?;
                content.example.get_or_insert(example);
            }
        } else if about == About::Overview {
            page.overview.push_str(&tidy(trimmed));
            page.overview.push(' ');
        } else if about == About::Code {
            page.code.push_str(line);
            page.code.push('\n');
        }
        index = index.saturating_add(taken);
    }
    if page.endpoints.is_empty() {
        return Err(Unreadable::new(None, "no table of endpoints is in it"));
    }
    Ok(page)
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len() && text.starts_with(' ')).then(|| text.trim())
}

fn tab(line: &str) -> Option<String> {
    let title = line.strip_prefix("{% tab title=")?;
    title.split('"').nth(1).map(str::to_owned)
}

fn is_status(title: &str) -> bool {
    title.len() == 3
        && title.starts_with(['1', '2', '3', '4', '5'])
        && title.chars().all(|c| c.is_ascii_digit())
}

/// Where fields and examples go.
fn content<'a>(page: &'a mut Page, about: &About) -> Option<&'a mut Content> {
    match about {
        About::Body => Some(&mut page.body.get_or_insert_default().content),
        About::Answer(status) => Some(page.answers.entry(status.clone()).or_default()),
        _ => None,
    }
}

fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row);
    // An escaped bar is a part of its cell.
    let marked = row.replace("\\|", "\u{1}");
    marked
        .split('|')
        .map(|cell| tidy(&cell.replace('\u{1}', "|")))
        .collect()
}

fn read_table(
    table: &[&str],
    number: usize,
    about: &About,
    page: &mut Page,
) -> Result<(), Unreadable> {
    // The heads of the columns, and the line below them.
    let rows = || table.iter().enumerate().skip(2);
    let at = |index: usize| number.saturating_add(index);
    match about {
        About::Endpoint => {
            for (index, row) in rows() {
                let cells = cells(row);
                let [web, endpoint] = cells.as_slice() else {
                    return Err(Unreadable::new(
                        at(index),
                        "an endpoint has two cells, the site and the URL",
                    ));
                };
                let parts: Vec<_> = endpoint.split(' ').collect();
                let [method, url] = parts.as_slice() else {
                    return Err(Unreadable::new(
                        at(index),
                        format!("{endpoint:?} is no method and URL"),
                    ));
                };
                let url = Url::parse(url)
                    .map_err(|error| Unreadable::new(at(index), format!("{url:?}: {error}")))?;
                if !is_method(method) || !(page.method.is_empty() || page.method == *method) {
                    return Err(Unreadable::new(
                        at(index),
                        format!("{method:?} is not the method of the others"),
                    ));
                }
                page.method = (*method).to_owned();
                page.endpoints.push((Some(web.clone()), url));
            }
            Ok(())
        }
        About::Parameters(place) => {
            for (index, row) in rows() {
                let cells = cells(row);
                let [name, kind, description] = cells.as_slice() else {
                    return Err(Unreadable::new(
                        at(index),
                        "a parameter has three cells: name, type and description",
                    ));
                };
                let (name, field) = field(name, kind, description, at(index))?;
                page.parameters.insert(format!("{place}/{name}"), field);
            }
            Ok(())
        }
        About::Body | About::Answer(_) => {
            let fields = read_fields(table, number)?;
            if let Some(content) = content(page, about) {
                content.fields.extend(fields);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn field(
    name: &str,
    kind: &str,
    description: &str,
    line: usize,
) -> Result<(String, Field), Unreadable> {
    let (name, required) = name_and_mark(name);
    let kind = kind.trim_matches(['`', '<', '>']).to_owned();
    if name.is_empty() || !is_kind(&kind) {
        return Err(Unreadable::new(
            line,
            format!("{name:?} of type {kind:?} is no field that can be read"),
        ));
    }
    let (values, default) = values_and_default(&kind, description);
    let field = Field {
        values,
        // A page in this form need not tell it.
        default: default.map(Some),
        required: Some(required),
        kind,
        ..Field::default()
    };
    Ok((name, field))
}

struct Row {
    parent: Option<String>,
    name: String,
    field: Field,
}

/// A table of fields, of which each names its parent, if there is any that has one.
fn read_fields(table: &[&str], number: usize) -> Result<BTreeMap<String, Field>, Unreadable> {
    let columns = table.first().map_or(0, |heads| cells(heads).len());
    let mut rows = Vec::new();
    for (index, line) in table.iter().enumerate().skip(2) {
        let at = number.saturating_add(index);
        let cells = cells(line);
        if cells.len() != columns {
            let why = format!("{} cells below {columns} heads", cells.len());
            return Err(Unreadable::new(at, why));
        }
        let (parent, name, kind, description) = match cells.as_slice() {
            [name, kind, description] => (None, name, kind, description),
            [parent, name, kind, description] => {
                (Some(name_and_mark(parent).0), name, kind, description)
            }
            _ => {
                return Err(Unreadable::new(
                    at,
                    format!("a field has three or four cells, not {}", cells.len()),
                ));
            }
        };
        let (name, field) = field(name, kind, description, at)?;
        rows.push(Row {
            parent: parent.filter(|parent| !parent.is_empty()),
            name,
            field,
        });
    }
    let mut fields = BTreeMap::new();
    for index in 0..rows.len() {
        let path = path(&rows, index, 0).ok_or_else(|| {
            Unreadable::new(
                number.saturating_add(index).saturating_add(2),
                "the parent of a field is not in the table",
            )
        })?;
        if let Some(row) = rows.get(index)
            && fields.insert(path, row.field.clone()).is_some()
        {
            let at = number.saturating_add(index).saturating_add(2);
            return Err(Unreadable::new(
                at,
                format!("{:?} is there twice", row.name),
            ));
        }
    }
    Ok(fields)
}

/// The path of a row; its parent is the nearest row of that name, above if there is one.
fn path(rows: &[Row], index: usize, depth: usize) -> Option<String> {
    let row = rows.get(index)?;
    let Some(wanted) = &row.parent else {
        return Some(row.name.clone());
    };
    if depth > rows.len() {
        return None;
    }
    let is_parent = |(other, parent): &(usize, &Row)| {
        *other != index && &parent.name == wanted && parent.field.is_container()
    };
    let before = rows
        .iter()
        .enumerate()
        .take(index)
        .rfind(|found| is_parent(found));
    let (parent, found) = before.or_else(|| {
        rows.iter()
            .enumerate()
            .skip(index)
            .find(|found| is_parent(found))
    })?;
    let above = path(rows, parent, depth.saturating_add(1))?;
    Some(join(&above, found.field.kind.starts_with('['), &row.name))
}
