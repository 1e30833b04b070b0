//! Compares security requirements.

use std::collections::BTreeSet;

use super::comparison::{Comparison, Said};
use crate::facts::Alternative;
use crate::problem::{Kind, Severity};

use Severity::{Additive, Breaking, Info};

type Alternatives = BTreeSet<Alternative>;

impl Comparison<'_> {
    /// Unless theirs `are_all`, as in a page's single example, ours may have more.
    pub(super) fn security(
        &mut self,
        place: &str,
        ours: &Option<Alternatives>,
        theirs: &Option<Alternatives>,
        are_all: bool,
    ) {
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            return;
        };
        let is_in = |wanted: &Alternative, all: &Alternatives| {
            all.iter().any(|known| known.headers == wanted.headers)
        };
        let one_will_do = ours.iter().any(|known| is_in(known, theirs));
        for alternative in theirs {
            let place = format!("{place}/security/{alternative}");
            if is_in(alternative, ours) {
                self.scopes(&place, alternative, ours);
                continue;
            }
            let severity = if one_will_do { Additive } else { Breaking };
            let repair = format!("add {alternative} to security of the operation");
            self.note(
                Kind::SecurityMissing,
                severity,
                place,
                Said::Theirs(alternative),
                repair,
            );
        }
        for alternative in ours.iter().filter(|known| are_all && !is_in(known, theirs)) {
            let place = format!("{place}/security/{alternative}");
            let repair = format!("remove {alternative} from security of the operation");
            self.note(
                Kind::SecurityGone,
                Breaking,
                place,
                Said::Ours(alternative),
                repair,
            );
        }
    }

    fn scopes(&mut self, place: &str, theirs: &Alternative, ours: &Alternatives) {
        let same = ours.iter().filter(|known| known.headers == theirs.headers);
        let (Some(scopes), Some(first)) = (&theirs.scopes, same.clone().next()) else {
            return;
        };
        if same
            .clone()
            .any(|known| known.scopes.as_ref() == Some(scopes))
        {
            return;
        }
        let known = first.scopes.clone().unwrap_or_default();
        for scope in scopes.difference(&known) {
            let (place, repair) = (format!("{place}/{scope}"), format!("add the scope {scope}"));
            self.note(
                Kind::ScopeMissing,
                Breaking,
                place,
                Said::Theirs(scope),
                repair,
            );
        }
        for scope in known.difference(scopes) {
            let (place, repair) = (
                format!("{place}/{scope}"),
                format!("remove the scope {scope}"),
            );
            self.note(Kind::ScopeGone, Info, place, Said::Ours(scope), repair);
        }
    }
}
