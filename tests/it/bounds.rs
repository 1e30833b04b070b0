//! The limit of an answer's body.

use std::io::Write;

use datadog_statuspage::{Client, ErrorKind, Outcome, RetryPolicy};

use crate::fixtures::CREATED;
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, credentials, ends_as, http, once};

#[tokio::test]
async fn the_limit_is_exact_and_settable() {
    for (limit, fits) in [
        (CREATED.len(), true),
        (CREATED.len() - 1, false),
        (0, false),
    ] {
        let server = RawServer::start([json("201 Created", "", CREATED)]).await;
        let client = builder(server.base_url())
            .body_limit(limit)
            .retry_policy(RetryPolicy::disabled())
            .build()
            .unwrap();
        match client.create_account(STATUSPAGE_KEY).await {
            Ok(_) => assert!(fits, "{limit}"),
            Err(error) => {
                assert!(!fits, "{limit}");
                ends_as(&error, ErrorKind::TooLarge, Outcome::Applied);
                assert!(error.to_string().contains("answer too large"), "{error}");
            }
        }
    }
}

/// Returns `length` zeros, compressed.
fn bomb(length: usize) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..length / 65_536 {
        encoder.write_all(&[0; 65_536]).unwrap();
    }
    encoder.finish().unwrap()
}

async fn bomb_server() -> RawServer {
    let bomb = bomb(200 * 1024 * 1024);
    let mut answer = format!(
        "HTTP/1.1 201 Created\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        bomb.len()
    )
    .into_bytes();
    answer.extend(bomb);
    RawServer::start([answer]).await
}

fn client_with_gzip(url: String) -> Client {
    let http = http().gzip(true).build().unwrap();
    Client::builder(credentials())
        .base_url(url)
        .http_client(http)
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_compressed_bomb_is_read_up_to_the_limit() {
    let server = bomb_server().await;
    // Our client doesn't decompress what it never requested.
    let error = once(server.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    ends_as(&error, ErrorKind::Decode, Outcome::Applied);
    // A user's client that does decompresses up to the limit.
    let error = client_with_gzip(server.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    ends_as(&error, ErrorKind::TooLarge, Outcome::Applied);
    assert!(error.body().len() as u64 <= 1024 * 1024);
}
