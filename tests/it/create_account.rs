//! Creating an account: once, with the right keys, and without a reachable server.

use std::error::Error as _;
use std::time::Duration;

use datadog_statuspage::{Client, Credentials, ErrorKind, Outcome, RetryPolicy, Secret};
use datadog_statuspage_testing::Simulator;

use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, builder, ends_as, once, simulator};

#[tokio::test]
async fn an_account_is_created_once() {
    let datadog = simulator().await;
    assert!(datadog.account().is_none());
    let client = once(datadog.base_url());

    let account = client
        .create_account(Secret::from(STATUSPAGE_KEY))
        .await
        .unwrap();
    assert_eq!(account.masked_api_key(), Some("*****"));
    assert_eq!(datadog.account().unwrap().expose(), STATUSPAGE_KEY);

    let error = client.create_account("another-key").await.unwrap_err();
    ends_as(&error, ErrorKind::Conflict, Outcome::NotApplied);
    assert_eq!(
        error.messages(),
        ["A Statuspage account is already configured for this organization"]
    );
    assert_eq!(datadog.account().unwrap().expose(), STATUSPAGE_KEY);
    assert_eq!(datadog.requests().len(), 2);
}

#[tokio::test]
async fn clones_and_tasks_share_a_client() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let calls: Vec<_> = (0..8)
        .map(|_| tokio::spawn(client.clone().create_account(STATUSPAGE_KEY).into_future()))
        .collect();
    let mut created = 0;
    for call in calls {
        match call.await.unwrap() {
            Ok(_) => created += 1,
            Err(error) => assert_eq!(error.kind(), ErrorKind::Conflict),
        }
    }
    assert_eq!(created, 1);
}

#[tokio::test]
async fn a_wrong_key_is_forbidden() {
    let datadog = Simulator::builder()
        .keys(API_KEY, APP_KEY)
        .start()
        .await
        .unwrap();
    let wrong = Credentials::keys(API_KEY, "another").unwrap();
    let client = Client::builder(wrong)
        .base_url(datadog.base_url())
        .build()
        .unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    ends_as(&error, ErrorKind::Forbidden, Outcome::NotApplied);
    assert!(datadog.account().is_none());
    assert!(
        once(datadog.base_url())
            .create_account(STATUSPAGE_KEY)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_server_that_is_gone_is_one_clear_sentence() {
    let mut datadog = simulator().await;
    datadog.stop();
    let error = once(datadog.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    ends_as(&error, ErrorKind::Connect, Outcome::NotApplied);
    assert_eq!(error.status(), None);
    assert!(error.source().is_some());
    // Nor was a request without a body sent.
    let error = once(datadog.base_url()).account().get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let text = error.to_string();
    assert!(text.starts_with("no connection to 127.0.0.1:"), "{text}");
    assert!(
        text.ends_with("check the address, the network, the proxy and the certificates"),
        "{text}"
    );
}

#[tokio::test]
async fn a_host_that_never_answers_a_connection_was_sent_nothing() {
    // A listener with a full queue drops everything else.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    while let Ok(stream) =
        std::net::TcpStream::connect_timeout(&address, Duration::from_millis(100))
    {
        queue.push(stream);
        assert!(queue.len() < 10_000, "the queue never fills here");
    }
    for (client, who) in [
        (
            builder(format!("http://{address}")).connect_timeout(Duration::from_millis(200)),
            "connect timeout",
        ),
        (
            builder(format!("http://{address}")).attempt_timeout(Duration::from_millis(200)),
            "attempt timeout",
        ),
        (
            builder(format!("http://{address}")).timeout(Duration::from_millis(200)),
            "deadline",
        ),
    ] {
        let client = client
            .retry_policy(RetryPolicy::disabled())
            .build()
            .unwrap();
        let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Connect, Outcome::NotApplied),
            "{who}"
        );
        assert!(error.elapsed() < Duration::from_secs(5), "{who}");
    }
}

#[test]
fn awaiting_outside_of_a_runtime_is_an_error_not_a_panic() {
    use std::task::{Context, Poll, Waker};

    let client = once("http://127.0.0.1:9");
    let mut call = client.create_account(STATUSPAGE_KEY).into_future();
    let Poll::Ready(done) =
        std::pin::Pin::new(&mut call).poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("it waits for a runtime that isn't there");
    };
    let error = done.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("Tokio runtime"), "{error}");
}
