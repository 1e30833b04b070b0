//! Reads the headers of a curl call.

use std::collections::BTreeSet;

use crate::facts::Alternative;

/// The facts in the headers of a call.
#[derive(Debug, Default)]
pub(super) struct Call {
    pub(super) headers: Option<BTreeSet<String>>,
    pub(super) security: Option<Alternative>,
    pub(super) consumes: Option<BTreeSet<String>>,
    pub(super) produces: Option<BTreeSet<String>>,
}

/// Returns whether a text contains a call by curl. Text in quotes doesn't count.
pub(super) fn is_curl(text: &str) -> bool {
    let mut plain = text.split('`').step_by(2);
    plain.any(|text| text.contains("curl -"))
}

pub(super) fn call(code: &str) -> Call {
    let mut call = Call::default();
    let mut keys = BTreeSet::new();
    for (name, value) in headers(code) {
        let others = call.headers.get_or_insert_default();
        let media = || Some([value.trim().to_ascii_lowercase()].into());
        match name.as_str() {
            "accept" => call.produces = media(),
            "content-type" => {
                call.consumes = media();
                others.insert(name);
            }
            _ if is_key(&name, value) => {
                keys.insert(name);
            }
            _ => {
                others.insert(name);
            }
        }
    }
    // A call without any key was more likely misread than unauthenticated.
    call.security = (!keys.is_empty()).then_some(Alternative {
        headers: keys,
        scopes: None,
    });
    call
}

/// Returns names, in lower case, and values of the headers.
fn headers(code: &str) -> impl Iterator<Item = (String, &str)> {
    let pieces = code.split(['"', '\'']);
    let before = pieces.clone();
    let quoted = before.zip(pieces.skip(1)).filter(|(before, _)| {
        let flag = before.trim_end();
        flag.ends_with("-H") || flag.ends_with("--header")
    });
    quoted.filter_map(|(_, header)| {
        let (name, value) = header.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value))
    })
}

/// Returns whether a header contains credentials.
fn is_key(name: &str, value: &str) -> bool {
    name == "authorization" || name.ends_with("-key") || value.contains(['$', '<'])
}
