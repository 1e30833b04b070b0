//! Layers below us that could repeat a request: clients supplied by a user.

use std::time::Duration;

use datadog_statuspage::{AttemptFailure, Client, Error, ErrorKind, Outcome, RetryPolicy};
use tokio::net::TcpListener;

use crate::fixtures::ACCOUNT;
use crate::raw_server::{RawServer, json};
use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, builder, http, once};

/// A client that repeats everything answered with 503, as in reqwest's documentation.
fn repeating() -> reqwest::Client {
    let retries = reqwest::retry::for_host("127.0.0.1")
        .no_budget()
        .max_retries_per_request(3)
        .classify_fn(|answer| match answer.status() {
            Some(status) if status.as_u16() == 503 => answer.retryable(),
            _ => answer.success(),
        });
    http().retry(retries).build().unwrap()
}

/// Applies once and answers 503, from then on "not found".
async fn committing() -> RawServer {
    let busy = json("503 Service Unavailable", "", "{}");
    RawServer::start([busy, json("404 Not Found", "", r#"{"errors":["none"]}"#)]).await
}

/// Makes a call by its name, and drops its value.
async fn made(client: &Client, call: &str) -> Result<usize, Error> {
    let account = client.account();
    let id = "1".parse().unwrap();
    let attempts = match call {
        "get" => account.get().with_response().await?.attempts().len(),
        "delete" => account.delete().with_response().await?.attempts().len(),
        "create" => {
            let create = account.create(STATUSPAGE_KEY).with_response();
            create.await?.attempts().len()
        }
        "list" => {
            let list = client.url_settings().list().with_response();
            list.await?.attempts().len()
        }
        _ => {
            let delete = client.url_settings().delete(&id).with_response();
            delete.await?.attempts().len()
        }
    };
    Ok(attempts)
}

const CALLS: [&str; 5] = ["get", "delete", "create", "list", "delete a page"];

#[tokio::test]
async fn a_supplied_client_repeats_nothing_by_itself() {
    for call in CALLS {
        let server = committing().await;
        let client = builder(server.base_url())
            .http_client(repeating())
            .retry_policy(RetryPolicy::disabled())
            .build()
            .unwrap();
        let error = made(&client, call).await.unwrap_err();
        assert_eq!(server.received().len(), 1, "{call}: {error}");
        let said = (error.kind(), error.outcome(), error.attempts().len());
        let read = ["get", "list"].contains(&call);
        let outcome = if read {
            error.outcome()
        } else {
            Outcome::Unknown
        };
        assert_eq!(said, (ErrorKind::Server, outcome, 1), "{call}: {error}");
    }
}

#[tokio::test]
async fn as_many_requests_arrive_as_the_attempts_say() {
    for call in CALLS {
        let server = committing().await;
        let client = builder(server.base_url())
            .http_client(repeating())
            .build()
            .unwrap();
        let attempts = match made(&client, call).await {
            Ok(attempts) => attempts,
            Err(error) => error.attempts().len(),
        };
        assert_eq!((attempts, server.received().len()), (2, 2), "{call}");
    }
}

#[tokio::test]
async fn a_delete_that_was_lost_is_not_called_undone() {
    let server = committing().await;
    let client = builder(server.base_url())
        .http_client(repeating())
        .build()
        .unwrap();
    let deleted = client.account().delete().await.unwrap();
    assert!(
        !deleted.confirmed(),
        "the first of the two may have done it"
    );
}

#[tokio::test]
async fn requests_without_a_body_are_the_bytes_of_the_page() {
    let answer = json("200 OK", "", ACCOUNT);
    for (call, line) in [("get", "GET"), ("delete", "DELETE")] {
        let server = RawServer::start([answer.clone()]).await;
        let _ = made(&once(server.base_url()), call).await;
        let [request] = &server.received()[..] else {
            panic!("one request")
        };
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        assert_eq!(
            lines.next().unwrap(),
            format!("{line} /api/v2/integration/statuspage/account HTTP/1.1")
        );
        let mut headers: Vec<_> = lines.map(str::to_ascii_lowercase).collect();
        headers.sort();
        let host = server.base_url().replace("http://", "host: ");
        let agent = format!(
            "user-agent: datadog-statuspage/{}",
            env!("CARGO_PKG_VERSION")
        );
        let expected = [
            "accept: application/json".to_owned(),
            format!("dd-api-key: {API_KEY}"),
            format!("dd-application-key: {APP_KEY}"),
            host,
            agent,
        ];
        assert_eq!(headers, expected, "{call}");
        assert_eq!(body, "", "{call}");
    }
}

#[tokio::test]
async fn a_delete_that_never_had_a_connection_changed_nothing() {
    // It accepts connections, and never answers a TLS handshake.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let client = builder(format!("https://{address}"))
        .http_client(http().build().unwrap())
        .attempt_timeout(Duration::from_millis(150))
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap();
    for call in CALLS {
        let error = made(&client, call).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Connect, Outcome::NotApplied),
            "{call}: {error}"
        );
        let failures: Vec<_> = error.attempts().iter().map(|it| it.failure()).collect();
        assert_eq!(failures, [Some(AttemptFailure::NotConnected)], "{call}");
    }
}

#[tokio::test]
async fn a_delete_that_left_may_have_been_carried_out() {
    let server = RawServer::stalling("").await;
    let client = builder(server.base_url())
        .attempt_timeout(Duration::from_millis(150))
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap();
    for call in ["delete", "create", "delete a page"] {
        let error = made(&client, call).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Timeout, Outcome::Unknown),
            "{call}: {error}"
        );
    }
    assert_eq!(server.received().len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delete_that_was_given_up_before_it_left_never_arrives() {
    const CALLS: u32 = 400;
    let server = RawServer::start(["HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"]).await;
    let (mut unsent, mut possible) = (0, 0);
    for call in 0..CALLS {
        let client = builder(server.base_url())
            .attempt_timeout(Duration::from_micros(u64::from(call) * 3))
            .retry_policy(RetryPolicy::disabled())
            .build()
            .unwrap();
        match client.account().delete().await {
            Err(error) if error.outcome() == Outcome::NotApplied => unsent += 1,
            _ => possible += 1,
        }
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let arrived = server.received();
    let whole = |request: &&String| {
        request.contains("\r\n\r\n") && !request.to_ascii_lowercase().contains("content-length")
    };
    let arrived = arrived.iter().filter(whole).count();
    println!("{arrived} arrived, of {possible} that may have, and not of {unsent} others");
    assert!(
        arrived <= possible,
        "{arrived} arrived, {possible} may have"
    );
    assert!(unsent > 0);
}

/// Creates a client that could send plain http through that proxy.
fn with_proxy(proxy: reqwest::Proxy) -> reqwest::Client {
    http().proxy(proxy).build().unwrap()
}

#[tokio::test]
async fn no_proxy_of_a_supplied_client_sees_the_keys_in_clear() {
    let datadog = RawServer::start([json("200 OK", "", ACCOUNT)]).await;
    let proxy = RawServer::start([json("200 OK", "", ACCOUNT)]).await;
    let of = |http| builder(datadog.base_url()).http_client(http).build();
    let target = proxy.base_url();
    let custom = reqwest::Proxy::custom(move |_| Some(target.clone()));
    for taken in [
        reqwest::Proxy::http(proxy.base_url()).unwrap(),
        reqwest::Proxy::all(proxy.base_url()).unwrap(),
        custom,
    ] {
        let error = of(with_proxy(taken)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let text = error.to_string();
        assert!(text.ends_with("build it with .no_proxy()"), "{text}");
    }
    let https = reqwest::Proxy::https(proxy.base_url()).unwrap();
    let client = of(with_proxy(https)).unwrap();
    client.account().get().await.unwrap();
    assert_eq!((proxy.received().len(), datadog.received().len()), (0, 1));
}
