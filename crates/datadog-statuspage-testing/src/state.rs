//! What the simulated organization holds, and how requests change it.

use datadog_statuspage_api::{Secret, types};
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use serde_json::json;

use crate::answer::Answer;
use crate::simulator::Received;

const ACCOUNT: &str = "/api/v2/integration/statuspage/account";

/// Keys that are accepted; `None` accepts any.
#[derive(Debug, Default, Clone)]
pub(crate) struct Keys {
    pub(crate) api: Option<Secret>,
    pub(crate) app: Option<Secret>,
}

#[derive(Debug, Default)]
pub(crate) struct Organization {
    pub(crate) account: Option<Secret>,
}

impl Organization {
    /// Answers a request as Datadog's page says, and changes what it says to change.
    pub(crate) fn answer(&mut self, request: &Received, keys: &Keys) -> Answer {
        match (request.path(), request.method()) {
            (ACCOUNT, &Method::POST) => {
                refused(request, keys).unwrap_or_else(|| self.create_account(request))
            }
            (ACCOUNT, _) => Answer::error(
                StatusCode::METHOD_NOT_ALLOWED,
                "the simulator knows no such method",
            )
            .allowing(&[Method::POST]),
            _ => Answer::error(StatusCode::NOT_FOUND, "the simulator knows no such path"),
        }
    }

    fn create_account(&mut self, request: &Received) -> Answer {
        let request: types::StatuspageAccountCreateRequest = match body(request) {
            Ok(request) => request,
            Err(answer) => return answer,
        };
        if request.data.type_ != types::StatuspageAccountType::StatuspageAccount {
            return Answer::error(StatusCode::BAD_REQUEST, "type must be statuspage-account");
        }
        let key = request.data.attributes.api_key;
        if key.is_empty() {
            return Answer::error(StatusCode::BAD_REQUEST, "api_key must not be empty");
        }
        if self.account.is_some() {
            return Answer::error(
                StatusCode::CONFLICT,
                "A Statuspage account is already configured for this organization",
            );
        }
        self.account = Some(key);
        Answer::json(
            StatusCode::CREATED,
            &json!({ "data": { "attributes": { "api_key": "*****" }, "type": "statuspage-account" } }),
        )
    }
}

/// 403 where a key is missing or wrong.
fn refused(request: &Received, keys: &Keys) -> Option<Answer> {
    [
        ("dd-api-key", &keys.api, "API key required"),
        ("dd-application-key", &keys.app, "Application key required"),
    ]
    .into_iter()
    .find_map(|(header, accepted, missing)| {
        let sent = request
            .headers()
            .get(header)
            .map(|value| value.as_bytes())
            .unwrap_or_default();
        if sent.is_empty() {
            return Some(Answer::error(StatusCode::FORBIDDEN, missing));
        }
        let accepted = accepted
            .as_ref()
            .is_none_or(|key| key.expose().as_bytes() == sent);
        (!accepted).then(|| Answer::error(StatusCode::FORBIDDEN, "Forbidden"))
    })
}

/// The body as the fragment's type, or what is wrong with it.
#[allow(clippy::result_large_err)] // made once, and on its way out
fn body<T: serde::de::DeserializeOwned>(request: &Received) -> Result<T, Answer> {
    let content_type = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = content_type
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    if media_type != Some("application/json") {
        return Err(Answer::error(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the simulator reads application/json only",
        ));
    }
    // The parser's own words could repeat a key.
    serde_json::from_slice(request.body()).map_err(|error| {
        let text = match error.classify() {
            serde_json::error::Category::Data => {
                "the body does not have the documented fields and values"
            }
            _ => "the body is not valid JSON",
        };
        Answer::error(StatusCode::BAD_REQUEST, text)
    })
}
