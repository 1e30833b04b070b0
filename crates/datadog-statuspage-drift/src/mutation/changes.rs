//! Every single-fact change of what Datadog says.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::writer::{self, Style, beside};
use crate::compare::name;
use crate::facts::{Body, Content, Endpoint, Facts, Field, Operation, Site};
use crate::problem::Kind;

/// The forms in which a source can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Markdown,
    Text,
    Upstream,
}

const ALL: &[Form] = &[Form::Markdown, Form::Text, Form::Upstream];
const PAGES: &[Form] = &[Form::Markdown, Form::Text];
const MARKDOWN: &[Form] = &[Form::Markdown];
const UPSTREAM: &[Form] = &[Form::Upstream];
/// The forms that tell defaults.
const DEFAULTS: &[Form] = &[Form::Text, Form::Upstream];

/// A source that says one thing otherwise, and the problem that this is.
pub(super) struct Mutant {
    pub(super) what: String,
    pub(super) facts: Facts,
    /// The operation that it is about; any will do for a site.
    pub(super) endpoint: Endpoint,
    pub(super) kind: Kind,
    pub(super) place: String,
    pub(super) forms: &'static [Form],
}

pub(super) fn all(ours: &Facts) -> Vec<Mutant> {
    let mut changes = Changes {
        ours,
        mutants: Vec::new(),
        endpoint: Endpoint::default(),
        place: String::new(),
    };
    for (endpoint, operation) in &ours.operations {
        changes.endpoint = endpoint.clone();
        changes.place = name(endpoint, operation);
        changes.sites();
        changes.endpoint(operation);
        changes.names(operation);
        changes.statuses(operation);
        changes.body(operation);
        changes.parameters(operation);
        if let Some(body) = &operation.body {
            changes.content("request", &body.content, |operation| {
                &mut operation.body.as_mut().unwrap().content
            });
        }
        for (status, content) in &operation.answers {
            let part = format!("responses/{status}");
            changes.content(&part, content, |operation| {
                operation.answers.get_mut(status).unwrap()
            });
        }
    }
    changes.mutants
}

struct Changes<'a> {
    ours: &'a Facts,
    mutants: Vec<Mutant>,
    /// The operation at hand, and what problems call it.
    endpoint: Endpoint,
    place: String,
}

fn another_field() -> Field {
    Field {
        kind: "string".to_owned(),
        required: Some(false),
        default: Some(None),
        min_length: Some(None),
        max_length: Some(None),
        nullable: Some(false),
        ..Field::default()
    }
}

