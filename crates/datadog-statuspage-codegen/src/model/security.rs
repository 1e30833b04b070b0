//! Which keys a request carries: checked, not generated, since callers add them.

use crate::reader::At;

pub(super) fn check(root: &At<'_>) {
    let components = root.get("components");
    let schemes = components.and_then(|components| components.get("securitySchemes"));
    for (_, scheme) in schemes.iter().flat_map(At::members) {
        scheme.object("a security scheme", &["type", "in", "name", "description"]);
        for (key, only) in [("type", "apiKey"), ("in", "header")] {
            if scheme
                .needed("the scheme", key)
                .is_some_and(|text| text != only)
            {
                scheme.problem_at(key, format!("the scheme's {key} can only be {only}"));
            }
        }
        scheme.needed("the scheme", "name");
        scheme.text("description");
    }
    for alternative in root.list("security") {
        for (name, at) in alternative.members() {
            if schemes
                .as_ref()
                .is_none_or(|known| known.get(name).is_none())
            {
                at.problem(format!("there is no security scheme {name:?}"));
            }
            if !at.items().is_empty() {
                at.problem("a key has no scopes");
            }
        }
    }
}
