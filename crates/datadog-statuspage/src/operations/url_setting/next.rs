//! The next step of a URL setting's `ensure`: values in, one value out.

use super::model::UrlSetting;
use crate::error::{Error, ErrorKind, Outcome};
use crate::operations::ensured::Ensured;
use crate::operations::tags::Tags;

/// How often to look again while other clients keep changing the setting.
const ROUNDS: u32 = 4;

/// What is known about the requests so far.
#[derive(Debug, Default)]
pub(super) struct History {
    /// How many changes were requested.
    changes: u32,
    /// Whether a request whose answer was lost may have created the setting.
    maybe_created: bool,
    /// Whether such a request may have updated it.
    maybe_updated: bool,
    /// The setting in Datadog's answer to a change, if it differs from what was sent.
    shown: Option<UrlSetting>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Create,
    Update,
}

#[derive(Debug, PartialEq)]
pub(super) enum Step {
    Done(Ensured<UrlSetting>),
    Create,
    Update(UrlSetting),
    /// Datadog stores the tags differently than they were sent, and would do so again.
    KeptOtherwise(UrlSetting),
}

/// Decides what to do about the current setting.
pub(super) fn next(found: Option<UrlSetting>, tags: &Tags, history: &History) -> Step {
    match found {
        None => Step::Create,
        Some(setting) if setting.has(tags) => Step::Done(match history.how() {
            Some(ensured) => ensured(setting.unconfirmed()),
            None => Ensured::Unchanged(setting),
        }),
        // It is unchanged since Datadog's own answer to our change.
        Some(setting) if history.shown.as_ref() == Some(&setting) => Step::KeptOtherwise(setting),
        Some(setting) => Step::Update(setting),
    }
}

/// What the answer to a change means.
#[derive(Debug)]
pub(super) enum Learned {
    Done(Ensured<UrlSetting>),
    /// Not settled yet, after this many looks in vain.
    LookAgain(u32),
    /// Datadog accepted the change, but its answer shows other values.
    Differs(UrlSetting),
    Failed(Error),
}

impl History {
    /// Returns what this call may have done to the setting.
    fn how(&self) -> Option<fn(UrlSetting) -> Ensured<UrlSetting>> {
        match (self.maybe_created, self.maybe_updated) {
            (true, _) => Some(Ensured::Created),
            (_, true) => Some(Ensured::Updated),
            _ => None,
        }
    }

    /// Records the answer to a change.
    pub(super) fn learn(
        &mut self,
        change: Change,
        answer: Result<UrlSetting, Error>,
        url: &str,
        tags: &Tags,
    ) -> Learned {
        self.changes = self.changes.saturating_add(1);
        self.shown = None;
        let last = self.changes >= ROUNDS;
        let maybe = match answer {
            Ok(setting) if setting.watches(url) && setting.has(tags) => {
                return Learned::Done(match change {
                    Change::Create => Ensured::Created(setting),
                    Change::Update => Ensured::Updated(setting),
                });
            }
            Ok(setting) if last => return Learned::Differs(setting),
            Ok(setting) => {
                self.shown = Some(setting);
                true
            }
            Err(error) if last => return Learned::Failed(error),
            // It was accepted, but the answer can't be read: the list will show the result.
            Err(error) if error.kind() == ErrorKind::Decode => true,
            Err(error) if error.outcome() == Outcome::Applied => true,
            // Another client was faster, or an attempt whose answer was lost.
            Err(error) if error.kind() == change.raced() => error.outcome() == Outcome::Unknown,
            Err(error) => return Learned::Failed(error),
        };
        match change {
            Change::Create => self.maybe_created |= maybe,
            Change::Update => self.maybe_updated |= maybe,
        }
        Learned::LookAgain(self.changes.saturating_sub(1))
    }
}

