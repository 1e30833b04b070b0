//! Headers that requests carry besides our own.

use std::fmt;

use datadog_statuspage_api::Secret;
use reqwest::header::{self, HeaderMap, HeaderName};

use super::keys::KEY_HEADERS;
use crate::error::{Error, ErrorKind};

/// Headers that we or HTTP set: another value would change whose request it is, or what its bytes
/// mean.
const RESERVED: [HeaderName; 12] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPECT,
    header::HOST,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Returns whether no caller may set it. `Authorization` is reserved only with a token.
fn is_ours(name: &HeaderName, own_authorization: bool) -> bool {
    KEY_HEADERS.contains(name)
        || RESERVED.contains(name)
        || (own_authorization && name == header::AUTHORIZATION)
}

/// The most headers that a caller may add. Servers reject more (Apache httpd by default), and a
/// full `HeaderMap` panics.
const MOST: usize = 100;

fn require_few(headers: &HeaderMap) -> Result<(), Error> {
    let count = headers.len();
    if count <= MOST {
        return Ok(());
    }
    let problem =
        format!("{count} headers were added, but at most {MOST} are allowed; remove some");
    Err(Error::new(ErrorKind::Config, problem))
}

/// A hook that adds headers to each attempt.
pub(crate) type AttemptHook = dyn Fn(&mut HeaderMap) + Send + Sync;

/// Lets a hook add headers, except those that no caller may set.
pub(crate) fn apply_hook(hook: &AttemptHook, headers: &mut HeaderMap) -> Result<(), Error> {
    let mut added = HeaderMap::new();
    hook(&mut added);
    require_few(&added)?;
    // The credentials of the attempt may not be known yet, so a token takes precedence.
    for name in added.keys().filter(|name| !is_ours(name, false)) {
        headers.remove(name);
        for value in added.get_all(name) {
            headers.append(name, value.clone());
        }
    }
    Ok(())
}

/// A caller's own headers, with the values among them that must not be shown.
#[derive(Clone, Default)]
pub(crate) struct ExtraHeaders {
    headers: HeaderMap,
    secrets: Vec<Secret>,
}

impl ExtraHeaders {
    /// Adds headers. Each replaces earlier ones of the same name. `Authorization` is accepted
    /// only without a token.
    pub(crate) fn add(&mut self, more: HeaderMap, own_authorization: bool) -> Result<(), Error> {
        // Checked before they are added too, so that adding can't panic.
        require_few(&more)?;
        for name in more.keys() {
            if is_ours(name, own_authorization) {
                let problem = format!("the header {name} is set by the client itself; remove it");
                return Err(Error::new(ErrorKind::Config, problem));
            }
        }
        let sensitive = more.values().filter(|value| value.is_sensitive());
        let texts = sensitive.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        self.secrets.extend(texts.map(Secret::from));
        // A name comes only with its first value.
        let mut replaced = None;
        for (name, value) in more {
            match name.or(replaced.clone()) {
                Some(name) if replaced.as_ref() == Some(&name) => {
                    self.headers.append(name, value);
                }
                Some(name) => {
                    self.headers.insert(&name, value);
                    replaced = Some(name);
                }
                None => {}
            }
        }
        require_few(&self.headers)
    }

    /// Sets them in a request's headers.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        for name in self.headers.keys() {
            headers.remove(name);
        }
        for (name, value) in &self.headers {
            headers.append(name, value.clone());
        }
    }

    /// Returns the values that were marked as sensitive.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}

impl fmt::Debug for ExtraHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.headers.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            let name: HeaderName = name.parse().unwrap();
            map.append(name, value.parse().unwrap());
        }
        map
    }

    #[test]
    fn later_headers_replace_earlier_ones_and_keep_their_own_repetitions() {
        let mut extras = ExtraHeaders::default();
        extras
            .add(map(&[("x-a", "1"), ("x-b", "1"), ("x-b", "2")]), false)
            .unwrap();
        extras
            .add(map(&[("x-b", "3"), ("x-c", "4"), ("x-b", "5")]), false)
            .unwrap();
        let mut request = map(&[("x-c", "ours"), ("x-d", "ours")]);
        extras.apply(&mut request);
        let expected = [
            ("x-a", "1"),
            ("x-b", "3"),
            ("x-b", "5"),
            ("x-c", "4"),
            ("x-d", "ours"),
        ];
        assert_eq!(request, map(&expected));
    }

    #[test]
    fn what_is_ours_is_refused() {
        let authorization = [header::AUTHORIZATION];
        for name in KEY_HEADERS.iter().chain(&RESERVED).chain(&authorization) {
            let mut extras = ExtraHeaders::default();
            let error = extras
                .add(map(&[(name.as_str(), "s3cret")]), true)
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{name}");
            assert!(error.to_string().contains(name.as_str()), "{error}");
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
    }

    /// Creates headers with this many names, or with this many values of one name.
    fn many(count: usize, names: bool) -> HeaderMap {
        let name = |number| match names {
            true => format!("x-{number}"),
            false => "x".to_owned(),
        };
        let mut map = HeaderMap::new();
        for number in 0..count {
            map.append(name(number).parse::<HeaderName>().unwrap(), number.into());
        }
        map
    }

    #[test]
    fn more_headers_than_a_server_takes_are_refused() {
        for names in [true, false] {
            for (count, fits) in [(MOST, true), (MOST + 1, false), (24_000, false)] {
                let mut extras = ExtraHeaders::default();
                let added = extras.add(many(count, names), false);
                assert_eq!(added.is_ok(), fits, "{count}");
                let mut request = map(&[("accept", "ours")]);
                let added = apply_hook(&move |to| *to = many(count, names), &mut request);
                assert_eq!(added.is_ok(), fits, "{count}");
                assert_eq!(request.len(), if fits { count + 1 } else { 1 });
            }
        }
        let mut extras = ExtraHeaders::default();
        extras.add(many(60, true), false).unwrap();
        extras.add(many(70, true), false).unwrap();
        let error = extras.add(many(40, false), false).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.to_string(),
            "110 headers were added, but at most 100 are allowed; remove some"
        );
    }

    #[test]
    fn what_is_sensitive_is_a_secret_and_nothing_shows_a_value() {
        let mut headers = map(&[("authorization", "s3cret"), ("x-team", "s3cret-too")]);
        headers
            .get_mut("authorization")
            .unwrap()
            .set_sensitive(true);
        let mut extras = ExtraHeaders::default();
        extras.add(headers, false).unwrap();
        let secrets: Vec<_> = extras.secrets().iter().map(Secret::expose).collect();
        assert_eq!(secrets, ["s3cret"]);
        assert_eq!(format!("{extras:?}"), r#"{"authorization", "x-team"}"#);
    }
}
