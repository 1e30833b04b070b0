//! What happens to a request on its way.

use fastrand::Rng;
use reqwest::StatusCode;

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate {
    /// It is answered as it should be.
    Answered,
    NeverSent,
    CertificateRefused,
    /// No connection can be made until somebody mends something.
    ProxyUnusable,
    /// It is sent, and the server refuses us before it hands anything on.
    RefusedAfterSending,
    /// No connection is made, and no error ends the attempt.
    ConnectingForever,
    /// It is on its way, and the connection is lost. It may still take effect later.
    Lost {
        commit: bool,
        late: bool,
    },
    /// The same, while other calls of the client use up what is left of the budget.
    LostAndBudgetGone {
        commit: bool,
    },
    /// It is on its way, and no answer comes. It may still take effect later.
    Stalled {
        commit: bool,
        late: bool,
    },
    /// A gateway answers in place of Datadog.
    Gateway {
        status: u16,
        commit: bool,
        asks: bool,
    },
    RateLimited {
        asks: bool,
    },
    /// The answer breaks off.
    Cut,
    /// The answer begins, and its body never ends.
    Trickle,
    TooLarge,
    TurnedDown {
        status: u16,
    },
    /// Out of the ordinary, and not worth repeating.
    Odd {
        status: u16,
        commit: bool,
    },
    /// Against the conditions under which anything is certain.
    Lie(Lie),
}

/// Each class of endings, by one that stands for it. The last five take as long as they may.
pub(crate) const EACH: [Fate; 19] = [
    Fate::Answered,
    Fate::NeverSent,
    Fate::RateLimited { asks: false },
    Fate::RateLimited { asks: true },
    Fate::lost(false, false),
    Fate::lost(true, false),
    Fate::lost(true, true),
    Fate::Cut,
    Fate::TooLarge,
    Fate::TurnedDown { status: 403 },
    Fate::odd(false),
    Fate::odd(true),
    Fate::LostAndBudgetGone { commit: false },
    Fate::LostAndBudgetGone { commit: true },
    Fate::ConnectingForever,
    Fate::stalled(false, false),
    Fate::stalled(true, false),
    Fate::stalled(true, true),
    Fate::Trickle,
];

/// What makes it impossible to tell the truth, from what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// A gateway has the request carried out, and then refuses it by itself.
    DeniedThough,
    /// The request is refused, and carried out later.
    DeniedAndLate,
    /// Something on the way sends the request twice, and passes the second answer on.
    Repeated,
}

/// See [`Lie`].
pub(crate) const LIES: [Fate; 3] = [
    Fate::Lie(Lie::DeniedThough),
    Fate::Lie(Lie::DeniedAndLate),
    Fate::Lie(Lie::Repeated),
];

impl Fate {
    const fn lost(commit: bool, late: bool) -> Self {
        Self::Lost { commit, late }
    }

    const fn stalled(commit: bool, late: bool) -> Self {
        Self::Stalled { commit, late }
    }

    const fn odd(commit: bool) -> Self {
        Self::Odd {
            status: 303,
            commit,
        }
    }

    pub(crate) fn random(rng: &mut Rng) -> Self {
        let pick = |rng: &mut Rng, from: &[u16]| from[rng.usize(..from.len())];
        match rng.u8(..20) {
            0..=5 => Self::Answered,
            6 => Self::NeverSent,
            7 => Self::ConnectingForever,
            8 => Self::Lost {
                commit: rng.bool(),
                late: rng.bool(),
            },
            9 => Self::Stalled {
                commit: rng.bool(),
                late: rng.bool(),
            },
            10..=12 => Self::Gateway {
                status: pick(rng, &[408, 500, 502, 503, 504]),
                commit: rng.bool(),
                asks: rng.bool(),
            },
            13..=14 => Self::RateLimited { asks: rng.bool() },
            15 => Self::Cut,
            16 => Self::Trickle,
            17 => Self::TooLarge,
            18 => Self::TurnedDown {
                status: pick(rng, &[307, 308, 400, 401, 403, 404, 409, 413, 422]),
            },
            _ => Self::rare(rng),
        }
    }

    fn rare(rng: &mut Rng) -> Self {
        match rng.u8(..6) {
            0 => Self::CertificateRefused,
            1 => Self::ProxyUnusable,
            2 => Self::RefusedAfterSending,
            _ => Self::Odd {
                status: [301, 302, 303, 501, 520, 599][rng.usize(..6)],
                commit: rng.bool(),
            },
        }
    }

    /// Whether the request leaves at all.
    pub(crate) fn is_sent(self) -> bool {
        !matches!(
            self,
            Self::NeverSent
                | Self::CertificateRefused
                | Self::ProxyUnusable
                | Self::ConnectingForever
        )
    }

    /// Whether, seen from outside, the request can't have taken effect.
    pub(crate) fn is_harmless(self, claimed: Option<StatusCode>) -> bool {
        match self {
            Self::NeverSent
            | Self::CertificateRefused
            | Self::ProxyUnusable
            | Self::RefusedAfterSending
            | Self::ConnectingForever
            | Self::RateLimited { .. }
            | Self::TurnedDown { .. } => true,
            Self::Answered | Self::Lie(_) => claimed.is_some_and(|status| status.is_client_error()),
            _ => false,
        }
    }

    pub(super) fn is_worth_another(self, claimed: Option<StatusCode>) -> bool {
        match self {
            Self::Answered | Self::TooLarge => claimed.is_none(),
            // Cut or not, these end as the 201 or the 409 that they began with.
            Self::Cut | Self::Trickle => claimed.is_none_or(|status| status.is_success()),
            Self::CertificateRefused
            | Self::ProxyUnusable
            | Self::RefusedAfterSending
            | Self::TurnedDown { .. }
            | Self::Odd { .. }
            | Self::Lie(_) => false,
            _ => true,
        }
    }
}
