//! Datadog: the effect of a request, and its answer.

use bytes::Bytes;
use datadog_statuspage_api::types;
use reqwest::Method;
use serde_json::{Value, json};

use super::habits::Habits;
use super::holding::{Holding, Setting};

/// An answer, and the request's subject: a page, or the account.
type Answered = ((u16, Value), String);

/// A request as Datadog receives it.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) body: Bytes,
}

impl Holding {
    /// Applies a request.
    pub(super) fn serve(&mut self, sent: &Sent, habits: Habits) -> Answered {
        let about = |answer: (u16, Value), target: &str| (answer, target.to_owned());
        let path = sent
            .path
            .trim_start_matches("/api/v2/integration/statuspage/");
        match (sent.method.as_str(), path) {
            (_, "account") => about(self.serve_account(sent), "account"),
            ("GET", "url_settings") if habits.strict && self.settings.is_empty() => {
                about((404, said("nothing")), "")
            }
            ("GET", "url_settings") => {
                let list: Vec<_> = self.settings.iter().map(shown).collect();
                about((200, json!({ "data": list })), "")
            }
            ("POST", "url_settings") => {
                let request: types::StatuspageUrlSettingCreateRequest = read(sent);
                let attributes = request.data.attributes;
                if self.watches(&attributes.url) {
                    return about((409, said("watched")), &attributes.url);
                }
                let setting = self.add(&attributes.url, &habits.kept(&attributes.custom_tags));
                about((201, json!({ "data": shown(&setting) })), &setting.page)
            }
            (_, path) => {
                let id = path.strip_prefix("url_settings/");
                self.serve_setting(sent, id, habits)
            }
        }
    }

    fn serve_account(&mut self, sent: &Sent) -> (u16, Value) {
        let account = json!({ "data": { "type": "statuspage-account", "attributes": { "api_key": "*****" } } });
        match sent.method.as_str() {
            "GET" if self.account.is_some() => (200, account),
            "POST" if self.account.is_some() => (409, said("there")),
            "POST" => {
                let request: types::StatuspageAccountCreateRequest = read(sent);
                self.account = Some(request.data.attributes.api_key.expose().to_owned());
                (201, account)
            }
            "PATCH" if self.account.is_some() => {
                let request: types::StatuspageAccountUpdateRequest = read(sent);
                let key = request.data.attributes.api_key.unwrap();
                self.account = Some(key.expose().to_owned());
                (200, account)
            }
            _ => (404, said("not there")),
        }
    }

    fn serve_setting(&mut self, sent: &Sent, id: Option<&str>, habits: Habits) -> Answered {
        let index = id.and_then(|id| self.settings.iter().position(|setting| setting.id == id));
        match (sent.method.as_str(), index) {
            ("PATCH", Some(index)) => {
                let request: types::StatuspageUrlSettingUpdateRequest = read(sent);
                assert_eq!(request.data.attributes.url, None);
                let setting = &mut self.settings[index];
                setting.tags = habits.kept(&request.data.attributes.custom_tags.unwrap());
                (
                    (200, json!({ "data": shown(setting) })),
                    setting.page.clone(),
                )
            }
            ("DELETE", Some(index)) => {
                let setting = self.settings.remove(index);
                self.deleted.push(setting.clone());
                ((204, Value::Null), setting.page)
            }
            _ => ((404, said("not there")), String::new()),
        }
    }
}

fn said(text: &str) -> Value {
    json!({ "errors": [text] })
}

fn read<T: serde::de::DeserializeOwned>(sent: &Sent) -> T {
    serde_json::from_slice(&sent.body).unwrap()
}

fn shown(setting: &Setting) -> Value {
    json!({
        "id": setting.id,
        "type": "statuspage-url-setting",
        "attributes": { "url": setting.page, "custom_tags": setting.tags },
    })
}
