//! Changes of sites, endpoints, permissions, headers, statuses and parameters.

use std::collections::BTreeSet;

use super::{ALL, Changes, PAGES, UPSTREAM, WHOLE, another_field};
use crate::facts::{Body, Content, Endpoint, Field, Operation, Site};
use crate::problem::Kind;

type Pick = fn(&mut Operation) -> &mut Option<BTreeSet<String>>;
/// A list of names: what it is called, where it is, and what a new one is.
type List = (&'static str, Pick, Kind, Kind, &'static str);

impl Changes<'_> {
    pub(super) fn sites(&mut self) {
        let new = "api.xx9.datadoghq.com";
        let site = Site {
            web: ["xx9.datadoghq.com".to_owned()].into(),
            absent_from: Vec::new(),
        };
        self.add(
            ALL,
            Kind::SiteMissing,
            format!("sites/{new}"),
            "a new site",
            |facts| {
                facts.sites.insert(new.to_owned(), site.clone());
            },
        );
        for host in self.ours.sites.keys() {
            let place = format!("sites/{host}");
            self.add(ALL, Kind::SiteGone, &place, format!("no {host}"), |facts| {
                facts.sites.remove(host);
            });
            let other = host.replacen("api.", "api.v9.", 1);
            self.add(
                ALL,
                Kind::SiteMissing,
                format!("sites/{other}"),
                format!("{host} is {other}"),
                |facts| {
                    let site = facts.sites.remove(host).unwrap();
                    facts.sites.insert(other.clone(), site);
                },
            );
            self.add(
                PAGES,
                Kind::SiteWeb,
                &place,
                format!("another web host of {host}"),
                |facts| {
                    facts.sites.get_mut(host).unwrap().web =
                        ["elsewhere.example".to_owned()].into();
                },
            );
        }
    }

    pub(super) fn endpoint(&mut self, operation: &Operation) {
        let (old, place) = (self.endpoint.clone(), self.place.clone());
        let put = Endpoint {
            method: "PUT".to_owned(),
            ..old.clone()
        };
        let path = Endpoint {
            path: format!("{}_v3", old.path),
            ..old.clone()
        };
        for new in [put, path] {
            let operation = operation.clone();
            self.add(
                ALL,
                Kind::OperationMoved,
                &place,
                format!("moved to {new}"),
                |facts| {
                    facts.operations.remove(&old);
                    facts.operations.insert(new.clone(), operation);
                },
            );
            // The page is that of the operation's new place.
            self.mutants.last_mut().unwrap().endpoint = new;
        }
        self.add(WHOLE, Kind::OperationGone, &place, "removed", |facts| {
            facts.operations.remove(&old);
        });
        let new = Endpoint {
            method: "GET".to_owned(),
            path: "/api/v2/integration/statuspage/something".to_owned(),
        };
        let mut other = operation.clone();
        (other.id, other.slug) = (
            Some("GetSomething".to_owned()),
            Some("get-something".to_owned()),
        );
        for (forms, place) in [(PAGES, "get-something"), (UPSTREAM, "GetSomething")] {
            self.add(
                forms,
                Kind::OperationMissing,
                place,
                "a new operation",
                |facts| {
                    facts.operations.insert(new.clone(), other.clone());
                },
            );
            self.mutants.last_mut().unwrap().endpoint = new.clone();
        }
    }

    pub(super) fn names(&mut self, operation: &Operation) {
        let lists: [List; 4] = [
            (
                "permissions",
                |it| &mut it.permissions,
                Kind::PermissionMissing,
                Kind::PermissionGone,
                "another_permission",
            ),
            (
                "headers",
                |it| &mut it.headers,
                Kind::HeaderMissing,
                Kind::HeaderGone,
                "x-other",
            ),
            (
                "consumes",
                |it| &mut it.consumes,
                Kind::MediaTypeMissing,
                Kind::MediaTypeGone,
                "application/xml",
            ),
            (
                "produces",
                |it| &mut it.produces,
                Kind::MediaTypeMissing,
                Kind::MediaTypeGone,
                "text/csv",
            ),
        ];
        for list in lists {
            self.list(operation, list);
        }
    }

    fn list(&mut self, operation: &Operation, (part, pick, missing, gone, new): List) {
        let names = pick(&mut operation.clone()).clone().unwrap_or_default();
        let is_media = part == "consumes" || part == "produces";
        let forms = if part == "headers" { PAGES } else { ALL };
        if !is_media {
            self.of_operation(
                forms,
                missing,
                &format!("{part}/{new}"),
                format!("one more of {part}"),
                |operation| {
                    pick(operation).as_mut().unwrap().insert(new.to_owned());
                },
            );
        }
        for name in names.iter().filter(|name| *name != "content-type") {
            if !is_media {
                self.of_operation(
                    forms,
                    gone,
                    &format!("{part}/{name}"),
                    format!("{part} without {name}"),
                    |operation| {
                        pick(operation).as_mut().unwrap().remove(name);
                    },
                );
            }
            for (kind, place) in [(missing, new), (gone, name)] {
                self.of_operation(
                    forms,
                    kind,
                    &format!("{part}/{place}"),
                    format!("{new} for {name}"),
                    |operation| {
                        let names = pick(operation).as_mut().unwrap();
                        names.remove(name);
                        names.insert(new.to_owned());
                    },
                );
            }
        }
    }

    pub(super) fn statuses(&mut self, operation: &Operation) {
        let error = operation.answers.get("429").unwrap().clone();
        for status in ["422", "202", "412"] {
            self.of_operation(
                ALL,
                Kind::StatusMissing,
                &format!("responses/{status}"),
                format!("{status} too"),
                |operation| {
                    operation.answers.insert(status.to_owned(), error.clone());
                },
            );
        }
        for status in operation.answers.keys() {
            self.of_operation(
                ALL,
                Kind::StatusGone,
                &format!("responses/{status}"),
                format!("no {status}"),
                |operation| {
                    operation.answers.remove(status);
                },
            );
            let other = if status.starts_with('2') {
                "202"
            } else {
                "410"
            };
            for (kind, place) in [(Kind::StatusMissing, other), (Kind::StatusGone, status)] {
                self.of_operation(
                    ALL,
                    kind,
                    &format!("responses/{place}"),
                    format!("{other} for {status}"),
                    |operation| {
                        let answer = operation.answers.remove(status).unwrap();
                        operation.answers.insert(other.to_owned(), answer);
                    },
                );
            }
        }
    }

    pub(super) fn body(&mut self, operation: &Operation) {
        match &operation.body {
            Some(body) => {
                let flipped = body.required.map(|required| !required);
                self.of_operation(
                    ALL,
                    Kind::BodyRequired,
                    "request",
                    "the body is optional",
                    |operation| {
                        operation.body.as_mut().unwrap().required = flipped;
                    },
                );
                self.of_operation(ALL, Kind::BodyGone, "request", "no body", |operation| {
                    operation.body = None;
                });
            }
            None => self.of_operation(ALL, Kind::BodyMissing, "request", "a body", |operation| {
                let fields = [("data".to_owned(), another_field())].into();
                operation.consumes = Some(["application/json".to_owned()].into());
                operation.body = Some(Body {
                    required: Some(true),
                    content: Content {
                        fields,
                        ..Content::default()
                    },
                });
            }),
        }
    }

    pub(super) fn parameters(&mut self, operation: &Operation) {
        for required in [false, true] {
            self.of_operation(
                ALL,
                Kind::ParameterMissing,
                "parameters/query/page",
                "a parameter",
                |operation| {
                    let field = Field {
                        required: Some(required),
                        ..another_field()
                    };
                    operation.parameters.insert("query/page".to_owned(), field);
                },
            );
        }
        for (key, field) in &operation.parameters {
            let place = format!("parameters/{key}");
            self.of_operation(
                ALL,
                Kind::ParameterGone,
                &place,
                format!("no {key}"),
                |operation| {
                    operation.parameters.remove(key);
                },
            );
            let new = format!("{key}_too");
            for (kind, place) in [(Kind::ParameterMissing, &new), (Kind::ParameterGone, key)] {
                self.of_operation(
                    ALL,
                    kind,
                    &format!("parameters/{place}"),
                    format!("{new} for {key}"),
                    |operation| {
                        let field = operation.parameters.remove(key).unwrap();
                        operation.parameters.insert(new.clone(), field);
                    },
                );
            }
            self.of_operation(
                ALL,
                Kind::FieldType,
                &place,
                format!("{key} is a number"),
                |operation| {
                    operation.parameters.get_mut(key).unwrap().kind = "int64".to_owned();
                },
            );
            let flipped = field.required.map(|required| !required);
            self.of_operation(
                ALL,
                Kind::FieldRequired,
                &place,
                format!("{key} flipped"),
                |operation| {
                    operation.parameters.get_mut(key).unwrap().required = flipped;
                },
            );
        }
    }
}
