//! What another actor does.

use fastrand::Rng;

use super::holding::{Holding, KEYS, PAGES, TAGS};

/// A change by another actor.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Nothing,
    DeleteAccount,
    SetKey(&'static str),
    /// Removes the setting at this place in the list.
    Remove(usize),
    Retag(usize, &'static str),
    Move(usize, &'static str),
    Add(&'static str, &'static str),
}

impl Act {
    /// Each class of changes that a call for the first two pages can meet.
    pub(super) const EACH: [Self; 8] = [
        Self::Nothing,
        Self::DeleteAccount,
        Self::SetKey(KEYS[0]),
        Self::SetKey(KEYS[1]),
        Self::Remove(0),
        Self::Retag(0, TAGS[1]),
        Self::Move(0, PAGES[3]),
        Self::Add(PAGES[0], TAGS[2]),
    ];

    pub(super) fn random(rng: &mut Rng) -> Self {
        let page = PAGES[rng.usize(..PAGES.len())];
        let tags = TAGS[rng.usize(..TAGS.len())];
        let place = rng.usize(..PAGES.len());
        match rng.u8(..7) {
            0 => Self::DeleteAccount,
            1 => Self::SetKey(KEYS[rng.usize(..2)]),
            2 => Self::Remove(place),
            3 => Self::Retag(place, tags),
            4 => Self::Move(place, page),
            _ => Self::Add(page, tags),
        }
    }

    /// Makes the change. Returns whether it changed anything.
    pub(super) fn on(self, holding: &mut Holding) -> bool {
        let before = holding.clone();
        match self {
            Self::Nothing => {}
            Self::DeleteAccount => holding.account = None,
            Self::SetKey(key) => holding.account = Some(key.to_owned()),
            Self::Remove(place) if place < holding.settings.len() => {
                holding.settings.remove(place);
            }
            Self::Retag(place, tags) => {
                if let Some(setting) = holding.settings.get_mut(place) {
                    setting.tags = tags.to_owned();
                }
            }
            Self::Move(place, page) if !holding.watches(page) => {
                if let Some(setting) = holding.settings.get_mut(place) {
                    setting.page = page.to_owned();
                }
            }
            Self::Add(page, tags) if !holding.watches(page) => {
                holding.add(page, tags);
            }
            Self::Remove(_) | Self::Move(..) | Self::Add(..) => {}
        }
        *holding != before
    }
}
