//! What happens to a request on its way.

use fastrand::Rng;
use reqwest::StatusCode;

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate {
    /// It is answered correctly.
    Answered,
    NeverSent,
    CertificateRefused,
    /// No connection can be made until the configuration is corrected.
    ProxyUnusable,
    /// It is sent, and the server refuses us before it processes anything.
    RefusedAfterSending,
    /// The connection attempt never ends, not even with an error.
    ConnectingForever,
    /// It is sent, and the connection is lost. It may still take effect later.
    Lost {
        commit: bool,
        late: bool,
    },
    /// The same, while other calls of the client use up the rest of the budget.
    LostAndBudgetGone {
        commit: bool,
    },
    /// It is sent, and no answer arrives. It may still take effect later.
    Stalled {
        commit: bool,
        late: bool,
    },
    /// A gateway answers instead of Datadog.
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
    /// An unusual answer that is not worth another attempt.
    Odd {
        status: u16,
        commit: bool,
    },
    /// A violation of the conditions under which a result is certain.
    Lie(Lie),
}

/// One fate for each class of endings. The last five take as long as they may.
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

/// What makes a true claim impossible, judged by what can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// A gateway forwards the request, which is applied, and then rejects it itself.
    DeniedThough,
    /// The request is rejected, and applied later.
    DeniedAndLate,
    /// Something on the way sends the request twice, and returns the second answer.
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

    /// Returns whether the request is sent at all.
    pub(crate) fn is_sent(self) -> bool {
        !matches!(
            self,
            Self::NeverSent
                | Self::CertificateRefused
                | Self::ProxyUnusable
                | Self::ConnectingForever
        )
    }

    /// Returns whether, judged from outside, the request can't have taken effect.
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
