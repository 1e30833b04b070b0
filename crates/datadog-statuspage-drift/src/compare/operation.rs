//! Operations against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::{Comparison, Said};
use super::content::Way;
use crate::facts::{Content, Operation};
use crate::problem::{Kind, Severity};

use Severity::{Additive, Breaking, Info};

type Answers = BTreeMap<String, Content>;

impl Comparison<'_> {
    pub(super) fn operation(&mut self, place: &str, ours: &Operation, theirs: &Operation) {
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
            "security, or the headers",
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

    /// Two sets of names, where both are told.
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
