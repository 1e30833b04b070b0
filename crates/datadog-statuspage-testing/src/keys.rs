//! The keys and access tokens that the simulator accepts.

use datadog_statuspage_api::Secret;
use http::header::AUTHORIZATION;
use http::{Method, StatusCode};

use crate::answer::Answer;
use crate::received::Received;

/// The accepted keys; `None` accepts any.
#[derive(Debug, Default, Clone)]
pub(crate) struct Keys {
    pub(crate) api: Option<Secret>,
    pub(crate) app: Option<Secret>,
    /// The access tokens with their scopes; `None` accepts any token, with all scopes.
    pub(crate) tokens: Option<Vec<(Secret, Vec<String>)>>,
}

impl Keys {
    /// Returns the keys or the token of a request, as one text.
    pub(crate) fn sent(request: &Received) -> Vec<u8> {
        let headers = request.headers();
        let values = ["authorization", "dd-api-key", "dd-application-key"]
            .map(|name| headers.get(name).map(|value| value.as_bytes()));
        values.map(Option::unwrap_or_default).join(&b'\n')
    }

    /// Rejects a request whose keys or token are missing or wrong. A token replaces both keys.
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

    /// Answers 401 for an unknown token, and 403 for one without the scope.
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

    /// Answers 403 for a missing or wrong key.
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
