//! The state of the simulated organization, and how requests change it.

use datadog_statuspage_api::{Secret, types};
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode, Uri};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::keys::Keys;
use crate::received::Received;

const ACCOUNT: &str = "/api/v2/integration/statuspage/account";
const URL_SETTINGS: &str = "/api/v2/integration/statuspage/url_settings";

#[derive(Debug, Default)]
pub(crate) struct Organization {
    pub(crate) account: Option<Secret>,
    pub(crate) url_settings: Vec<StoredUrlSetting>,
}

/// A URL setting as the simulator stores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredUrlSetting {
    /// The id, a UUID.
    pub id: String,
    /// The page.
    pub url: String,
    /// The tags, with commas between them.
    pub custom_tags: String,
}

/// An answer, or the error that replaces it.
type Answered = Result<Answer, Box<Answer>>;

impl Organization {
    /// Answers a request as Datadog's page documents, and applies its changes.
    pub(crate) fn answer(&mut self, request: &Received, keys: &Keys) -> Answer {
        self.route(request, keys).unwrap_or_else(|error| *error)
    }

    fn route(&mut self, request: &Received, keys: &Keys) -> Answered {
        let path = request.path();
        let setting = path
            .strip_prefix(URL_SETTINGS)
            .and_then(|rest| rest.strip_prefix('/'));
        let known: &[Method] = match (path, setting) {
            (ACCOUNT, _) => &[Method::GET, Method::POST, Method::PATCH, Method::DELETE],
            (URL_SETTINGS, _) => &[Method::GET, Method::POST],
            (_, Some(id)) if !id.is_empty() && !id.contains(['/', '?']) => {
                &[Method::PATCH, Method::DELETE]
            }
            _ => {
                return Err(error(
                    StatusCode::NOT_FOUND,
                    "the simulator does not support this path",
                ));
            }
        };
        if !known.contains(request.method()) {
            let text = "the simulator does not support this method here";
            return Err(Box::new(
                Answer::error(StatusCode::METHOD_NOT_ALLOWED, text).allowing(known),
            ));
        }
        keys.authorize(request)?;
        match (setting, request.method()) {
            (None, &Method::GET) if path == ACCOUNT => self.show_account(),
            (None, &Method::POST) if path == ACCOUNT => self.create_account(request),
            (None, &Method::PATCH) => self.update_account(request),
            (None, &Method::DELETE) => self.delete_account(),
            (None, &Method::GET) => self.list_url_settings(),
            (None, _) => self.create_url_setting(request),
            (Some(id), &Method::PATCH) => self.update_url_setting(id, request),
            (Some(id), _) => self.delete_url_setting(id),
        }
    }

    fn show_account(&self) -> Answered {
        self.existing_account()?;
        Ok(account(StatusCode::OK))
    }

    fn create_account(&mut self, request: &Received) -> Answered {
        let request: types::StatuspageAccountCreateRequest = body(request)?;
        account_type(&request.data.type_)?;
        let key = statuspage_key(request.data.attributes.api_key)?;
        if self.account.is_some() {
            let text = "A Statuspage account is already configured for this organization";
            return Err(error(StatusCode::CONFLICT, text));
        }
        self.account = Some(key);
        Ok(account(StatusCode::CREATED))
    }

    fn update_account(&mut self, request: &Received) -> Answered {
        let request: types::StatuspageAccountUpdateRequest = body(request)?;
        account_type(&request.data.type_)?;
        let key = request
            .data
            .attributes
            .api_key
            .map(statuspage_key)
            .transpose()?;
        self.existing_account()?;
        if key.is_some() {
            self.account = key;
        }
        Ok(account(StatusCode::OK))
    }

    fn delete_account(&mut self) -> Answered {
        self.existing_account()?;
        self.account = None;
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    }

    fn existing_account(&self) -> Result<(), Box<Answer>> {
        let text = "No Statuspage account is configured for this organization";
        self.account
            .is_some()
            .then_some(())
            .ok_or_else(|| error(StatusCode::NOT_FOUND, text))
    }

    fn list_url_settings(&self) -> Answered {
        let list: Vec<_> = self
            .url_settings
            .iter()
            .map(StoredUrlSetting::json)
            .collect();
        Ok(Answer::json(StatusCode::OK, &json!({ "data": list })))
    }

    fn create_url_setting(&mut self, request: &Received) -> Answered {
        let request: types::StatuspageUrlSettingCreateRequest = body(request)?;
        setting_type(&request.data.type_)?;
        let url = request.data.attributes.url.to_string();
        page(&url)?;
        tags(&request.data.attributes.custom_tags)?;
        self.free_url(&url, None)?;
        let setting = StoredUrlSetting {
            id: Uuid::new_v4().to_string(),
            url,
            custom_tags: request.data.attributes.custom_tags.to_string(),
        };
        let answer = Answer::json(StatusCode::CREATED, &json!({ "data": setting.json() }));
        self.url_settings.push(setting);
        Ok(answer)
    }

