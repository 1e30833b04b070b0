// The same call by Datadog's official client, with its retries on.

use datadog_api_client::datadog::{APIKey, Configuration};
use datadog_api_client::datadogV2::api_statuspage_integration::StatuspageIntegrationAPI;
use datadog_api_client::datadogV2::model::{
    StatuspageAccountCreateAttributes, StatuspageAccountCreateData, StatuspageAccountCreateRequest,
    StatuspageAccountType,
};

pub fn client(base: &str) -> StatuspageIntegrationAPI {
    let mut configuration = Configuration::new();
    // The server variant that consists of a scheme and a name.
    let (protocol, name) = base.split_once("://").unwrap();
    configuration.server_index = 1;
    for (variable, value) in [("protocol", protocol), ("name", name)] {
        configuration.server_variables.insert(variable.to_owned(), value.to_owned());
    }
    for (scheme, key) in [
        ("apiKeyAuth", "an-api-key-of-some-length-1234567"),
        ("appKeyAuth", "an-application-key-of-some-length-1234567"),
    ] {
        let key = APIKey { key: key.to_owned(), prefix: String::new() };
        configuration.set_auth_key(scheme, key);
    }
    configuration.set_retry(true, 3);
    StatuspageIntegrationAPI::with_config(configuration)
}

pub async fn create(client: &StatuspageIntegrationAPI) -> Option<String> {
    let attributes = StatuspageAccountCreateAttributes::new("a-statuspage-key-of-some-length-1234".to_owned());
    let data = StatuspageAccountCreateData::new(attributes, StatuspageAccountType::STATUSPAGE_ACCOUNT);
    let answer = client.create_statuspage_account(StatuspageAccountCreateRequest::new(data)).await;
    answer.ok()?.data.attributes.api_key
}
