//! The keys that every request carries, and where they come from.

use std::env::{self, VarError};
use std::fmt;

use bytes::Bytes;
use datadog_statuspage_api::Secret;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind};
use crate::text::{is_blank, unquote};

/// What tells Datadog who calls: an API key and an application key.
///
/// Keys are opaque: nothing is checked but that each is not blank and can be
/// the value of an HTTP header. `Debug` shows neither.
#[derive(Clone)]
pub struct Credentials {
    headers: Vec<(HeaderName, HeaderValue)>,
    secrets: Vec<Secret>,
}

/// Where requests carry the keys.
pub(crate) const KEY_HEADERS: [HeaderName; 2] = [API_KEY_HEADER, APP_KEY_HEADER];

const API_KEY_HEADER: HeaderName = HeaderName::from_static("dd-api-key");
const APP_KEY_HEADER: HeaderName = HeaderName::from_static("dd-application-key");

static API_KEY: Role = Role {
    noun: "API key",
    header: API_KEY_HEADER,
    variables: ["DD_API_KEY", "DATADOG_API_KEY"],
    page: "Organization Settings > API Keys",
};

static APP_KEY: Role = Role {
    noun: "application key",
    header: APP_KEY_HEADER,
    variables: ["DD_APP_KEY", "DATADOG_APP_KEY"],
    page: "Organization Settings > Application Keys",
};

/// What a secret is for, and where people find it.
struct Role {
    noun: &'static str,
    header: HeaderName,
    variables: [&'static str; 2],
    page: &'static str,
}

impl Credentials {
    /// Makes credentials from an API key and an application key.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if a key is blank, or can't be a header value: a
    /// line break in it, say. The error doesn't show the key.
    pub fn keys(api_key: impl Into<Secret>, app_key: impl Into<Secret>) -> Result<Self, Error> {
        Self::of([(&API_KEY, api_key.into()), (&APP_KEY, app_key.into())])
    }

    /// Reads credentials from the environment: `DD_API_KEY` and `DD_APP_KEY`, or
    /// where those are unset `DATADOG_API_KEY` and `DATADOG_APP_KEY`.
    ///
    /// A variable that is empty counts as unset. White space and quotes around
    /// a value are taken off: an env file that left them there would otherwise
    /// end in a misleading 403.
    ///
    /// # Errors
    /// [`ErrorKind::Config`], which names every variable that is missing and
    /// where its key is created, or what is wrong with a value.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(env_variable)
    }

    fn from_variables(
        lookup: impl Fn(&str) -> Result<Option<Secret>, Error>,
    ) -> Result<Self, Error> {
        let find = |role: &Role| -> Result<Option<Secret>, Error> {
            for name in role.variables {
                if let Some(value) = lookup(name)? {
                    role.header_value(&value)
                        .map_err(|error| error.with_subject(name))?;
                    return Ok(Some(value));
                }
            }
            Ok(None)
        };
        match (find(&API_KEY)?, find(&APP_KEY)?) {
            (Some(api_key), Some(app_key)) => Self::keys(api_key, app_key),
            (api_key, app_key) => {
                let missing: Vec<_> = [(&API_KEY, api_key), (&APP_KEY, app_key)]
                    .iter()
                    .filter(|(_, found)| found.is_none())
                    .map(|(role, _)| role.missing())
                    .collect();
                Err(Error::new(ErrorKind::Config, missing.join("; ")))
            }
        }
    }

    fn of<const N: usize>(secrets: [(&Role, Secret); N]) -> Result<Self, Error> {
        let header = |(role, secret): &(&Role, Secret)| -> Result<_, Error> {
            Ok((role.header.clone(), role.header_value(secret)?))
        };
        Ok(Self {
            headers: secrets.iter().map(header).collect::<Result<_, _>>()?,
            secrets: secrets.map(|(_, secret)| secret).into(),
        })
    }

    /// Puts the keys into a request's headers, marked sensitive.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
    }

    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.headers.iter().map(|(name, _)| name.as_str());
        f.write_str("Credentials ")?;
        f.debug_map().entries(names.zip(&self.secrets)).finish()
    }
}

impl Role {
    /// Makes the header's value, which every request shares, and which is wiped when the
    /// last is gone.
    fn header_value(&self, secret: &Secret) -> Result<HeaderValue, Error> {
        let problem = |what: &str| {
            Error::new(
                ErrorKind::Config,
                format!("the {} {what}; copy it again from {}", self.noun, self.page),
            )
        };
        let text = secret.expose();
        if is_blank(text) {
            return Err(problem("is empty"));
        }
        if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Err(problem(
                "has a character in it that no HTTP header can carry, such as a line break or a curly quote",
            ));
        }
        let bytes = Bytes::from_owner(Zeroizing::new(text.as_bytes().to_vec()));
        let mut header = HeaderValue::from_maybe_shared(bytes)
            .map_err(|_| problem("can't be the value of an HTTP header"))?;
        header.set_sensitive(true);
        Ok(header)
    }

    fn missing(&self) -> String {
        let [first, second] = self.variables;
        format!(
            "{first} is not set (nor is {second}): create an {} in Datadog under {}",
            self.noun, self.page
        )
    }
}