    fn update_url_setting(&mut self, id: &str, request: &Received) -> Answered {
        let request: types::StatuspageUrlSettingUpdateRequest = body(request)?;
        setting_type(&request.data.type_)?;
        if request.data.id.as_str() != id {
            return Err(error(
                StatusCode::BAD_REQUEST,
                "id must equal the id in the path",
            ));
        }
        let index = self.position(id)?;
        let types::StatuspageUrlSettingUpdateRequestAttributes { url, custom_tags } =
            request.data.attributes;
        if let Some(url) = &url {
            page(url)?;
            self.free_url(url, Some(id))?;
        }
        if let Some(custom_tags) = &custom_tags {
            tags(custom_tags)?;
        }
        let setting = self.url_settings.get_mut(index).ok_or_else(no_setting)?;
        if let Some(url) = url {
            setting.url = url.to_string();
        }
        if let Some(tags) = custom_tags {
            setting.custom_tags = tags.to_string();
        }
        Ok(Answer::json(
            StatusCode::OK,
            &json!({ "data": setting.json() }),
        ))
    }

    fn delete_url_setting(&mut self, id: &str) -> Answered {
        let index = self.position(id)?;
        self.url_settings.remove(index);
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    }

    fn position(&self, id: &str) -> Result<usize, Box<Answer>> {
        self.url_settings
            .iter()
            .position(|setting| setting.id == id)
            .ok_or_else(no_setting)
    }

    /// Checks that no setting other than `own` watches the page.
    fn free_url(&self, url: &str, own: Option<&str>) -> Result<(), Box<Answer>> {
        let taken = |setting: &StoredUrlSetting| setting.url == url && Some(&*setting.id) != own;
        if self.url_settings.iter().any(taken) {
            let text = "A URL setting for this page is already configured";
            return Err(error(StatusCode::CONFLICT, text));
        }
        Ok(())
    }
}

impl StoredUrlSetting {
    fn json(&self) -> Value {
        json!({
            "attributes": { "custom_tags": self.custom_tags, "url": self.url },
            "id": self.id,
            "type": "statuspage-url-setting",
        })
    }
}

fn account(status: StatusCode) -> Answer {
    let attributes = json!({ "api_key": "*****" });
    let data = json!({ "attributes": attributes, "type": "statuspage-account" });
    Answer::json(status, &json!({ "data": data }))
}

fn error(status: StatusCode, text: &str) -> Box<Answer> {
    Box::new(Answer::error(status, text))
}

fn no_setting() -> Box<Answer> {
    error(StatusCode::NOT_FOUND, "No such URL setting is configured")
}

fn account_type(given: &types::StatuspageAccountType) -> Result<(), Box<Answer>> {
    let right = *given == types::StatuspageAccountType::StatuspageAccount;
    right
        .then_some(())
        .ok_or_else(|| error(StatusCode::BAD_REQUEST, "type must be statuspage-account"))
}

/// Checks that it is a page on Atlassian Statuspage or status.io, as Datadog's page documents.
fn page(url: &str) -> Result<(), Box<Answer>> {
    const HOSTS: [&str; 3] = ["status.io", "statuspage.com", "statuspage.io"];
    let uri = url.parse::<Uri>().ok();
    let uri = uri.filter(|uri| matches!(uri.scheme_str(), Some("http" | "https")));
    let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let is_one = |known: &str| match host.strip_suffix(known) {
        Some(before) => before.is_empty() || before.ends_with('.'),
        None => false,
    };
    match HOSTS.iter().any(|known| is_one(known)) {
        true => Ok(()),
        false => Err(error(
            StatusCode::BAD_REQUEST,
            "url must be a page on status.io, statuspage.com or statuspage.io",
        )),
    }
}

fn tags(text: &str) -> Result<(), Box<Answer>> {
    match text.trim().is_empty() {
        false => Ok(()),
        true => Err(error(
            StatusCode::BAD_REQUEST,
            "custom_tags must not be empty",
        )),
    }
}

fn setting_type(given: &types::StatuspageUrlSettingType) -> Result<(), Box<Answer>> {
    let right = *given == types::StatuspageUrlSettingType::StatuspageUrlSetting;
    right.then_some(()).ok_or_else(|| {
        error(
            StatusCode::BAD_REQUEST,
            "type must be statuspage-url-setting",
        )
    })
}

fn statuspage_key(key: Secret) -> Result<Secret, Box<Answer>> {
    if key.is_empty() {
        return Err(error(StatusCode::BAD_REQUEST, "api_key must not be empty"));
    }
    Ok(key)
}

/// Parses the body as the fragment's type, or reports what is wrong with it.
fn body<T: serde::de::DeserializeOwned>(request: &Received) -> Result<T, Box<Answer>> {
    let content_type = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = content_type
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    if media_type != Some("application/json") {
        let text = "the simulator reads application/json only";
        return Err(error(StatusCode::UNSUPPORTED_MEDIA_TYPE, text));
    }
    // The parser's own message could repeat a key.
    serde_json::from_slice(request.body()).map_err(|problem| {
        let text = match problem.classify() {
            serde_json::error::Category::Data => {
                "the body does not have the documented fields and values"
            }
            _ => "the body is not valid JSON",
        };
        error(StatusCode::BAD_REQUEST, text)
    })
}
