//! Keys and tokens as headers of requests.

use std::fmt;

use bytes::Bytes;
use datadog_statuspage_api::Secret;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::error::{CredentialKind, Error, ErrorKind};
use crate::text::is_blank;

/// The headers that carry keys.
pub(crate) const KEY_HEADERS: [HeaderName; 2] = [API_KEY_HEADER, APP_KEY_HEADER];

const API_KEY_HEADER: HeaderName = HeaderName::from_static("dd-api-key");
const APP_KEY_HEADER: HeaderName = HeaderName::from_static("dd-application-key");

pub(super) static API_KEY: Role = Role {
    noun: "API key",
    header: API_KEY_HEADER,
    variables: ["DD_API_KEY", "DATADOG_API_KEY"],
    source: "Organization Settings > API Keys",
};

pub(super) static APP_KEY: Role = Role {
    noun: "application key",
    header: APP_KEY_HEADER,
    variables: ["DD_APP_KEY", "DATADOG_APP_KEY"],
    source: "Organization Settings > Application Keys",
};

pub(super) static ACCESS_TOKEN: Role = Role {
    noun: "access token",
    header: AUTHORIZATION,
    variables: ["DD_BEARER_TOKEN", "DATADOG_BEARER_TOKEN"],
    source: "where Datadog showed it",
};

/// What a secret is for, and where to find it.
pub(super) struct Role {
    noun: &'static str,
    header: HeaderName,
    /// The first one that is set is used.
    pub(super) variables: [&'static str; 2],
    source: &'static str,
}

/// Both keys, or a token.
#[derive(Clone)]
pub(crate) struct Keys {
    kind: CredentialKind,
    headers: Vec<(HeaderName, HeaderValue)>,
    secrets: Vec<Secret>,
}

impl Keys {
    pub(super) fn of_organization(api_key: Secret, app_key: Secret) -> Result<Self, Error> {
        let (api_key, app_key) = (trimmed(api_key), trimmed(app_key));
        let headers = vec![
            (API_KEY_HEADER, API_KEY.header_value("", &api_key)?),
            (APP_KEY_HEADER, APP_KEY.header_value("", &app_key)?),
        ];
        Ok(Self {
            kind: CredentialKind::Keys,
            headers,
            secrets: vec![api_key, app_key],
        })
    }

    pub(super) fn of_token(token: Secret) -> Result<Self, Error> {
        Ok(Self {
            kind: CredentialKind::AccessToken,
            headers: vec![(AUTHORIZATION, ACCESS_TOKEN.header_value("Bearer ", &token)?)],
            secrets: vec![token],
        })
    }

    pub(crate) fn kind(&self) -> CredentialKind {
        self.kind
    }

    /// Sets the secrets in a request's headers, marked sensitive.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
    }

    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}

/// HTTP strips spaces around a header's value, so they must not be part of what is masked.
fn trimmed(secret: Secret) -> Secret {
    Secret::from(secret.expose().trim_matches(' '))
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.headers.iter().map(|(name, _)| name.as_str());
        f.debug_map().entries(names.zip(&self.secrets)).finish()
    }
}

impl Role {
    /// Creates the header's value, which every request shares and which is wiped when the last
    /// one is dropped.
    pub(super) fn header_value(&self, scheme: &str, secret: &Secret) -> Result<HeaderValue, Error> {
        let Self { noun, source, .. } = self;
        let problem = |what: &str| {
            Error::new(
                ErrorKind::Config,
                format!("the {noun} {what}; copy it again from {source}"),
            )
        };
        let text = secret.expose();
        if is_blank(text) {
            return Err(problem("is empty"));
        }
        if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Err(problem(
                "contains a character that no HTTP header can carry, such as a line break or a curly quote",
            ));
        }
        // RFC 6750, section 2.1: a token has no spaces.
        if self.header == AUTHORIZATION && text.contains(' ') {
            return Err(problem(match text.starts_with("Bearer ") {
                true => "begins with the word Bearer; leave it out",
                false => "contains a space",
            }));
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(scheme.len().saturating_add(text.len())));
        bytes.extend_from_slice(scheme.as_bytes());
        bytes.extend_from_slice(text.as_bytes());
        let mut header = HeaderValue::from_maybe_shared(Bytes::from_owner(bytes))
            .map_err(|_| problem("can't be the value of an HTTP header"))?;
        header.set_sensitive(true);
        Ok(header)
    }

    pub(super) fn missing(&self) -> String {
        let Self { noun, source, .. } = self;
        let [first, second] = self.variables;
        format!("{first} is not set (nor is {second}): create an {noun} in Datadog under {source}")
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::fs::File;
    use std::io::{Read, Seek, SeekFrom};

    use datadog_statuspage_api::request_json;

    use super::*;

    /// Longer than what an allocator writes into freed memory.
    const KEY: &str = "k3y-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// Returns whether the second half of a key was in a value, and still is at the same address.
    fn is_left<T>(value: T, bytes: impl FnOnce(&T) -> &[u8]) -> (bool, bool) {
        let (address, length) = {
            let bytes = bytes(&value);
            (bytes.as_ptr() as u64, bytes.len())
        };
        // Everything is allocated before memory is freed, which could be reused for it.
        let mut memory = File::open("/proc/self/mem").unwrap();
        let mut read = vec![0; length];
        let mut holds_key = || {
            memory.seek(SeekFrom::Start(address)).unwrap();
            memory.read_exact(&mut read).unwrap();
            let end = &KEY.as_bytes()[KEY.len() / 2..];
            read.windows(end.len()).any(|part| part == end)
        };
        let before = holds_key();
        drop(value);
        (before, holds_key())
    }

    #[test]
    fn what_is_dropped_is_wiped() {
        let secret = || Secret::from(KEY);
        let (keys, token) = (
            Keys::of_organization(secret(), secret()).unwrap(),
            Keys::of_token(secret()).unwrap(),
        );
        for headers in [keys.headers, token.headers] {
            for (name, value) in headers {
                let left = is_left(value, |value| value.as_bytes());
                assert_eq!(left, (true, false), "{name}");
            }
        }
        let left = is_left(secret(), |secret| secret.expose().as_bytes());
        assert_eq!(left, (true, false), "a secret");
        // The second is longer than the buffer is at first.
        for times in [1, 9] {
            let body = request_json(&vec![secret(); times]).unwrap();
            assert_eq!(is_left(body, |body| body), (true, false), "{times} keys");
        }
    }
}
