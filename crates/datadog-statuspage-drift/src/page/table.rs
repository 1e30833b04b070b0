//! Tables of fields in Markdown.

use std::collections::BTreeMap;

use super::cell::{is_kind, name_and_mark, tidy, values_and_default};
use crate::facts::{Field, Unreadable, join};

pub(super) fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row);
    // An escaped bar is a part of its cell.
    let marked = row.replace("\\|", "\u{1}");
    marked
        .split('|')
        .map(|cell| tidy(&cell.replace('\u{1}', "|")))
        .collect()
}

pub(super) fn field(
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
pub(super) fn read_fields(
    table: &[&str],
    number: usize,
) -> Result<BTreeMap<String, Field>, Unreadable> {
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
