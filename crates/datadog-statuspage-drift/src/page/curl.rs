//! The headers of a curl call.

use std::collections::BTreeSet;

use crate::facts::Alternative;

/// What the headers of a call say.
#[derive(Debug, Default)]
pub(super) struct Call {
    pub(super) headers: Option<BTreeSet<String>>,
    pub(super) security: Option<Alternative>,
    pub(super) consumes: Option<BTreeSet<String>>,
    pub(super) produces: Option<BTreeSet<String>>,
}

/// Whether a text has a call by curl in it. What is in quotes is only spoken of.
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
    // No key at all is more likely a call that isn't understood than one that needs none.
    call.security = (!keys.is_empty()).then_some(Alternative {
        headers: keys,
        scopes: None,
    });
    call
}

/// Names, in lower case, and values of the headers.
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

/// Whether a header says who calls.
fn is_key(name: &str, value: &str) -> bool {
    name == "authorization" || name.ends_with("-key") || value.contains(['$', '<'])
}
