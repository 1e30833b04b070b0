//! Credentials: keys or a token, fixed or from a provider.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use datadog_statuspage_api::Secret;

use super::environment::env_variable;
use super::keys::{ACCESS_TOKEN, API_KEY, APP_KEY, Keys, Role};
use super::provider_cache::{ProviderCache, Version};
use crate::error::{CredentialKind, Error, ErrorKind, Source};

/// Datadog credentials: an API key and an application key, or an access token.
///
/// They are opaque: each is only checked to be non-blank and a valid value of an HTTP header.
/// `Debug` shows none.
#[derive(Clone)]
pub struct Credentials(Given);

#[derive(Clone)]
enum Given {
    Fixed(Arc<Keys>),
    Provided(Arc<ProviderCache>),
}

impl Credentials {
    /// Creates credentials from an API key and an application key.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if a key is blank, or can't be a header value, such as one with a
    /// line break. The error doesn't show the key.
    pub fn keys(api_key: impl Into<Secret>, app_key: impl Into<Secret>) -> Result<Self, Error> {
        Keys::of_organization(api_key.into(), app_key.into()).map(Self::fixed)
    }

    /// Creates credentials from an access token, which replaces both keys.
    ///
    /// It may be a personal access token, a service account's token, or an OAuth access token. It
    /// needs the permission of each call as a scope. It is sent as `Authorization: Bearer …` (RFC
    /// 6750).
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the token is blank, or contains a space or a line break. The
    /// error doesn't show the token.
    pub fn access_token(token: impl Into<Secret>) -> Result<Self, Error> {
        Keys::of_token(token.into()).map(Self::fixed)
    }

