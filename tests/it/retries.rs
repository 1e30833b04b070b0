//! Waits, limits and the budget, over real sockets and in real time.

use std::time::{Duration, Instant, SystemTime};

use datadog_statuspage::{
    Account, ErrorKind, Outcome, Response, RetryPolicy, StopReason, WaitSource,
};
use datadog_statuspage_testing::{Fault, Simulator};

use crate::fixtures::faulty;
use crate::raw_server::RawServer;
use crate::support::{STATUSPAGE_KEY, builder, ends_as, once, simulator};

/// Returns a success after one fault, and how long it took.
async fn after(fault: Fault) -> (Response<Account>, Duration) {
    let datadog = Simulator::builder().faults([fault]).start().await.unwrap();
    let client = builder(datadog.base_url()).build().unwrap();
    let start = Instant::now();
    let call = client.create_account(STATUSPAGE_KEY).with_response();
    (call.await.unwrap(), start.elapsed())
}

fn wait_of(account: &Response<Account>) -> (Duration, WaitSource) {
    let wait = account.attempts()[0].wait().unwrap();
    (wait.duration(), wait.source())
}

#[tokio::test]
async fn a_429_is_retried_when_the_server_says() {
    let two = Duration::from_secs(2);
    let limited = || Fault::status(429);
    // HTTP dates have whole seconds, so the date comes with its own `Date`.
    let now = SystemTime::now();
    let dated = limited()
        .header("Date", &httpdate::fmt_http_date(now))
        .header("Retry-After", &httpdate::fmt_http_date(now + two));
    let (seconds, date, reset, unavailable, nothing) = tokio::join!(
        after(limited().header("Retry-After", "2")),
        after(dated),
        after(limited().header("X-RateLimit-Reset", "2")),
        after(Fault::status(503).header("Retry-After", "2")),
        after(limited()),
    );
    for ((account, took), source) in [
        (seconds, WaitSource::RetryAfter),
        (date, WaitSource::RetryAfter),
        (reset, WaitSource::RateLimit),
        (unavailable, WaitSource::RetryAfter),
    ] {
        let (wait, asked_by) = wait_of(&account);
        assert!(took >= two && wait >= two, "{took:?} {wait:?}");
        assert!(wait <= Duration::from_millis(2_250), "{wait:?}");
        assert_eq!(asked_by, source);
    }
    let (account, took) = nothing;
    let (wait, source) = wait_of(&account);
    assert!(
        wait <= Duration::from_millis(500) && took < two,
        "{wait:?} {took:?}"
    );
    assert_eq!(source, WaitSource::Backoff);
}

#[tokio::test]
async fn the_rate_limit_is_reported_on_success_too() {
    let fault = Fault::status(429)
        .header("X-RateLimit-Limit", "300")
        .header("X-RateLimit-Remaining", "0");
    let (account, _) = after(fault).await;
    let limit = account.rate_limit().unwrap();
    assert_eq!((limit.limit(), limit.remaining()), (Some(300), Some(0)));
}

