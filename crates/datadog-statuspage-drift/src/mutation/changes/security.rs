//! Changes of who may call, and of what is said of an operation as such.

use std::collections::BTreeSet;

use super::{ALL, Changes, UPSTREAM, another_field};
use crate::facts::{Alternative, Operation};
use crate::problem::Kind;

impl Changes<'_> {
    pub(super) fn security(&mut self, operation: &Operation) {
        let ours = operation.security.clone().unwrap();
        let keys = |names: &[&str]| Alternative {
            headers: names.iter().map(|name| (*name).to_owned()).collect(),
            scopes: None,
        };
        for names in [
            &["dd-api-key"][..],
            &["dd-application-key"],
            &["dd-other-key"],
            &["dd-api-key", "dd-application-key", "dd-other-key"],
        ] {
            let other = keys(names);
            let place = format!("security/{other}");
            self.of_operation(
                ALL,
                Kind::SecurityMissing,
                &place,
                format!("only {other}"),
                |operation| operation.security = Some([other.clone()].into()),
            );
            self.of_operation(
                UPSTREAM,
                Kind::SecurityMissing,
                &place,
                format!("{other} too"),
                |operation| {
                    operation.security.as_mut().unwrap().insert(other.clone());
                },
            );
        }
        for known in &ours {
            self.of_operation(
                UPSTREAM,
                Kind::SecurityGone,
                &format!("security/{known}"),
                format!("no {known}"),
                |operation| {
                    operation.security.as_mut().unwrap().remove(known);
                },
            );
            for (kind, place, scopes) in scopes(known) {
                let other = Alternative {
                    headers: known.headers.clone(),
                    scopes: Some(scopes),
                };
                self.of_operation(
                    UPSTREAM,
                    kind,
                    &format!("security/{known}/{place}"),
                    format!("other scopes of {known}"),
                    |operation| {
                        let all = operation.security.as_mut().unwrap();
                        all.remove(known);
                        all.insert(other.clone());
                    },
                );
            }
        }
    }

    pub(super) fn itself(&mut self) {
        type Change = fn(&mut Operation);
        let changes: [(Kind, &str, Change); 6] = [
            (Kind::OperationId, "", |it| {
                it.id = Some("Another".to_owned())
            }),
            (Kind::Deprecated, "", |it| it.deprecated = Some(true)),
            (Kind::Unstable, "", |it| it.unstable = Some(true)),
            (Kind::PermissionOperator, "permissions", |it| {
                it.operator = Some("AND".to_owned());
            }),
            (Kind::ServerMissing, "servers/https://x.example", |it| {
                it.servers = Some(["https://x.example".to_owned()].into());
            }),
            (
                Kind::AnswerHeaderMissing,
                "responses/429/headers/x-new",
                |it| {
                    let headers = it.answer_headers.as_mut().unwrap();
                    headers.insert("429/x-new".to_owned(), another_field());
                },
            ),
        ];
        for (kind, place, change) in changes {
            self.of_operation(UPSTREAM, kind, place, format!("{kind:?}"), change);
        }
    }
}

/// Other scopes of an alternative that has some.
fn scopes(known: &Alternative) -> Vec<(Kind, String, BTreeSet<String>)> {
    let Some(scopes) = &known.scopes else {
        return Vec::new();
    };
    let new = "another_scope".to_owned();
    let mut more = scopes.clone();
    more.insert(new.clone());
    let gone = scopes.first().unwrap().clone();
    vec![
        (Kind::ScopeMissing, new.clone(), more),
        (Kind::ScopeGone, gone, [new].into()),
    ]
}
