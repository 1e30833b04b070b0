//! A page in plain text: one thing a line, and nothing that says what is in what.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use url::Url;

use super::cell::{is_kind, is_method, json_at, name_and_mark, tidy, values_and_default};
use super::parts::Page;
use super::status::status;
use crate::facts::{Body, Content, Facts, Field, Operation, Unreadable, join, paths};

pub(super) fn read(text: &str, ours: &Facts) -> Result<Page, Unreadable> {
    // Lines that say something, each with its number.
    let lines: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index.saturating_add(1), line))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let mut page = Page::default();
    let Some(start) = lines.iter().position(|(_, line)| endpoint(line).is_some()) else {
        return Err(Unreadable::new(
            None,
            "no endpoint (a method and its URLs) is in it",
        ));
    };
    page.title = lines
        .first()
        .map(|(_, line)| tidy(line))
        .unwrap_or_default();
    read_endpoints(lines.get(start), &mut page)?;
    let rest = lines.get(start.saturating_add(1)..).unwrap_or_default();
    let sections = sections(rest);
    page.overview = joined(sections.get("Overview"));
    page.code = joined(sections.get("Code Example"));
    let ours = page.counterpart(ours);
    for (name, place) in [("Path Parameters", "path"), ("Query Strings", "query")] {
        let lines = sections.get(name).map(Vec::as_slice).unwrap_or_default();
        for row in rows(lines, &|_| false)?.0 {
            page.parameters
                .insert(format!("{place}/{}", row.name), row.field);
        }
    }
    for (name, required) in [("Body Data (required)", true), ("Body Data", false)] {
        let Some(lines) = sections.get(name) else {
            continue;
        };
        let ours = ours.and_then(|ours| ours.body.as_ref());
        let hint = hint(ours.map(|body| &body.content));
        let (content, _) = content(lines, &|_| false, &hint)?;
        page.body = Some(Body {
            required: Some(required),
            content,
        });
    }
    let answers = sections.get("Response").map(Vec::as_slice);
    read_answers(answers.unwrap_or_default(), ours, &mut page)?;
    Ok(page)
}

fn read_endpoints(line: Option<&(usize, &str)>, page: &mut Page) -> Result<(), Unreadable> {
    if let Some((number, line)) = line {
        let (method, urls) = endpoint(line).unwrap_or_default();
        page.method = method;
        for url in urls {
            let url = Url::parse(&url)
                .map_err(|error| Unreadable::new(*number, format!("{url:?}: {error}")))?;
            page.endpoints.push((None, url));
        }
    }
    Ok(())
}

/// The paths of our fields, for what the page leaves open.
fn hint(content: Option<&Content>) -> BTreeSet<String> {
    content
        .map(|content| content.fields.keys().cloned().collect())
        .unwrap_or_default()
}

fn read_answers(
    mut left: &Lines<'_>,
    ours: Option<&Operation>,
    page: &mut Page,
) -> Result<(), Unreadable> {
    while let Some((number, line)) = left.first() {
        let Some(status) = status(line) else {
            return Err(Unreadable::new(
                *number,
                format!("{line:?} is the name of no status that is known"),
            ));
        };
        let after = left.get(1..).unwrap_or_default();
        let hint = hint(ours.and_then(|ours| ours.answers.get(status)));
        let (content, taken) = content(after, &|line| self::status(line).is_some(), &hint)?;
        if page.answers.insert(status.to_owned(), content).is_some() {
            return Err(Unreadable::new(
                *number,
                format!("the answer {status} is there twice"),
            ));
        }
        left = after.get(taken..).unwrap_or_default();
    }
    Ok(())
}

type Lines<'a> = [(usize, &'a str)];

/// Method and URLs, which follow each other without anything in between.
fn endpoint(line: &str) -> Option<(String, Vec<String>)> {
    let line = tidy(line);
    let (method, urls) = line.split_at_checked(line.find("https://")?)?;
    let method = method.trim();
    let urls = urls
        .split("https://")
        .map(str::trim)
        .filter(|url| !url.is_empty());
    let urls: Vec<_> = urls.map(|url| format!("https://{url}")).collect();
    is_method(method).then(|| (method.to_owned(), urls))
}

/// What stands between the headings.
fn sections<'a>(lines: &Lines<'a>) -> BTreeMap<&'static str, Vec<(usize, &'a str)>> {
    const HEADINGS: [&str; 9] = [
        "Overview",
        "Arguments",
        "Path Parameters",
        "Query Strings",
        "Request",
        "Body Data (required)",
        "Body Data",
        "Response",
        "Code Example",
    ];
    let mut sections: BTreeMap<&'static str, Vec<(usize, &str)>> = BTreeMap::new();
    let mut current = None;
    for (number, line) in lines {
        let heading = HEADINGS.into_iter().find(|heading| *heading == tidy(line));
        match (heading, current) {
            // In code, anything may look like a heading.
            (_, Some("Code Example")) | (None, _) => {
                if let Some(name) = current {
                    sections.entry(name).or_default().push((*number, line));
                }
            }
            (Some(heading), _) => {
                current = Some(heading);
                sections.entry(heading).or_default();
            }
        }
    }
    sections
}