#[tokio::test]
async fn a_wait_past_the_deadline_ends_the_call_at_once() {
    for fault in [
        "429:Retry-After=3600",
        "503:Retry-After=3600",
        "429:X-RateLimit-Reset=3600",
    ] {
        let datadog = faulty(&[fault]).await;
        let client = builder(datadog.base_url())
            .timeout(Duration::from_secs(60))
            .build()
            .unwrap();
        let start = Instant::now();
        let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(1), "{fault}");
        assert_eq!(
            error.stop_reason(),
            Some(StopReason::WaitExceedsTimeout),
            "{fault}"
        );
        assert_eq!(
            error.retry_after(),
            Some(Duration::from_secs(3_600)),
            "{fault}"
        );
        assert!(
            error
                .to_string()
                .contains("the requested wait of 3600 s exceeds the timeout"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_deadline_caps_an_attempt() {
    let datadog = faulty(&["stall"]).await;
    let client = builder(datadog.base_url()).build().unwrap();
    let start = Instant::now();
    let error = client
        .create_account(STATUSPAGE_KEY)
        .timeout(Duration::from_millis(300))
        .await
        .unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!(error.elapsed() >= Duration::from_millis(300));
    ends_as(&error, ErrorKind::Timeout, Outcome::Unknown);
    assert_eq!(error.stop_reason(), Some(StopReason::TimeoutReached));
}

#[tokio::test]
async fn a_call_may_differ_from_its_client() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    datadog.add_faults([Fault::status(503), Fault::status(503)]);
    let policy = RetryPolicy::default().max_attempts(2);
    let error = client
        .create_account(STATUSPAGE_KEY)
        .retry_policy(policy)
        .await
        .unwrap_err();
    assert_eq!(error.attempts().len(), 2);
    assert_eq!(error.stop_reason(), Some(StopReason::AttemptsExhausted));

    datadog.add_faults([Fault::status(503)]);
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(error.stop_reason(), Some(StopReason::RetryDisabled));

    datadog.add_faults([Fault::stall()]);
    let call = client
        .create_account(STATUSPAGE_KEY)
        .attempt_timeout(Duration::from_millis(100));
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Timeout);
    assert!(client.create_account(STATUSPAGE_KEY).await.is_ok());
}

#[tokio::test]
async fn an_answer_that_begins_and_never_ends_keeps_its_status() {
    for (status, kind, outcome) in [
        ("403 Forbidden", ErrorKind::Forbidden, Outcome::NotApplied),
        ("201 Created", ErrorKind::Timeout, Outcome::Unknown),
    ] {
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: 1000000000\r\n\r\n{{");
        let server = RawServer::stalling(head).await;
        let client = builder(server.base_url())
            .retry_policy(RetryPolicy::disabled())
            .attempt_timeout(Duration::from_millis(300))
            .build()
            .unwrap();
        let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{status}");
        assert!(error.elapsed() < Duration::from_secs(2));
    }
}

/// 1,000 calls to a server that only answers 503: 1,000 first attempts and the 50 retries of the
/// bucket make 1,050 requests.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_is_not_made_worse() {
    const CALLS: usize = 1_000;
    const BUCKET: usize = 50;

    let datadog = simulator().await;
    datadog.add_faults((0..10 * CALLS).map(|_| Fault::status(503)));
    let client = builder(datadog.base_url()).build().unwrap();
    let mut exhausted = 0;
    // In waves, so that retries of early calls coincide with later calls.
    for _ in 0..CALLS / 20 {
        let calls: Vec<_> = (0..20)
            .map(|_| tokio::spawn(client.clone().create_account(STATUSPAGE_KEY).into_future()))
            .collect();
        for call in calls {
            let error = call.await.unwrap().unwrap_err();
            ends_as(&error, ErrorKind::Server, Outcome::Unknown);
            exhausted += usize::from(error.stop_reason() == Some(StopReason::BudgetExhausted));
        }
    }
    let requests = datadog.requests().len();
    println!("{requests} requests for {CALLS} calls in an outage");
    assert_eq!(requests, CALLS + BUCKET);
    assert!(exhausted > CALLS * 9 / 10, "{exhausted}");

    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the client's retry budget is used up"),
        "{error}"
    );
}

#[tokio::test]
async fn ten_successes_pay_for_one_retry() {
    const BUCKET: usize = 50;

    let datadog = simulator().await;
    let client = builder(datadog.base_url()).build().unwrap();
    datadog.add_faults((0..2 * BUCKET).map(|_| Fault::status(503)));
    let once_more = RetryPolicy::default().max_attempts(2);
    for _ in 0..BUCKET / 10 {
        let calls: Vec<_> = (0..10)
            .map(|_| {
                client
                    .create_account(STATUSPAGE_KEY)
                    .retry_policy(once_more.clone())
            })
            .map(|call| tokio::spawn(call.into_future()))
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap_err().attempts().len(), 2);
        }
    }
    for (successes, attempts) in [(9, 1), (1, 2)] {
        for _ in 0..successes {
            datadog.set_account(None);
            client.create_account(STATUSPAGE_KEY).await.unwrap();
        }
        datadog.add_faults((0..attempts).map(|_| Fault::status(503)));
        let call = client
            .create_account(STATUSPAGE_KEY)
            .retry_policy(once_more.clone());
        assert_eq!(call.await.unwrap_err().attempts().len(), attempts);
    }
}

#[tokio::test]
async fn every_attempt_sends_the_same() {
    let datadog = faulty(&["503", "reset", "429"]).await;
    let client = builder(datadog.base_url()).build().unwrap();
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let requests = datadog.requests();
    assert_eq!(requests.len(), 4);
    for request in &requests {
        assert_eq!(request.headers(), requests[0].headers());
        assert_eq!(request.body(), requests[0].body());
        assert_eq!(request.path(), requests[0].path());
    }
}