    /// Reads credentials from the environment.
    ///
    /// An access token takes precedence: `DD_BEARER_TOKEN`, or `DATADOG_BEARER_TOKEN` if that is
    /// unset. Otherwise both keys are read: `DD_API_KEY` and `DD_APP_KEY`, or `DATADOG_API_KEY`
    /// and `DATADOG_APP_KEY` if those are unset.
    ///
    /// An empty variable counts as unset. White space and quotes around a value are stripped:
    /// some env files leave them there, and the result would be a misleading 403.
    ///
    /// # Errors
    /// [`ErrorKind::Config`], which names every missing variable and where its secret is created,
    /// or what is wrong with a value.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(env_variable)
    }

    fn from_variables(
        lookup: impl Fn(&str) -> Result<Option<Secret>, Error>,
    ) -> Result<Self, Error> {
        let find = |role: &Role| -> Result<Option<Secret>, Error> {
            for name in role.variables {
                if let Some(value) = lookup(name)? {
                    role.header_value("", &value)
                        .map_err(|error| error.with_subject(name))?;
                    return Ok(Some(value));
                }
            }
            Ok(None)
        };
        if let Some(token) = find(&ACCESS_TOKEN)? {
            return Self::access_token(token);
        }
        match (find(&API_KEY)?, find(&APP_KEY)?) {
            (Some(api_key), Some(app_key)) => Self::keys(api_key, app_key),
            (api_key, app_key) => {
                let keys = [(&API_KEY, api_key), (&APP_KEY, app_key)];
                let missing = keys.iter().filter(|(_, found)| found.is_none());
                let missing: Vec<_> = missing.map(|(role, _)| role.missing()).collect();
                let [first, second] = ACCESS_TOKEN.variables;
                let problem = format!(
                    "{}; or set {first} (or {second}) to an access token",
                    missing.join("; ")
                );
                Err(Error::new(ErrorKind::Config, problem))
            }
        }
    }

    fn fixed(keys: Keys) -> Self {
        Self(Given::Fixed(Arc::new(keys)))
    }

    pub(super) fn cached(cache: ProviderCache) -> Self {
        Self(Given::Provided(Arc::new(cache)))
    }

    /// Returns the keys, unless they come from a provider.
    pub(super) fn into_keys(self) -> Option<Arc<Keys>> {
        match self.0 {
            Given::Fixed(keys) => Some(keys),
            Given::Provided(_) => None,
        }
    }

    /// Returns what the next attempt carries. A provider is asked if necessary, and if `rejected`
    /// is the version of what it returned last.
    pub(crate) async fn current(&self, rejected: Version) -> Result<(Arc<Keys>, Version), Source> {
        match &self.0 {
            Given::Fixed(keys) => Ok((Arc::clone(keys), Version::default())),
            Given::Provided(cache) => cache.current(rejected).await,
        }
    }

    /// Returns whether rejected credentials may be replaced.
    pub(crate) fn can_be_renewed(&self) -> bool {
        matches!(self.0, Given::Provided(_))
    }

    pub(crate) fn kind(&self) -> CredentialKind {
        match &self.0 {
            Given::Fixed(keys) => keys.kind(),
            Given::Provided(cache) => cache.kind(),
        }
    }

    /// Returns whether these credentials set `Authorization`.
    pub(crate) fn own_authorization(&self) -> bool {
        self.can_be_renewed() || self.kind() == CredentialKind::AccessToken
    }

    /// Returns what must not be shown: all secrets, or those that a provider returned recently.
    pub(crate) fn secrets(&self) -> Cow<'_, [Secret]> {
        match &self.0 {
            Given::Fixed(keys) => Cow::Borrowed(keys.secrets()),
            Given::Provided(cache) => Cow::Owned(cache.recent_secrets()),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials ")?;
        match &self.0 {
            Given::Fixed(keys) => keys.fmt(f),
            Given::Provided(_) => f.write_str("{<provided>}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use reqwest::header::HeaderMap;

    use super::*;
    use crate::text::unquote;

    fn from(variables: &[(&str, &str)]) -> Result<Credentials, Error> {
        Credentials::from_variables(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            let value = found
                .map(|(_, value)| unquote(value))
                .filter(|value| !value.is_empty());
            Ok(value.map(Secret::from))
        })
    }

    fn secrets(credentials: &Credentials) -> Vec<String> {
        let secrets = credentials.secrets();
        secrets
            .iter()
            .map(|secret| secret.expose().to_owned())
            .collect()
    }

    #[test]
    fn variables_count_in_their_order() {
        let keys = [("DD_API_KEY", "api"), ("DD_APP_KEY", "app")];
        let old_keys = [
            ("DATADOG_API_KEY", "old-api"),
            ("DATADOG_APP_KEY", "old-app"),
        ];
        let token = [
            ("DD_BEARER_TOKEN", "token"),
            ("DATADOG_BEARER_TOKEN", "old-token"),
        ];
        for (variables, expected) in [
            ([&keys[..], &old_keys].concat(), &["api", "app"][..]),
            (old_keys.to_vec(), &["old-api", "old-app"]),
            (
                [&[("DD_API_KEY", " \"\" \n")], &old_keys[..1], &keys[1..]].concat(),
                &["old-api", "app"],
            ),
            ([&keys[..], &token].concat(), &["token"]),
            (vec![("DD_BEARER_TOKEN", ""), token[1]], &["old-token"]),
            (vec![("DD_BEARER_TOKEN", " \"token\"\n")], &["token"]),
        ] {
            assert_eq!(
                secrets(&from(&variables).unwrap()),
                expected,
                "{variables:?}"
            );
        }
    }

    #[test]
    fn every_missing_variable_is_named() {
        let error = from(&[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let text = error.to_string();
        for part in [
            "DD_BEARER_TOKEN",
            "DATADOG_BEARER_TOKEN",
            "DD_API_KEY",
            "DATADOG_API_KEY",
            "DD_APP_KEY",
            "DATADOG_APP_KEY",
            "> API Keys",
            "> Application Keys",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        let text = from(&[("DD_API_KEY", "api")]).unwrap_err().to_string();
        assert!(
            text.contains("DD_APP_KEY") && !text.contains("DD_API_KEY"),
            "{text}"
        );
    }

    #[test]
    fn what_no_header_can_carry_is_refused_without_being_shown() {
        for (api_key, app_key) in [
            ("k3y\n", "ok"),
            ("ok", "k3y\r\nx: y"),
            ("k3y\u{201d}", "ok"),
            ("k3y\0", "ok"),
            ("", "ok"),
            ("ok", " "),
        ] {
            let error = Credentials::keys(api_key, app_key).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains("k3y"), "{shown}");
        }
        for token in ["k3y\n", "Bearer k3y", "k3y\u{e9}", "", "\t"] {
            let error = Credentials::access_token(token).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains("k3y"), "{shown}");
        }
    }

    #[tokio::test]
    async fn the_headers_are_marked_sensitive() {
        let keys = Credentials::keys("k3y-1", "k3y-2").unwrap();
        let token = Credentials::access_token("k3y-3").unwrap();
        for (credentials, expected) in [
            (
                keys,
                &[("dd-api-key", "k3y-1"), ("dd-application-key", "k3y-2")][..],
            ),
            (token, &[("authorization", "Bearer k3y-3")]),
        ] {
            let mut headers = HeaderMap::new();
            let (keys, _) = credentials.current(Version::default()).await.unwrap();
            keys.apply(&mut headers);
            assert_eq!(headers.len(), expected.len());
            for (name, value) in expected {
                assert_eq!(headers[*name], value);
            }
            assert!(!format!("{headers:?} {credentials:?}").contains("k3y"));
        }
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
