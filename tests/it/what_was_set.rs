//! Settings take effect: limits, keys, addresses of pages, waits.

use std::time::Duration;

use datadog_statuspage::reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use datadog_statuspage::{Desired, ErrorKind, Outcome, StopReason, UrlSettingChange};
use datadog_statuspage_testing::{Fault, Simulator};

use crate::fixtures::{CREATED, PAGE, tags};
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, ends_as, once, simulator};

#[tokio::test]
async fn without_time_nothing_is_sent() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let zero = Duration::ZERO;
    let desired = Desired::new().url_setting(PAGE, tags("a"));
    for _ in 0..50 {
        let errors = [
            client
                .create_account(STATUSPAGE_KEY)
                .timeout(zero)
                .await
                .unwrap_err(),
            client
                .create_account(STATUSPAGE_KEY)
                .attempt_timeout(zero)
                .await
                .unwrap_err(),
            client
                .account()
                .ensure(STATUSPAGE_KEY)
                .timeout(zero)
                .await
                .unwrap_err(),
            client
                .sync(&desired)
                .attempt_timeout(zero)
                .await
                .unwrap_err(),
        ];
        for error in errors {
            ends_as(&error, ErrorKind::Timeout, Outcome::NotApplied);
            assert!(error.to_string().contains("nothing was sent"), "{error}");
        }
    }
    assert!(datadog.requests().is_empty());
}

#[tokio::test]
async fn a_statuspage_key_that_can_not_be_one_is_refused() {
    let datadog = simulator().await;
    let account = once(datadog.base_url()).account();
    for (key, problem) in [
        ("", "is empty"),
        (" ", "is empty"),
        (" \t", "is empty"),
        ("\n\t ", "is empty"),
        (
            "k3y-with-a\nbreak",
            "contains a line break or another control character",
        ),
        (
            "k3y-with-a-break\r\n",
            "contains a line break or another control character",
        ),
        (
            "k3y\0",
            "contains a line break or another control character",
        ),
        (" k3y", "has white space around it"),
        ("k3y\u{a0}", "has white space around it"),
    ] {
        let desired = Desired::new().account(key);
        for error in [
            account.create(key).await.unwrap_err(),
            account.update(key).await.unwrap_err(),
            account.ensure(key).await.unwrap_err(),
            once(datadog.base_url()).plan(&desired).await.unwrap_err(),
        ] {
            ends_as(&error, ErrorKind::Config, Outcome::NotApplied);
            assert!(error.attempts().is_empty(), "{key:?}");
            let expected = format!(
                "the Statuspage API key {problem}; copy it again from Statuspage, under API info"
            );
            assert_eq!(error.to_string(), expected, "{key:?}");
            assert!(!format!("{error:?}").contains("k3y"));
        }
    }
    assert!(datadog.requests().is_empty());
}

