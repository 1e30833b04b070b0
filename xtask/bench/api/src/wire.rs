// The generated client alone: no retries, no limits, keys as default headers.

use datadog_statuspage_api::types::*;
use datadog_statuspage_api::{Client, Secret};
use reqwest::header::{HeaderMap, HeaderValue};

pub fn client(base: &str) -> Client {
    let mut headers = HeaderMap::new();
    headers.insert("DD-API-KEY", HeaderValue::from_static("an-api-key-of-some-length-1234567"));
    headers.insert("DD-APPLICATION-KEY", HeaderValue::from_static("an-application-key-of-some-length-1234567"));
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("datadog-statuspage/0.1.0")
        .default_headers(headers)
        .build()
        .unwrap();
    Client::new(base, http)
}

pub async fn create(client: &Client) -> Option<StatuspageAccountResponse> {
    let body = StatuspageAccountCreateRequest {
        data: StatuspageAccountCreateRequestData {
            attributes: StatuspageAccountCreateRequestAttributes {
                api_key: Secret::from("a-statuspage-key-of-some-length-1234"),
            },
            type_: StatuspageAccountType::StatuspageAccount,
        },
    };
    client.create_statuspage_account(&body).await.ok().map(|answer| answer.into_inner())
}
