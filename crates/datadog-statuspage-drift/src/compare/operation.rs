//! Compares operations.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::{Comparison, Said};
use super::content::Way;
use crate::facts::{Content, Field, Operation};
use crate::problem::{Kind, Severity};

use Severity::{Additive, Breaking, Info};

type Answers = BTreeMap<String, Content>;
type Headers = BTreeMap<String, Field>;

impl Comparison<'_> {
    pub(super) fn operation(
        &mut self,
        place: &str,
        ours: &Operation,
        theirs: &Operation,
        are_all_ways: bool,
    ) {
        self.itself(place, ours, theirs);
        self.security(place, &ours.security, &theirs.security, are_all_ways);
        self.names(
            &format!("{place}/permissions"),
            (&ours.permissions, &theirs.permissions),
            (Kind::PermissionMissing, Breaking),
            (Kind::PermissionGone, Info),
            "x-datadog-permissions",
        );
        self.names(
            &format!("{place}/headers"),
            (&ours.headers, &theirs.headers),
            (Kind::HeaderMissing, Breaking),
            (Kind::HeaderGone, Info),
            "the headers",
        );
        for (what, ours, theirs) in [
            ("consumes", &ours.consumes, &theirs.consumes),
            ("produces", &ours.produces, &theirs.produces),
        ] {
            self.names(
                &format!("{place}/{what}"),
                (ours, theirs),
                (Kind::MediaTypeMissing, Breaking),
                (Kind::MediaTypeGone, Breaking),
                "content",
            );
        }
        self.parameters(place, &ours.parameters, &theirs.parameters);
        self.body(
            &format!("{place}/request"),
            ours.body.as_ref(),
            theirs.body.as_ref(),
        );
        self.answers(place, &ours.answers, &theirs.answers);
        if let (Some(ours), Some(theirs)) = (&ours.answer_headers, &theirs.answer_headers) {
            self.answer_headers(place, ours, theirs);
        }
    }

    /// Compares the properties of the operation itself.
    fn itself(&mut self, place: &str, ours: &Operation, theirs: &Operation) {
        if let (Some(our), Some(their)) = (&ours.id, &theirs.id)
            && our != their
        {
            let repair = format!("set operationId to {their}, or accept the difference");
            self.note(
                Kind::OperationId,
                Info,
                place,
                Said::Both(our, their),
                repair,
            );
        }
        if let (Some(our), Some(their)) = (&ours.operator, &theirs.operator)
            && our != their
        {
            let are_many = theirs.permissions.as_ref().is_some_and(|all| all.len() > 1);
            let severity = if are_many { Breaking } else { Info };
            let place = format!("{place}/permissions");
            let repair = "list the needed ones in x-datadog-permissions";
            self.note(
                Kind::PermissionOperator,
                severity,
                place,
                Said::Both(our, their),
                repair,
            );
        }
        for (kind, keyword, ours, theirs) in [
            (
                Kind::Deprecated,
                "deprecated",
                ours.deprecated,
                theirs.deprecated,
            ),
            (Kind::Unstable, "x-unstable", ours.unstable, theirs.unstable),
        ] {
            if let (Some(our), Some(their)) = (ours, theirs)
                && our != their
            {
                let repair = format!("set {keyword} of the operation to {their}");
                self.note(kind, Info, place, Said::Both(&our, &their), repair);
            }
        }
        self.names(
            &format!("{place}/servers"),
            (&ours.servers, &theirs.servers),
            (Kind::ServerMissing, Breaking),
            (Kind::ServerGone, Breaking),
            "servers",
        );
    }

    fn answer_headers(&mut self, place: &str, ours: &Headers, theirs: &Headers) {
        let place = |key: &str| {
            let (status, name) = key.split_once('/').unwrap_or((key, ""));
            format!("{place}/responses/{status}/headers/{name}")
        };
        for (key, field) in theirs {
            match ours.get(key) {
                Some(known) => self.field(&place(key), Way::Answer, known, field),
                None => {
                    let repair = "add the header to the answer";
                    let (kind, said) = (Kind::AnswerHeaderMissing, Said::Theirs(&field.kind));
                    self.note(kind, Additive, place(key), said, repair);
                }
            }
        }
        for (key, field) in ours.iter().filter(|(key, _)| !theirs.contains_key(*key)) {
            let repair = "remove the header from the answer";
            let (kind, said) = (Kind::AnswerHeaderGone, Said::Ours(&field.kind));
            self.note(kind, Breaking, place(key), said, repair);
        }
    }

    fn answers(&mut self, place: &str, ours: &Answers, theirs: &Answers) {
        for (status, content) in theirs {
            let place = format!("{place}/responses/{status}");
            match ours.get(status) {
                Some(known) => self.content(&place, Way::Answer, known, content),
                None => {
                    let severity = if status.starts_with('2') {
                        Breaking
                    } else {
                        Additive
                    };
                    let repair = format!("add {status} to the operation's responses");
                    self.note(
                        Kind::StatusMissing,
                        severity,
                        place,
                        Said::Theirs(status),
                        repair,
                    );
                }
            }
        }
        for status in ours.keys().filter(|status| !theirs.contains_key(*status)) {
            let severity = if status.starts_with('2') {
                Breaking
            } else {
                Info
            };
            let repair = format!("remove {status} from the operation's responses");
            self.note(
                Kind::StatusGone,
                severity,
                format!("{place}/responses/{status}"),
                Said::Ours(status),
                repair,
            );
        }
    }

    /// Compares two sets of names, if both are known.
    fn names(
        &mut self,
        place: &str,
        (ours, theirs): (&Option<BTreeSet<String>>, &Option<BTreeSet<String>>),
        missing: (Kind, Severity),
        gone: (Kind, Severity),
        member: &str,
    ) {
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            return;
        };
        for name in theirs.difference(ours) {
            let repair = format!("add {name} to {member} of the operation");
            self.note(
                missing.0,
                missing.1,
                format!("{place}/{name}"),
                Said::Theirs(name),
                repair,
            );
        }
        for name in ours.difference(theirs) {
            let repair = format!("remove {name} from {member} of the operation");
            self.note(
                gone.0,
                gone.1,
                format!("{place}/{name}"),
                Said::Ours(name),
                repair,
            );
        }
    }
}
