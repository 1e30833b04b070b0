//! Changes of what else is said of a field.

use super::{Changes, UPSTREAM};
use crate::facts::{Content, Field, Operation};
use crate::problem::Kind;

impl Changes<'_> {
    pub(super) fn limits(
        &mut self,
        place: &str,
        path: &str,
        field: &Field,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        for (keyword, limit, kind) in of_kind(&field.kind) {
            self.limit(place, (keyword, limit, kind), field, |operation| {
                pick(operation).fields.get_mut(path).unwrap()
            });
        }
        if field.kind == "string" {
            self.of_operation(
                UPSTREAM,
                Kind::Nullable,
                place,
                format!("{place} may be null"),
                |operation| {
                    pick(operation).fields.get_mut(path).unwrap().nullable = Some(true);
                },
            );
        }
    }

    /// Changes of a body as a whole.
    pub(super) fn whole(
        &mut self,
        part: &str,
        content: &Content,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        let Some(field) = &content.whole else {
            return;
        };
        for (keyword, limit, kind) in of_kind(&field.kind) {
            self.limit(part, (keyword, limit, kind), field, |operation| {
                pick(operation).whole.as_mut().unwrap()
            });
        }
    }

    fn limit(
        &mut self,
        place: &str,
        (keyword, limit, kind): (&str, Option<&str>, Kind),
        field: &Field,
        pick: impl Fn(&mut Operation) -> &mut Field,
    ) {
        if field
            .limits
            .as_ref()
            .unwrap()
            .get(keyword)
            .map(String::as_str)
            == limit
        {
            return;
        }
        self.of_operation(
            UPSTREAM,
            kind,
            place,
            format!("{keyword} of {place}: {limit:?}"),
            |operation| {
                let limits = pick(operation).limits.as_mut().unwrap();
                match limit {
                    Some(limit) => limits.insert(keyword.to_owned(), limit.to_owned()),
                    None => limits.remove(keyword),
                };
            },
        );
    }
}

type Limit = (&'static str, Option<&'static str>, Kind);

fn of_kind(kind: &str) -> Vec<Limit> {
    let mut limits = vec![
        ("readOnly", Some("true"), Kind::Access),
        ("writeOnly", Some("true"), Kind::Access),
        ("deprecated", Some("true"), Kind::Deprecated),
    ];
    limits.extend(match kind.trim_matches(['[', ']']) {
        "string" => vec![
            ("minLength", None, Kind::Length),
            ("minLength", Some("2"), Kind::Length),
            ("minLength", Some("3"), Kind::Length),
            ("maxLength", None, Kind::Length),
            ("maxLength", Some("80"), Kind::Length),
            ("maxLength", Some("120"), Kind::Length),
            ("pattern", Some("^[a-z]+$"), Kind::Pattern),
        ],
        "object" => vec![
            (
                "additionalProperties",
                Some("false"),
                Kind::AdditionalProperties,
            ),
            ("minProperties", Some("1"), Kind::Limit),
            ("maxProperties", Some("9"), Kind::Limit),
        ],
        _ => Vec::new(),
    });
    limits
}
