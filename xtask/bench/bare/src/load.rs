#[path = "../../common.rs"]
mod common;
#[allow(dead_code)]
mod wire;

use std::time::Instant;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (base, calls, in_flight) = common::arguments();
    let start = Instant::now();
    let client = wire::client();
    let base: std::sync::Arc<str> = base.into();
    common::run(start.elapsed(), (client, base), calls, in_flight, |(client, base)| async move {
        wire::create(&client, &base).await.is_ok_and(|account| account.data.attributes.api_key.is_some())
    })
    .await;
}
