//! The fragment as JSON.

use serde_json::{Map, Value};

use super::render::{COMMAND, SOURCE};

/// Renders the fragment. JSON has no comments, so the header is a member.
pub(crate) fn openapi(fragment: &Value) -> String {
    const HEADER: &str = "x-generated";
    let mut members = Map::new();
    members.insert(
        HEADER.to_owned(),
        format!("from {SOURCE} by `{COMMAND}`").into(),
    );
    if let Value::Object(fragment) = fragment {
        let rest = fragment.iter().filter(|(name, _)| *name != HEADER);
        members.extend(rest.map(|(name, value)| (name.clone(), value.clone())));
    }
    format!("{:#}\n", Value::Object(members))
}
