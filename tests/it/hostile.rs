//! Attacks that a reviewer found: each was seen to fail before it was fixed.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use datadog_statuspage::{Client, Credentials, Error, ErrorKind, Outcome};
use datadog_statuspage_testing::Fault;

use crate::fixtures::{account_body, failing};
use crate::raw_server::{RawServer, json};
use crate::support::{API_KEY, STATUSPAGE_KEY, builder, ends_as, once, simulator};

fn shown(error: &Error) -> String {
    format!("{error} {error:?} {:?}", error.messages())
}

/// An attempt that is abandoned just when the connection takes its body.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_received_is_never_called_unsent() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let mut unsent = Vec::new();
    for round in 0..400 {
        if round % 4 == 0 {
            // A warm connection takes the next request at once.
            let _ = client.create_account("warm").await;
        }
        // More calls than cores, with limits near the duration of a call.
        let calls: Vec<_> = (0..4)
            .map(|number| {
                let key = format!("key-{round}-{number}");
                let limit = Duration::from_micros((round * 37 + number * 211) % 3_000);
                let call = client.create_account(key.as_str()).attempt_timeout(limit);
                tokio::spawn(async move { (key, call.await) })
            })
            .collect();
        for call in calls {
            let (key, result) = call.await.unwrap();
            if result.is_err_and(|error| {
                error.outcome() == Outcome::NotApplied && error.kind() == ErrorKind::Connect
            }) {
                unsent.push(key);
            }
        }
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let received: HashSet<_> = datadog
        .requests()
        .iter()
        .map(|request| serde_json::from_slice::<serde_json::Value>(request.body()).unwrap())
        .map(|body| {
            body["data"]["attributes"]["api_key"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert!(!unsent.is_empty(), "no attempt was given up in time");
    let false_ones: Vec<_> = unsent
        .iter()
        .filter(|key| received.contains(*key))
        .collect();
    assert!(
        false_ones.is_empty(),
        "{} of {} were received",
        false_ones.len(),
        unsent.len()
    );
}

#[tokio::test]
async fn a_page_that_is_too_large_is_no_success() {
    let page = "<title>Please log in</title>".to_owned() + &" ".repeat(2 * 1024 * 1024);
    let error = failing(json("200 OK", "", &page)).await;
    ends_as(&error, ErrorKind::TooLarge, Outcome::Unknown);
    assert_eq!(error.attempts()[0].outcome(), Outcome::Unknown);
}

#[tokio::test]
async fn no_part_of_a_key_is_shown_in_a_host() {
    let cut = |at| format!("{}.{}.{API_KEY}", "x".repeat(60), "y".repeat(at));
    for host in (1..=40).map(cut).chain([API_KEY.to_uppercase()]) {
        let location = format!("location: https://{host}.example/\r\n");
        let text = shown(&failing(json("302 Found", &location, "")).await);
        assert!(!text.contains("k3y"), "{text}");
    }
}

#[tokio::test]
async fn white_space_around_and_in_a_key_does_not_unmask_it() {
    for (key, body) in [
        (
            "k3y-1234\n",
            r#"{"errors":[{"detail":"invalid key k3y-1234\n"}]}"#,
        ),
        ("k3y-1234\n", "invalid key k3y-1234\n"),
        ("k3y 1234", "invalid key k3y\\u200b1234, that is k3y\t1234"),
        ("k3y\"1234", r#""no k3y\"1234""#),
        ("k3y\\\\1234", r#"{"errors":["no k3y\\1234"]}"#),
        ("k3y/1234", r#"text with k3y\/1234"#),
    ] {
        for status in ["400 Bad Request", "201 Created"] {
            let body = body.replace("\\u200b", "\u{200b}");
            let server = RawServer::start([json(status, "", &body)]).await;
            let error = once(server.base_url())
                .create_account(key)
                .await
                .unwrap_err();
            let text = shown(&error);
            assert!(!text.contains("1234"), "{text}");
        }
    }
}

/// 20 arrays of 20, and so on: as many paths as fit in the body.
fn nested(depth: usize) -> String {
    match depth {
        0 => r#""a""#.to_owned(),
        _ => format!("[{}]", vec![nested(depth - 1); 20].join(",")),
    }
}

#[tokio::test]
async fn a_body_takes_neither_time_nor_memory_to_read() {
    let fields: Vec<_> = (0..60_000)
        .map(|n| format!("\"{}\":[\" \"]", " ".repeat(n % 7 + 1)))
        .collect();
    for body in [
        nested(4),
        format!("[{}]", vec![r#"{"":0}"#; 100_000].join(",")),
        format!("{{\"errors\":{{{}}}}}", fields.join(",")),
        "[".repeat(1_000_000),
        "<title".repeat(150_000),
        "*".repeat(200_000),
    ] {
        let server = RawServer::start([json("400 Bad Request", "", &body)]).await;
        // Keys that match everywhere.
        let keys = Credentials::keys("*", "a").unwrap();
        let client = Client::builder(keys)
            .base_url(server.base_url())
            .build()
            .unwrap();
        let start = Instant::now();
        let error = client.create_account("**").await.unwrap_err();
        let text = shown(&error);
        assert!(
            start.elapsed() < Duration::from_secs(4),
            "{:.40}: {:?}",
            body,
            start.elapsed()
        );
        assert!(text.len() < 100_000, "{:.40}: {}", body, text.len());
    }
}

#[tokio::test]
async fn no_text_of_a_server_is_long_or_of_several_lines() {
    let long = "A".repeat(1_000_000);
    let error = failing(json("201 Created", "", &format!("{{\"data\":\"{long}\"}}"))).await;
    assert!(
        error.to_string().len() < 2_000,
        "{}",
        error.to_string().len()
    );

    let header = format!("x-ratelimit-name: {}\r\n", "n".repeat(100_000));
    let error = failing(json("429 Too Many Requests", &header, "")).await;
    assert!(shown(&error).len() < 4_000);

    let body = account_body(r#""*\nFORGED LINE\u202e\u061c""#);
    let server = RawServer::start([json("201 Created", "", &body)]).await;
    let account = once(server.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap();
    assert_eq!(account.masked_api_key(), Some("* FORGED LINE"));
}

#[test]
fn a_builder_shows_no_address_that_it_would_refuse() {
    let text = format!(
        "{:?}",
        builder(format!("https://u:{API_KEY}@x.example?k={API_KEY}"))
    );
    assert!(
        !text.contains("k3y") && text.contains("can't be used"),
        "{text}"
    );
    assert!(format!("{:?}", builder("https://x.example")).contains("https://x.example"));
}

#[tokio::test]
async fn a_fault_can_not_break_the_simulator_itself() {
    let datadog = simulator().await;
    let odd = Fault::status(429)
        .header("Content-Length", "5")
        .header("Transfer-Encoding", "chunked");
    datadog.add_faults([odd]);
    let client = once(datadog.base_url());
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooManyRequests);
}
