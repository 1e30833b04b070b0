//! Compares bodies, parameters and fields.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::{Comparison, Said};
use crate::facts::{Body, Content, Field, parent};
use crate::problem::{Kind, Severity};

use Severity::{Additive, Breaking, Info};

/// The direction of a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Request,
    Answer,
}

impl Comparison<'_> {
    pub(super) fn parameters(
        &mut self,
        place: &str,
        ours: &BTreeMap<String, Field>,
        theirs: &BTreeMap<String, Field>,
    ) {
        for (name, field) in theirs {
            let place = format!("{place}/parameters/{name}");
            match ours.get(name) {
                Some(known) => self.field(&place, Way::Request, known, field),
                None => {
                    let severity = if field.required == Some(true) {
                        Breaking
                    } else {
                        Additive
                    };
                    let repair = format!("add the parameter {name}");
                    self.note(
                        Kind::ParameterMissing,
                        severity,
                        place,
                        Said::Theirs(&field.kind),
                        repair,
                    );
                }
            }
        }
        for (name, field) in ours.iter().filter(|(name, _)| !theirs.contains_key(*name)) {
            let repair = format!("remove the parameter {name}");
            self.note(
                Kind::ParameterGone,
                Breaking,
                format!("{place}/parameters/{name}"),
                Said::Ours(&field.kind),
                repair,
            );
        }
    }

    pub(super) fn body(&mut self, place: &str, ours: Option<&Body>, theirs: Option<&Body>) {
        match (ours, theirs) {
            (None, None) => {}
            (None, Some(_)) => {
                self.note(
                    Kind::BodyMissing,
                    Breaking,
                    place,
                    Said::Theirs(&"a body"),
                    "add a requestBody",
                );
            }
            (Some(_), None) => {
                self.note(
                    Kind::BodyGone,
                    Breaking,
                    place,
                    Said::Ours(&"a body"),
                    "remove the requestBody",
                );
            }
            (Some(ours), Some(theirs)) => {
                if let (Some(ours), Some(theirs)) = (ours.required, theirs.required)
                    && ours != theirs
                {
                    let severity = if theirs { Breaking } else { Info };
                    let said = (required(ours), required(theirs));
                    let repair = format!("set required of the requestBody to {theirs}");
                    self.note(
                        Kind::BodyRequired,
                        severity,
                        place,
                        Said::Both(&said.0, &said.1),
                        repair,
                    );
                }
                self.content(place, Way::Request, &ours.content, &theirs.content);
            }
        }
    }

    pub(super) fn content(&mut self, place: &str, way: Way, ours: &Content, theirs: &Content) {
        let is_told = |path: &str, other: &Content| {
            // Parts of something that itself differs are not reported again.
            parent(path)
                .is_none_or(|parent| other.fields.get(parent).is_some_and(Field::is_container))
        };
        if let (Some(ours), Some(theirs)) = (&ours.whole, &theirs.whole) {
            self.field(place, way, ours, theirs);
        }
        for (path, field) in &theirs.fields {
            let place = format!("{place}/{path}");
            match ours.fields.get(path) {
                Some(known) => self.field(&place, way, known, field),
                None if is_told(path, ours) => {
                    let is_demanded = way == Way::Request && field.required == Some(true);
                    let severity = if is_demanded { Breaking } else { Additive };
                    let repair = format!(
                        "add {path} ({}, {}) to the schema",
                        field.kind,
                        required(field.required == Some(true))
                    );
                    self.note(
                        Kind::FieldMissing,
                        severity,
                        place,
                        Said::Theirs(&field.kind),
                        repair,
                    );
                }
                None => {}
            }
        }
        for (path, field) in &ours.fields {
            if !theirs.fields.contains_key(path) && is_told(path, theirs) {
                let repair = format!("remove {path} from the schema");
                self.note(
                    Kind::FieldGone,
                    Breaking,
                    format!("{place}/{path}"),
                    Said::Ours(&field.kind),
                    repair,
                );
            }
        }
    }

    pub(super) fn field(&mut self, place: &str, way: Way, ours: &Field, theirs: &Field) {
        if ours.kind != theirs.kind {
            let repair = format!("change its type to {}", theirs.kind);
            self.note(
                Kind::FieldType,
                Breaking,
                place,
                Said::Both(&ours.kind, &theirs.kind),
                repair,
            );
        }
        self.obligation(place, way, ours, theirs);
        if ours.kind == theirs.kind {
            self.values(place, way, ours, theirs);
        }
        if let (Some(our), Some(their)) = (&ours.default, &theirs.default)
            && our != their
        {
            let repair = match their {
                None => "remove its default".to_owned(),
                Some(value) => format!("set its default to {value}"),
            };
            self.note(
                Kind::Default,
                Info,
                place,
                Said::Both(&shown(our), &shown(their)),
                repair,
            );
        }
        self.limits(place, way, ours, theirs);
    }

    fn obligation(&mut self, place: &str, way: Way, ours: &Field, theirs: &Field) {
        if let (Some(our), Some(their)) = (ours.required, theirs.required)
            && our != their
        {
            let severity = match (way, their) {
                // It is now required; or it is no longer always sent.
                (Way::Request, true) | (Way::Answer, false) => Breaking,
                (Way::Request, false) => Additive,
                (Way::Answer, true) => Info,
            };
            let change = if their { "add it to" } else { "remove it from" };
            let repair = format!("{change} required of its schema");
            self.note(
                Kind::FieldRequired,
                severity,
                place,
                Said::Both(&required(our), &required(their)),
                repair,
            );
        }
    }

    /// Compares the constraints of a value, besides its type.
    fn limits(&mut self, place: &str, way: Way, ours: &Field, theirs: &Field) {
        if let (Some(our), Some(their)) = (&ours.limits, &theirs.limits) {
            let keywords: BTreeSet<&String> = our.keys().chain(their.keys()).collect();
            for keyword in keywords {
                self.limit(place, way, keyword, our.get(keyword), their.get(keyword));
            }
        }
        if let (Some(our), Some(their)) = (ours.nullable, theirs.nullable)
            && our != their
        {
            // It may be received now; or it may no longer be sent.
            let severity = if their == (way == Way::Answer) {
                Breaking
            } else {
                Info
            };
            let repair = format!("set nullable to {their}");
            self.note(
                Kind::Nullable,
                severity,
                place,
                Said::Both(&our, &their),
                repair,
            );
        }
    }

    fn values(&mut self, place: &str, way: Way, ours: &Field, theirs: &Field) {
        for value in theirs.values.difference(&ours.values) {
            let repair = format!("add {value} to its enum");
            self.note(
                Kind::ValueMissing,
                Additive,
                place,
                Said::Theirs(value),
                repair,
            );
        }
        for value in ours.values.difference(&theirs.values) {
            let severity = if way == Way::Request { Breaking } else { Info };
            let repair = format!("remove {value} from its enum");
            self.note(Kind::ValueGone, severity, place, Said::Ours(value), repair);
        }
    }
}

fn required(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

fn shown(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("none")
}
