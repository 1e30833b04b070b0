//! Answers and errors that are made up, for tests in which no client makes any.
//!
//! They say what they are told to and nothing of a call: no attempts, no rate
//! limit, no time. The simulator of `datadog-statuspage-testing` has real ones.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::account::Account;
use crate::deleted::Deleted;
use crate::error::{Error, ErrorKind, Inner, Outcome};
use crate::raw::{Raw, RawResponse};
use crate::receipt::Receipt;
use crate::sync::{Change, Plan, Synced};
use crate::tags::Tags;
use crate::url_setting::{UrlSetting, UrlSettingId, UrlSettings};

fn receipt(status: StatusCode) -> Receipt {
    Receipt {
        status: Some(status),
        ..Receipt::default()
    }
}

impl Account {
    /// A made-up account, for tests.
    pub fn fake(masked_api_key: &str) -> Self {
        Self {
            masked_api_key: Some(masked_api_key.to_owned()),
            receipt: receipt(StatusCode::OK),
        }
    }
}

impl UrlSetting {
    /// A made-up URL setting, for tests. It counts as [`confirmed`](Self::confirmed).
    pub fn fake(id: UrlSettingId, url: &str, tags: &Tags) -> Self {
        Self {
            id,
            url: Some(url.to_owned()),
            custom_tags: Some(tags.to_string()),
            confirmed: true,
            receipt: receipt(StatusCode::OK),
        }
    }
}

/// A made-up list, for tests.
impl FromIterator<UrlSetting> for UrlSettings {
    fn from_iter<I: IntoIterator<Item = UrlSetting>>(settings: I) -> Self {
        Self {
            settings: settings.into_iter().collect(),
            receipt: receipt(StatusCode::OK),
        }
    }
}

impl Deleted {
    /// A made-up deletion, for tests. It counts as [`confirmed`](Self::confirmed).
    pub fn fake() -> Self {
        Self {
            confirmed: true,
            receipt: receipt(StatusCode::NO_CONTENT),
        }
    }
}

impl Synced {
    /// Made-up changes, for tests.
    pub fn fake(changes: impl IntoIterator<Item = Change>) -> Self {
        Self {
            changes: changes.into_iter().collect(),
            receipt: Receipt::default(),
        }
    }
}

impl Plan {
    /// A made-up plan, for tests, which no client needs to carry out.
    pub fn fake(changes: impl IntoIterator<Item = Change>) -> Self {
        Self {
            key: None,
            changes: changes.into_iter().collect(),
            receipt: Receipt::default(),
        }
    }
}

impl<T> RawResponse<T> {
    /// A made-up answer beside its value, for tests. It has no body.
    pub fn fake(value: T, status: StatusCode, headers: HeaderMap) -> Self {
        let raw = Some(Raw {
            status,
            headers,
            body: Bytes::new(),
        });
        Self { value, raw }
    }
}

impl Error {
    /// A made-up error, for tests: of this kind, with this outcome, and with the
    /// status that goes with the kind, where there is one.
    ///
    /// ```
    /// use datadog_statuspage::{Error, ErrorKind, Outcome};
    ///
    /// let error = Error::fake(ErrorKind::Conflict, Outcome::Unknown);
    /// assert_eq!(error.kind(), ErrorKind::Conflict);
    /// assert_eq!(error.to_string(), "made up for a test: Conflict, Unknown");
    /// ```
    pub fn fake(kind: ErrorKind, outcome: Outcome) -> Self {
        let status = match kind {
            ErrorKind::BadRequest => Some(StatusCode::BAD_REQUEST),
            ErrorKind::Forbidden => Some(StatusCode::FORBIDDEN),
            ErrorKind::NotFound => Some(StatusCode::NOT_FOUND),
            ErrorKind::Conflict => Some(StatusCode::CONFLICT),
            ErrorKind::TooManyRequests => Some(StatusCode::TOO_MANY_REQUESTS),
            ErrorKind::Server => Some(StatusCode::INTERNAL_SERVER_ERROR),
            _ => None,
        };
        Self::from(Inner {
            outcome,
            status,
            detail: Some(format!("made up for a test: {kind:?}, {outcome:?}")),
            ..Inner::new(kind)
        })
    }
}
