//! Every single-fact change of what Datadog says.

mod field;
mod limits;
mod operation;
mod security;

use crate::compare::name;
use crate::facts::{Endpoint, Facts, Field, Operation};
use crate::problem::Kind;

/// The forms in which a source can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Tabs,
    Latest,
    Bold,
    Tag,
    Upstream,
}

pub(super) const ALL: &[Form] = &[
    Form::Tabs,
    Form::Latest,
    Form::Bold,
    Form::Tag,
    Form::Upstream,
];
const PAGES: &[Form] = &[Form::Tabs, Form::Latest, Form::Bold, Form::Tag];
const UPSTREAM: &[Form] = &[Form::Upstream];
/// The forms that have all operations.
const WHOLE: &[Form] = &[Form::Tag, Form::Upstream];
/// The forms that tell defaults.
const DEFAULTS: &[Form] = &[Form::Bold, Form::Upstream];

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
        changes.security(operation);
        changes.itself();
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
        nullable: Some(false),
        limits: Some([].into()),
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
}
