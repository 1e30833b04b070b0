#[path = "../../common.rs"]
mod common;
mod wire;

use std::time::Instant;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (base, calls, in_flight) = common::arguments();
    let start = Instant::now();
    let client = wire::client(&base);
    common::run(start.elapsed(), client, calls, in_flight, |client| async move {
        wire::create(&client).await.is_some_and(|account| account.data.attributes.api_key.is_some())
    })
    .await;
}