/// Reads a secret from an environment variable, with white space and quotes around
/// it taken off; an empty one counts as unset.
///
/// ```no_run
/// let key = datadog_statuspage::secret_from_env("STATUSPAGE_API_KEY")?;
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Config`] if the variable is unset or not UTF-8; the message
/// names it.
pub fn secret_from_env(name: &str) -> Result<Secret, Error> {
    let unset = || {
        Error::new(
            ErrorKind::Config,
            format!("{name} is not set; set it to the key"),
        )
    };
    env_variable(name)?.ok_or_else(unset)
}

/// Reads a variable of the process, cleaned of what env files leave around values; empty
/// is unset.
pub(crate) fn env_variable(name: &str) -> Result<Option<Secret>, Error> {
    match env::var(name).map(Zeroizing::new) {
        Ok(value) => Ok(Some(unquote(&value))
            .filter(|v| !v.is_empty())
            .map(Secret::from)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Error::new(
            ErrorKind::Config,
            format!("the value of {name} is not UTF-8 text; set it again"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Credentials, Error> {
        Credentials::from_variables(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            let value = found
                .map(|(_, value)| unquote(value))
                .filter(|value| !value.is_empty());
            Ok(value.map(Secret::from))
        })
    }

    fn keys(credentials: &Credentials) -> Vec<&str> {
        credentials.secrets().iter().map(Secret::expose).collect()
    }

    #[test]
    fn the_dd_variables_come_first() {
        let found = from(&[
            ("DATADOG_API_KEY", "old-api"),
            ("DD_API_KEY", "api"),
            ("DATADOG_APP_KEY", "old-app"),
            ("DD_APP_KEY", "app"),
        ]);
        assert_eq!(keys(&found.unwrap()), ["api", "app"]);
    }

    #[test]
    fn an_empty_variable_is_unset() {
        let found = from(&[
            ("DD_API_KEY", " \"\" \n"),
            ("DATADOG_API_KEY", "api"),
            ("DD_APP_KEY", "'app'\n"),
        ]);
        assert_eq!(keys(&found.unwrap()), ["api", "app"]);
    }

    #[test]
    fn every_missing_variable_is_named() {
        let error = from(&[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let text = error.to_string();
        for part in ["DD_API_KEY", "DD_APP_KEY", "API Keys", "Application Keys"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        let text = from(&[("DD_API_KEY", "api")]).unwrap_err().to_string();
        assert!(
            text.contains("DD_APP_KEY") && !text.contains("DD_API_KEY"),
            "{text}"
        );
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_refused_without_being_shown() {
        for (api_key, app_key) in [
            ("k3y\n", "ok"),
            ("ok", "k3y\r\nx: y"),
            ("k3y\u{201d}", "ok"),
            ("k3y\0", "ok"),
        ] {
            let error = Credentials::keys(api_key, app_key).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains("k3y"), "{shown}");
        }
        assert_eq!(
            Credentials::keys("", "ok").unwrap_err().kind(),
            ErrorKind::Config
        );
        assert_eq!(
            Credentials::keys("ok", "").unwrap_err().kind(),
            ErrorKind::Config
        );
    }

    #[test]
    fn the_headers_are_marked_sensitive() {
        let mut headers = HeaderMap::new();
        Credentials::keys("k3y-1", "k3y-2")
            .unwrap()
            .apply(&mut headers);
        assert_eq!(headers["DD-API-KEY"], "k3y-1");
        assert_eq!(headers["DD-APPLICATION-KEY"], "k3y-2");
        assert!(!format!("{headers:?}").contains("k3y"), "{headers:?}");
    }

    proptest! {
        #[test]
        fn what_is_shown_does_not_depend_on_the_keys(api_key in any::<String>(), app_key in any::<String>()) {
            let shown = |api_key: &str, app_key: &str| match Credentials::keys(api_key, app_key) {
                Ok(credentials) => format!("{credentials:?}"),
                Err(error) => format!("{error} {error:?}"),
            };
            let found = shown(&api_key, &app_key);
            let usual = [("a", "b"), ("", "b"), ("\0", "b"), ("a", ""), ("a", "\0")];
            prop_assert!(usual.iter().any(|(api_key, app_key)| shown(api_key, app_key) == found), "{}", found);
        }
    }
}
