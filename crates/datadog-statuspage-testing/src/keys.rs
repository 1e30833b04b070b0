//! Which keys the simulator accepts.

use datadog_statuspage_api::Secret;
use http::StatusCode;

use crate::answer::Answer;
use crate::received::Received;

/// Keys that are accepted; `None` accepts any.
#[derive(Debug, Default, Clone)]
pub(crate) struct Keys {
    pub(crate) api: Option<Secret>,
    pub(crate) app: Option<Secret>,
}

impl Keys {
    /// 403 where a key is missing or wrong.
    pub(crate) fn authorize(&self, request: &Received) -> Result<(), Box<Answer>> {
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
