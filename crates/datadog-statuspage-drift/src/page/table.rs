//! Reads tables of a page: endpoints, parameters and fields.

use std::collections::BTreeMap;

use url::Url;

use super::blocks::{Row, Table};
use super::cell::{is_kind, is_method, name_and_mark, values_and_default};
use crate::facts::{Field, Unreadable, join};

/// A row of a table of endpoints.
pub(super) struct Address {
    pub(super) web: String,
    pub(super) method: String,
    pub(super) url: Url,
}

/// Returns whether a table lists endpoints.
pub(super) fn has_endpoints(table: &Table) -> bool {
    let mut rows = table.rows.iter();
    table.columns == 2
        && rows.any(|row| row.cells.iter().any(|cell| method_and_url(cell).is_some()))
}

fn method_and_url(cell: &str) -> Option<(String, String)> {
    let cell = cell.replace('`', "");
    let mut words = cell.split_whitespace();
    let (method, url) = (words.next()?, words.next()?);
    let is_it = words.next().is_none() && url.contains("://");
    is_it.then(|| (method.to_owned(), url.to_owned()))
}

pub(super) fn endpoints(table: &Table) -> Result<Vec<Address>, Unreadable> {
    let mut addresses: Vec<Address> = Vec::new();
    for row in &table.rows {
        let bad = |why: String| Unreadable::new(row.line, why);
        let found = row.cells.iter().rev().find_map(|cell| method_and_url(cell));
        let Some((method, url)) = found.filter(|_| row.written == 2) else {
            return Err(bad("a site and its method and URL are two cells".to_owned()));
        };
        let is_known = addresses.first().is_none_or(|first| first.method == method);
        if !is_method(&method) || !is_known {
            return Err(bad(format!("{method:?} is not the method of the others")));
        }
        let address = Url::parse(&url).map_err(|error| bad(format!("{url:?}: {error}")))?;
        if address.scheme() != "https" {
            return Err(bad(format!("{url} is not an https URL")));
        }
        if addresses
            .first()
            .is_some_and(|first| first.url.path() != address.path())
        {
            return Err(bad(format!("{url} has another path than the others")));
        }
        let web = row.cells.iter().find(|cell| method_and_url(cell).is_none());
        let web = web.map_or("", |web| web.trim_matches('`'));
        let web = web.strip_prefix("https://").unwrap_or(web);
        addresses.push(Address {
            web: web.trim_end_matches('/').to_owned(),
            method,
            url: address,
        });
    }
    Ok(addresses)
}

/// Fields, by path.
pub(super) type Fields = BTreeMap<String, Field>;

struct Named {
    parent: Option<String>,
    name: String,
    field: Field,
}

fn named(row: &Row, columns: usize) -> Result<Named, Unreadable> {
    let bad = |why: String| Unreadable::new(row.line, why);
    if row.written != columns {
        return Err(bad(format!("{} cells below {columns} heads", row.written)));
    }
    let (parent, name, kind, description) = match row.cells.as_slice() {
        [name, kind, description] => (None, name, kind, description),
        [parent, name, kind, description] => {
            (Some(name_and_mark(parent).0), name, kind, description)
        }
        cells => {
            let why = format!("a field has three or four cells, not {}", cells.len());
            return Err(bad(why));
        }
    };
    let (name, required) = name_and_mark(name);
    let kind = kind.trim_matches(['`', '<', '>']).to_owned();
    if name.is_empty() || name.contains(' ') || !is_kind(&kind) {
        return Err(bad(format!(
            "{name:?} of type {kind:?} is not a readable field"
        )));
    }
    let (values, default) = values_and_default(&kind, description);
    let field = Field {
        values,
        // A page may omit it.
        default: default.map(Some),
        required: Some(required),
        kind,
        ..Field::default()
    };
    Ok(Named {
        parent: parent.filter(|parent| !parent.is_empty()),
        name,
        field,
    })
}

/// Reads a table of fields. If any of them is nested, each names its parent.
pub(super) fn fields(table: &Table) -> Result<Fields, Unreadable> {
    let rows = table.rows.iter().map(|row| named(row, table.columns));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let mut fields = BTreeMap::new();
    for (index, (row, written)) in rows.iter().zip(&table.rows).enumerate() {
        let path = path(&rows, index, 0).ok_or_else(|| {
            Unreadable::new(written.line, "the parent of a field is not in the table")
        })?;
        if fields.insert(path, row.field.clone()).is_some() {
            let why = format!("{:?} appears twice", row.name);
            return Err(Unreadable::new(written.line, why));
        }
    }
    Ok(fields)
}

/// Returns the path of a row. Its parent is the nearest row with that name, preferably above it.
fn path(rows: &[Named], index: usize, depth: usize) -> Option<String> {
    let row = rows.get(index)?;
    let Some(wanted) = &row.parent else {
        return Some(row.name.clone());
    };
    if depth > rows.len() {
        return None;
    }
    let is_parent = |(other, parent): &(usize, &Named)| {
        *other != index && &parent.name == wanted && parent.field.is_container()
    };
    let mut before = rows.iter().enumerate().take(index);
    let mut after = rows.iter().enumerate().skip(index);
    let found = before.rfind(is_parent).or_else(|| after.find(is_parent));
    let (parent, found) = found?;
    let above = path(rows, parent, depth.saturating_add(1))?;
    Some(join(&above, found.field.kind.starts_with('['), &row.name))
}
