// The call written by hand: typed bodies, the same headers, a status check.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub struct Create<'a> {
    pub data: CreateData<'a>,
}

#[derive(Serialize)]
pub struct CreateData<'a> {
    pub attributes: CreateAttributes<'a>,
    pub r#type: &'static str,
}

#[derive(Serialize)]
pub struct CreateAttributes<'a> {
    pub api_key: &'a str,
}

#[derive(Deserialize)]
pub struct Account {
    pub data: AccountData,
}

#[derive(Deserialize)]
pub struct AccountData {
    pub attributes: AccountAttributes,
    pub r#type: String,
}

#[derive(Deserialize)]
pub struct AccountAttributes {
    pub api_key: Option<String>,
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("datadog-statuspage/0.1.0")
        .build()
        .unwrap()
}

pub async fn create(client: &reqwest::Client, base: &str) -> Result<Account, reqwest::Error> {
    let body = Create {
        data: CreateData {
            attributes: CreateAttributes { api_key: "a-statuspage-key-of-some-length-1234" },
            r#type: "statuspage-account",
        },
    };
    let response = client
        .post(format!("{base}/api/v2/integration/statuspage/account"))
        .header("Accept", "application/json")
        .header("DD-API-KEY", "an-api-key-of-some-length-1234567")
        .header("DD-APPLICATION-KEY", "an-application-key-of-some-length-1234567")
        .json(&body)
        .send()
        .await?;
    response.error_for_status()?.json().await
}