impl Changes<'_> {
    fn add(
        &mut self,
        forms: &'static [Form],
        kind: Kind,
        place: impl Into<String>,
        what: impl Into<String>,
        change: impl FnOnce(&mut Facts),
    ) {
        let mut facts = self.ours.clone();
        change(&mut facts);
        self.mutants.push(Mutant {
            what: format!("{}: {}", self.place, what.into()),
            facts,
            endpoint: self.endpoint.clone(),
            kind,
            place: place.into(),
            forms,
        });
    }

    /// The same, of the operation at hand; `place` is in it.
    fn of_operation(
        &mut self,
        forms: &'static [Form],
        kind: Kind,
        place: &str,
        what: impl Into<String>,
        change: impl FnOnce(&mut Operation),
    ) {
        let endpoint = self.endpoint.clone();
        let place = match place {
            "" => self.place.clone(),
            place => format!("{}/{place}", self.place),
        };
        self.add(forms, kind, place, what, |facts| {
            change(facts.operations.get_mut(&endpoint).unwrap());
        });
    }

    fn sites(&mut self) {
        let new = "api.xx9.datadoghq.com";
        let web = Some("xx9.datadoghq.com".to_owned());
        self.add(
            ALL,
            Kind::SiteMissing,
            format!("sites/{new}"),
            "a new site",
            |facts| {
                facts
                    .sites
                    .insert(new.to_owned(), Site { web: web.clone() });
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
                MARKDOWN,
                Kind::SiteWeb,
                &place,
                format!("another web host of {host}"),
                |facts| {
                    facts.sites.get_mut(host).unwrap().web = Some("elsewhere.example".to_owned());
                },
            );
        }
    }

    fn endpoint(&mut self, operation: &Operation) {
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
        self.add(UPSTREAM, Kind::OperationGone, &place, "removed", |facts| {
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

    fn names(&mut self, operation: &Operation) {
        type Pick = fn(&mut Operation) -> &mut Option<BTreeSet<String>>;
        let lists: [(&str, Pick, Kind, Kind, &str); 4] = [
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
                "dd-other-key",
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
        for (part, pick, missing, gone, new) in lists {
            let names = pick(&mut operation.clone()).clone().unwrap_or_default();
            let is_media = part == "consumes" || part == "produces";
            if !is_media {
                self.of_operation(
                    ALL,
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
                        ALL,
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
                        ALL,
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
    }

    fn statuses(&mut self, operation: &Operation) {
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

    fn body(&mut self, operation: &Operation) {
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
                        example: None,
                    },
                });
            }),
        }
    }

    fn parameters(&mut self, operation: &Operation) {
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

    fn content(
        &mut self,
        part: &str,
        content: &Content,
        pick: impl Fn(&mut Operation) -> &mut Content,
    ) {
        for (path, field) in &content.fields {
            let place = format!("{part}/{path}");
            // All fields of the same container, `path` among them.
            self.of_operation(
                ALL,
                Kind::FieldGone,
                &place,
                format!("{place} removed"),
                |operation| {
                    remove(pick(operation), path);
                },
            );
            let new = beside(path, "another");
            for (kind, told) in [(Kind::FieldMissing, &new), (Kind::FieldGone, path)] {
                self.of_operation(
                    ALL,
                    kind,
                    &format!("{part}/{told}"),
                    format!("{place} renamed"),
                    |operation| {
                        rename(pick(operation), path, &new);
                    },
                );
            }
            for required in [false, true] {
                self.of_operation(
                    ALL,
                    Kind::FieldMissing,
                    &format!("{part}/{new}"),
                    format!("a field beside {place}"),
                    |operation| {
                        let field = Field {
                            required: Some(required),
                            ..another_field()
                        };
                        pick(operation).fields.insert(new.clone(), field);
                    },
                );
            }
            for kind in ["int64", "boolean", "string", "[string]", "uuid"] {
                if kind == field.kind {
                    continue;
                }
                self.of_operation(
                    ALL,
                    Kind::FieldType,
                    &place,
                    format!("{place} is {kind}"),
                    |operation| {
                        let content = pick(operation);
                        let mut field = content.fields[path].clone();
                        remove(content, path);
                        field.kind = kind.to_owned();
                        field.values.clear();
                        field.default = Some(None);
                        content.fields.insert(path.clone(), field);
                    },
                );
            }
            let flipped = field.required.map(|required| !required);
            self.of_operation(
                ALL,
                Kind::FieldRequired,
                &place,
                format!("{place} flipped"),
                |operation| {
                    pick(operation).fields.get_mut(path).unwrap().required = flipped;
                },
            );
            self.values(&place, path, field, &pick);
            self.bounds(&place, path, field, &pick);
            self.examples(&place, path, content, &pick);
        }
    }

    fn values(
        &mut self,
        place: &str,
        path: &str,
        field: &Field,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        if field.kind == "enum" {
            self.of_operation(
                ALL,
                Kind::ValueMissing,
                place,
                format!("one more value of {place}"),
                |operation| {
                    pick(operation)
                        .fields
                        .get_mut(path)
                        .unwrap()
                        .values
                        .insert("another-value".to_owned());
                },
            );
            for value in &field.values {
                for kind in [Kind::ValueMissing, Kind::ValueGone] {
                    self.of_operation(
                        ALL,
                        kind,
                        place,
                        format!("another value of {place}"),
                        |operation| {
                            let field = pick(operation).fields.get_mut(path).unwrap();
                            field.values = [format!("{value}-too")].into();
                        },
                    );
                }
                // An enum without values is written nowhere but in a page.
                self.of_operation(
                    PAGES,
                    Kind::ValueGone,
                    place,
                    format!("no value of {place}"),
                    |operation| {
                        pick(operation).fields.get_mut(path).unwrap().values.clear();
                    },
                );
            }
        }
        if field.is_container() {
            return;
        }
        let others = [Some("another-default".to_owned()), None];
        for other in others
            .into_iter()
            .filter(|other| Some(other) != field.default.as_ref())
        {
            self.of_operation(
                DEFAULTS,
                Kind::Default,
                place,
                format!("default of {place}: {other:?}"),
                |operation| {
                    pick(operation).fields.get_mut(path).unwrap().default = Some(other.clone());
                },
            );
        }
    }

    fn bounds(
        &mut self,
        place: &str,
        path: &str,
        field: &Field,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        if field.kind != "string" {
            return;
        }
        for bound in [None, Some(2), Some(3)] {
            if field.min_length != Some(bound) {
                self.of_operation(
                    UPSTREAM,
                    Kind::Length,
                    place,
                    format!("minLength of {place}"),
                    |operation| {
                        pick(operation).fields.get_mut(path).unwrap().min_length = Some(bound);
                    },
                );
            }
            let most = bound.map(|bound| bound * 40);
            if field.max_length != Some(most) {
                self.of_operation(
                    UPSTREAM,
                    Kind::Length,
                    place,
                    format!("maxLength of {place}"),
                    |operation| {
                        pick(operation).fields.get_mut(path).unwrap().max_length = Some(most);
                    },
                );
            }
        }
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

    /// Examples that aren't what the schema says.
    fn examples(
        &mut self,
        place: &str,
        path: &str,
        content: &Content,
        pick: &impl Fn(&mut Operation) -> &mut Content,
    ) {
        let field = &content.fields[path];
        let whole = Content {
            example: None,
            ..content.clone()
        };
        let right = writer::example(&whole, &mut Style::new(0)).unwrap();
        let pointer = format!("/{}", path.replace("[]", "/0").replace('.', "/"));
        let wrong = match field.kind.as_str() {
            "enum" => json!("no-such-value"),
            _ => json!(17),
        };
        let mut spoilt = vec![set(&right, &pointer, Some(wrong))];
        if field.required == Some(true) {
            spoilt.push(set(&right, &pointer, None));
        }
        for example in spoilt {
            self.of_operation(
                ALL,
                Kind::Example,
                place,
                format!("example of {place}: {example}"),
                |operation| {
                    pick(operation).example = Some(example.clone());
                },
            );
        }
    }
}

/// A value with another in the place of a part of it, or without that part.
fn set(value: &Value, pointer: &str, new: Option<Value>) -> Value {
    let mut value = value.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match new {
        Some(new) => parent.insert(name.to_owned(), new),
        None => parent.remove(name),
    };
    value
}

fn is_in(path: &str, container: &str) -> bool {
    path.strip_prefix(container)
        .is_some_and(|rest| rest.starts_with(['.', '[']))
}

fn remove(content: &mut Content, path: &str) {
    content
        .fields
        .retain(|other, _| other != path && !is_in(other, path));
}

fn rename(content: &mut Content, path: &str, new: &str) {
    let fields = std::mem::take(&mut content.fields);
    content.fields = fields
        .into_iter()
        .map(|(other, field)| match other.strip_prefix(path) {
            Some(rest) if other == path || is_in(&other, path) => (format!("{new}{rest}"), field),
            _ => (other, field),
        })
        .collect();
}