impl Change {
    /// Returns the kind of error if another client was faster.
    fn raced(self) -> ErrorKind {
        match self {
            Self::Create => ErrorKind::Conflict,
            Self::Update => ErrorKind::NotFound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://example.statuspage.io";

    fn tags(text: &str) -> Tags {
        text.parse().unwrap()
    }

    fn setting(text: &str) -> UrlSetting {
        UrlSetting::new("1".parse().unwrap(), URL, &tags(text))
    }

    #[test]
    fn what_is_found_decides() {
        let new = History::default();
        let created = History {
            maybe_created: true,
            ..History::default()
        };
        let updated = History {
            maybe_updated: true,
            ..History::default()
        };
        let kept = History {
            maybe_updated: true,
            shown: Some(setting("a,b")),
            ..History::default()
        };
        let found = || Some(setting("a,b"));
        for (found, wanted, history, step) in [
            (None, "a", &new, Step::Create),
            (found(), "a", &new, Step::Update(setting("a,b"))),
            (
                found(),
                "b,a",
                &new,
                Step::Done(Ensured::Unchanged(setting("a,b"))),
            ),
            (
                found(),
                "a,b",
                &created,
                Step::Done(Ensured::Created(setting("a,b").unconfirmed())),
            ),
            (
                found(),
                "a,b",
                &updated,
                Step::Done(Ensured::Updated(setting("a,b").unconfirmed())),
            ),
            (found(), "A,b", &kept, Step::KeptOtherwise(setting("a,b"))),
            (None, "A,b", &kept, Step::Create),
        ] {
            assert_eq!(next(found, &tags(wanted), history), step, "{history:?}");
        }
    }

    #[test]
    fn an_answer_settles_it_or_asks_for_another_look() {
        use ErrorKind::*;
        use Outcome::*;
        let fake = |kind, outcome| Err(Error::fake(kind, outcome));
        // The expected step, and whether the setting may then be this call's own.
        for (change, answer, says, maybe) in [
            (Change::Create, Ok(setting("a")), "Done(Created", false),
            (Change::Update, Ok(setting("a")), "Done(Updated", false),
            (Change::Update, Ok(setting("b")), "LookAgain(0)", true),
            (
                Change::Create,
                fake(Conflict, NotApplied),
                "LookAgain(0)",
                false,
            ),
            (
                Change::Create,
                fake(Conflict, Unknown),
                "LookAgain(0)",
                true,
            ),
            (Change::Create, fake(NotFound, NotApplied), "Failed", false),
            (
                Change::Update,
                fake(NotFound, NotApplied),
                "LookAgain(0)",
                false,
            ),
            (
                Change::Update,
                fake(NotFound, Unknown),
                "LookAgain(0)",
                true,
            ),
            (Change::Update, fake(Conflict, NotApplied), "Failed", false),
            (Change::Create, fake(Decode, Applied), "LookAgain(0)", true),
            (Change::Update, fake(Decode, Unknown), "LookAgain(0)", true),
            (
                Change::Create,
                fake(TooLarge, Applied),
                "LookAgain(0)",
                true,
            ),
            (Change::Create, fake(Server, Unknown), "Failed", false),
        ] {
            let mut history = History::default();
            let shown = format!("{change:?} {answer:?}");
            let learned = history.learn(change, answer, URL, &tags("a"));
            let learned = format!("{learned:?}");
            assert!(learned.starts_with(says), "{shown}: {learned}");
            let noted = match change {
                Change::Create => history.maybe_created,
                Change::Update => history.maybe_updated,
            };
            assert_eq!(noted, maybe, "{shown}");
        }
    }

    #[test]
    fn it_ends_after_so_many_rounds() {
        let mut history = History::default();
        for round in 0..ROUNDS - 1 {
            let learned = history.learn(Change::Update, Ok(setting("b")), URL, &tags("a"));
            assert!(matches!(learned, Learned::LookAgain(vain) if vain == round));
        }
        let learned = history.learn(Change::Update, Ok(setting("b")), URL, &tags("a"));
        assert!(matches!(learned, Learned::Differs(_)), "{learned:?}");
    }
}
