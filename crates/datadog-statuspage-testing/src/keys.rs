//! Which keys and access tokens the simulator accepts.

use datadog_statuspage_api::Secret;
use http::header::AUTHORIZATION;
use http::{Method, StatusCode};

use crate::answer::Answer;
use crate::received::Received;

/// Keys that are accepted; `None` accepts any.
#[derive(Debug, Default, Clone)]
pub(crate) struct Keys {
    pub(crate) api: Option<Secret>,
    pub(crate) app: Option<Secret>,
    /// Access tokens with their scopes; `None` accepts any token, for everything.
    pub(crate) tokens: Option<Vec<(Secret, Vec<String>)>>,
}

impl Keys {
    /// Returns what a request was sent with, as one text.
    pub(crate) fn sent(request: &Received) -> Vec<u8> {
        let headers = request.headers();
        let values = ["authorization", "dd-api-key", "dd-application-key"]
            .map(|name| headers.get(name).map(|value| value.as_bytes()));
        values.map(Option::unwrap_or_default).join(&b'\n')
    }

    /// Refuses a request whose keys or token are missing or wrong. A token takes the place
    /// of both keys.
    pub(crate) fn authorize(&self, request: &Received) -> Result<(), Box<Answer>> {
        match request
            .headers()
            .get(AUTHORIZATION)
            .map(|value| value.as_bytes())
        {
            Some([b'B' | b'b', b'e', b'a', b'r', b'e', b'r', token @ ..])
                if token.first().is_none_or(|byte| *byte == b' ') =>
            {
                self.authorize_token(token.trim_ascii(), request.method())
            }
            _ => self.authorize_keys(request),
        }
    }

    /// 401 where the token isn't known, 403 where it lacks the scope.
    fn authorize_token(&self, token: &[u8], method: &Method) -> Result<(), Box<Answer>> {
        if token.is_empty() {
            return Err(forbidden("API key required"));
        }
        let Some(tokens) = &self.tokens else {
            return Ok(());
        };
        let known = |(secret, _): &&(Secret, Vec<String>)| secret.expose().as_bytes() == token;
        let Some((_, scopes)) = tokens.iter().find(known) else {
            return Err(Box::new(Answer::error(
                StatusCode::UNAUTHORIZED,
                "Unauthorized",
            )));
        };
        let needed = match *method {
            Method::GET => "integrations_read",
            _ => "manage_integrations",
        };
        match scopes.iter().any(|scope| scope == needed) {
            true => Ok(()),
            false => Err(forbidden("Forbidden")),
        }
    }

    /// 403 where a key is missing or wrong.
    fn authorize_keys(&self, request: &Received) -> Result<(), Box<Answer>> {
        for (header, accepted, missing) in [
            ("dd-api-key", &self.api, "API key required"),
            ("dd-application-key", &self.app, "Application key required"),
        ] {
            let sent = request
                .headers()
                .get(header)
                .map(|value| value.as_bytes())
                .unwrap_or_default();
            if sent.is_empty() {
                return Err(forbidden(missing));
            }
            if accepted
                .as_ref()
                .is_some_and(|key| key.expose().as_bytes() != sent)
            {
                return Err(forbidden("Forbidden"));
            }
        }
        Ok(())
    }
}

fn forbidden(text: &str) -> Box<Answer> {
    Box::new(Answer::error(StatusCode::FORBIDDEN, text))
}
