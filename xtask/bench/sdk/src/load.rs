#[path = "../../common.rs"]
mod common;

use std::time::Instant;

use datadog_statuspage::{Client, Credentials};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (base, calls, in_flight) = common::arguments();
    let keys = ("an-api-key-of-some-length-1234567", "an-application-key-of-some-length-1234567");
    let start = Instant::now();
    let credentials = Credentials::keys(keys.0, keys.1).unwrap();
    let client = Client::builder(credentials).base_url(base).build().unwrap();
    common::run(start.elapsed(), client, calls, in_flight, |client| async move {
        let account = client.create_account("a-statuspage-key-of-some-length-1234").await;
        account.is_ok_and(|account| account.masked_api_key().is_some())
    })
    .await;
}