fn joined(lines: Option<&Vec<(usize, &str)>>) -> String {
    let lines = lines.into_iter().flatten();
    lines.map(|(_, line)| *line).collect::<Vec<_>>().join("\n")
}

struct Row {
    name: String,
    field: Field,
}

/// The rows of a table, and at which line they end: at an example, at `is_end`, or with the lines.
fn rows(lines: &Lines<'_>, is_end: &dyn Fn(&str) -> bool) -> Result<(Vec<Row>, usize), Unreadable> {
    let mut rows: Vec<Row> = Vec::new();
    let mut description = String::new();
    let mut index = 0;
    let is_row = |index: usize| row_at(lines, index);
    let mut in_table = false;
    while let Some((number, line)) = lines.get(index) {
        let text = tidy(line);
        if text.starts_with('{') || text == "[" || is_end(&text) && is_row(index).is_none() {
            break;
        }
        let heads: Vec<_> = lines
            .iter()
            .skip(index)
            .take(3)
            .map(|(_, line)| tidy(line))
            .collect();
        if !in_table
            && matches!(heads.as_slice(), [name, kind, _] if (name == "Field" || name == "Name") && kind == "Type")
        {
            in_table = true;
            index = index.saturating_add(3);
            continue;
        }
        match (in_table, is_row(index)) {
            (true, Some(row)) => {
                close(&mut rows, &description);
                description.clear();
                rows.push(row);
                index = index.saturating_add(2);
                continue;
            }
            (true, None) if rows.is_empty() => {
                return Err(Unreadable::new(
                    *number,
                    format!("{text:?} is no field that can be read"),
                ));
            }
            (true, None) => describe(&text, &mut rows, &mut description),
            // What a body is, in words.
            (false, _) => {}
        }
        index = index.saturating_add(1);
    }
    close(&mut rows, &description);
    Ok((rows, index))
}

/// A name, and a type on the next line.
fn row_at(lines: &Lines<'_>, index: usize) -> Option<Row> {
    let (_, line) = lines.get(index)?;
    let kind = tidy(lines.get(index.saturating_add(1))?.1);
    let kind = kind.trim_matches(['<', '>']);
    let (name, required) = name_and_mark(line);
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    (is_name && is_kind(kind)).then(|| Row {
        name,
        field: Field {
            kind: kind.to_owned(),
            required: Some(required),
            default: Some(None),
            ..Field::default()
        },
    })
}

/// A line below a row: its default, or a part of its description.
fn describe(text: &str, rows: &mut [Row], description: &mut String) {
    let default = text
        .split_once(':')
        .filter(|(word, _)| word.eq_ignore_ascii_case("default"));
    match default {
        Some((_, default)) => {
            if let Some(row) = rows.last_mut() {
                row.field.default = Some(Some(default.trim().to_owned()));
            }
        }
        None => {
            description.push_str(text);
            description.push(' ');
        }
    }
}

/// The description of the last row is whole.
fn close(rows: &mut [Row], description: &str) {
    if let Some(row) = rows.last_mut() {
        let (values, _) = values_and_default(&row.field.kind, description);
        row.field.values = values;
    }
}

/// A table and an example, and how many lines they take.
fn content(
    lines: &Lines<'_>,
    is_end: &dyn Fn(&str) -> bool,
    hint: &BTreeSet<String>,
) -> Result<(Content, usize), Unreadable> {
    let (rows, mut taken) = rows(lines, is_end)?;
    let rest: Vec<&str> = lines.iter().skip(taken).map(|(_, line)| *line).collect();
    let mut example = None;
    if rest
        .first()
        .is_some_and(|line| line.trim_start().starts_with(['{', '[']))
    {
        let (value, length) = json_at(&rest).ok_or_else(|| {
            let number = lines.get(taken).map(|(number, _)| *number);
            Unreadable::new(number, "an example that is not JSON")
        })?;
        example = Some(value);
        taken = taken.saturating_add(length);
    }
    let fields = nest(rows, example.as_ref(), hint);
    Ok((Content { fields, example }, taken))
}

/// Puts each row where the example has it, or else where `hint` does, or else
/// into the container that was opened last.
fn nest(
    rows: Vec<Row>,
    example: Option<&Value>,
    hint: &BTreeSet<String>,
) -> BTreeMap<String, Field> {
    let shown = example.map(paths).unwrap_or_default();
    let mut fields = BTreeMap::new();
    // Containers that are open, the whole body first.
    let mut open = vec![(String::new(), false)];
    for row in rows {
        let candidates: Vec<(usize, String)> = open
            .iter()
            .enumerate()
            .rev()
            .map(|(index, (path, list))| (index, join(path, *list, &row.name)))
            .filter(|(_, path)| !fields.contains_key(path))
            .collect();
        let found = candidates
            .iter()
            .find(|(_, path)| shown.contains(path))
            .or_else(|| candidates.iter().find(|(_, path)| hint.contains(path)))
            .or(candidates.first());
        let Some((index, path)) = found.cloned() else {
            continue;
        };
        open.truncate(index.saturating_add(1));
        if row.field.is_container() {
            open.push((path.clone(), row.field.kind.starts_with('[')));
        }
        fields.insert(path, row.field);
    }
    fields
}