#[tokio::test]
async fn the_address_of_a_page_is_sent_as_it_was_checked() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let settings = client.url_settings();
    for (url, problem) in [
        (
            "https://exam\nple.statuspage.io",
            "contains white space or a control character",
        ),
        (
            "https://exam\tple.statuspage.io",
            "contains white space or a control character",
        ),
        (
            "https://example.statuspage.io/a b",
            "contains white space or a control character",
        ),
        (
            "https://user:p4ss@example.statuspage.io",
            "contains a user name or a password",
        ),
        (
            "https://p4ss@example.statuspage.io",
            "contains a user name or a password",
        ),
        ("ftp://example.statuspage.io", "is neither http nor https"),
        ("javascript:alert(1)", "is neither http nor https"),
        ("example.statuspage.io", "can't be read"),
        ("https://", "can't be read"),
        ("", "can't be read"),
    ] {
        let id = "1".parse().unwrap();
        let change = UrlSettingChange::default().url(url);
        let desired = Desired::new().url_setting(url, tags("a"));
        for error in [
            settings.create(url, tags("a")).await.unwrap_err(),
            settings.ensure(url, tags("a")).await.unwrap_err(),
            settings.update(&id, change).await.unwrap_err(),
            client.plan(&desired).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Config, "{url:?}");
            assert!(error.to_string().contains(problem), "{url:?}: {error}");
        }
    }
    assert!(datadog.requests().is_empty());

    // With spaces around it, it is the same page to every call.
    let padded = format!(" {PAGE}\n");
    let created = settings.create(&padded, tags("a")).await.unwrap();
    assert_eq!(
        (created.url(), &*datadog.url_settings()[0].url),
        (Some(PAGE), PAGE)
    );
    let desired = Desired::new().url_setting(&padded, tags("a"));
    assert!(client.plan(&desired).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_simulator_takes_pages_of_statuspage_and_status_io_alone() {
    let datadog = simulator().await;
    let settings = once(datadog.base_url()).url_settings();
    for url in [
        "https://example.com",
        "https://statuspage.io.example.com",
        "https://notstatuspage.io",
        "https://status.io@example.com",
    ] {
        let kind = settings.create(url, tags("a")).await.unwrap_err().kind();
        assert!(
            matches!(kind, ErrorKind::BadRequest | ErrorKind::Config),
            "{url}"
        );
    }
    for url in [
        "https://status.io",
        "http://A.StatusPage.com/x",
        "https://a.b.status.io:8443",
    ] {
        settings.create(url, tags("a")).await.unwrap();
    }
}

#[tokio::test]
async fn a_wait_that_no_call_has_time_for_ends_it_at_once() {
    for (header, value) in [
        ("Retry-After", "90000"),
        ("Retry-After", "+90000.0"),
        ("X-RateLimit-Reset", "99999999999999999999"),
    ] {
        let fault = Fault::status(429).header(header, value);
        let datadog = Simulator::builder().faults([fault]).start().await.unwrap();
        let client = builder(datadog.base_url())
            .timeout(Duration::from_secs(7 * 24 * 60 * 60))
            .build()
            .unwrap();
        // Otherwise the test would wait as long as the call.
        let get = client.account().get().into_future();
        let ended = tokio::time::timeout(Duration::from_secs(10), get).await;
        let error = ended.expect("it waits").unwrap_err();
        assert_eq!(
            error.stop_reason(),
            Some(StopReason::WaitExceedsTimeout),
            "{value}"
        );
        assert_eq!(error.attempts().len(), 1, "{value}");
        assert!(error.retry_after().unwrap() >= Duration::from_secs(90_000));
    }
}

#[tokio::test]
async fn waiting_for_a_server_that_counts_requests_is_no_outage() {
    let limited = Fault::status(429).header("Retry-After", "0.5");
    let datadog = Simulator::builder()
        .account(STATUSPAGE_KEY)
        .faults(std::iter::repeat_n(limited, 60))
        .start()
        .await
        .unwrap();
    let client = builder(datadog.base_url()).build().unwrap();
    // In waves, because each call takes two of the files that a process may open.
    for _ in 0..3 {
        let calls = (0..20).map(|_| {
            let get = client.account().get();
            tokio::spawn(async move { get.await })
        });
        for call in calls.collect::<Vec<_>>() {
            call.await.unwrap().unwrap();
        }
    }
}

fn many(prefix: &str, count: usize) -> HeaderMap {
    let name = |number| format!("{prefix}{number}").parse::<HeaderName>().unwrap();
    (0..count)
        .map(|number| (name(number), HeaderValue::from(number)))
        .collect()
}

#[tokio::test]
async fn a_hundred_headers_of_a_callers_own_are_sent_and_more_are_refused() {
    let server = RawServer::start([json("201 Created", "", CREATED)]).await;
    let with = |headers, added| {
        builder(server.base_url())
            .headers(many("x-a", headers))
            .on_attempt(move |headers| *headers = many("x-b", added))
    };
    let client = with(100, 100).build().unwrap();
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let [received] = &server.received()[..] else {
        panic!("one request")
    };
    assert_eq!(
        received
            .lines()
            .filter(|line| line.starts_with("x-"))
            .count(),
        200
    );

    for count in [24_576, 101] {
        let error = with(count, 0).build().unwrap_err();
        let call = client.account().get().headers(many("x-c", count));
        for error in [error, call.await.unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(
                error.to_string().contains("at most 100 are allowed"),
                "{error}"
            );
        }
        let client = with(100, count).build().unwrap();
        let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
        ends_as(&error, ErrorKind::Config, Outcome::NotApplied);
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains("at most 100 are allowed"), "{source}");
    }
    assert_eq!(server.received().len(), 1);
}
