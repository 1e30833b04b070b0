//! The spans and events that a `tracing` subscriber receives from calls.

mod recorder;

use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use datadog_statuspage::{
    Client, Credentials, CredentialsProvider, ProvideFuture, Provided, RetryPolicy, Site, Tags,
};
use datadog_statuspage_testing::{Fault, Simulator};
use expect_test::{Expect, expect};
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;

use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, builder, http};
use recorder::Recorder;

/// Returns what is recorded during calls to a simulator with these faults.
async fn recorded<F: Future<Output = ()>>(
    faults: impl IntoIterator<Item = Fault>,
    run: impl FnOnce(Client) -> F,
) -> String {
    keep_undecided();
    let datadog = Simulator::builder().faults(faults).start().await.unwrap();
    let recorder = Recorder::default();
    let subscriber = registry().with(recorder.clone());
    // The test's runtime runs on its own thread.
    let guard = tracing::subscriber::set_default(subscriber);
    run(builder(datadog.base_url()).build().unwrap()).await;
    drop(guard);
    recorder.shown(&datadog.base_url())
}

/// Keeps `tracing` from deciding for the whole process that nobody wants a span, as it would if the
/// call of another test met the span first, just before a subscriber is set.
fn keep_undecided() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let nothing = dynamic_filter_fn(|_, _| false);
        tracing::subscriber::set_global_default(registry().with(nothing)).unwrap();
    });
}

fn check(shown: &str, expected: Expect) {
    expected.assert_eq(shown);
}

#[tokio::test]
async fn a_call_is_a_span_and_so_is_each_attempt_with_the_wait_between_them() {
    let faults = [Fault::status(503).header("Retry-After", "0")];
    let shown = recorded(faults, |client| async move {
        client.create_account(STATUSPAGE_KEY).await.unwrap();
    })
    .await;
    check(
        &shown,
        expect![[r#"
            INFO call
              operation: create_statuspage_account
              otel.name: create_statuspage_account
                INFO attempt
                  error.type: 503
                  http.request.method: POST
                  http.response.status_code: 503 (i64)
                  operation: create_statuspage_account
                  otel.kind: client
                  otel.name: POST
                  otel.status_code: ERROR
                  outcome: Unknown
                  server.address: 127.0.0.1
                  server.port: PORT (i64)
                  url.full: http://127.0.0.1:PORT/api/v2/integration/statuspage/account
                WARN event
                  attempts: 1 (i64)
                  message: attempt failed, waiting before another one: 503 Service Unavailable
                  reason: backoff
                  wait_ms: MS
                INFO attempt
                  http.request.method: POST
                  http.request.resend_count: 1 (i64)
                  http.response.status_code: 201 (i64)
                  operation: create_statuspage_account
                  otel.kind: client
                  otel.name: POST
                  server.address: 127.0.0.1
                  server.port: PORT (i64)
                  url.full: http://127.0.0.1:PORT/api/v2/integration/statuspage/account
        "#]],
    );
}

#[tokio::test]
async fn a_failed_call_says_its_kind_and_its_outcome() {
    let shown = recorded([Fault::reset().after_commit()], |client| async move {
        let failed = client
            .create_account(STATUSPAGE_KEY)
            .retry_policy(RetryPolicy::disabled());
        failed.await.unwrap_err();
        client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    })
    .await;
    check(
        &shown,
        expect![[r#"
            INFO call
              error.type: Transport
              operation: create_statuspage_account
              otel.name: create_statuspage_account
              otel.status_code: ERROR
              outcome: Unknown
                INFO attempt
                  error.type: ConnectionLost
                  http.request.method: POST
                  operation: create_statuspage_account
                  otel.kind: client
                  otel.name: POST
                  otel.status_code: ERROR
                  outcome: Unknown
                  server.address: 127.0.0.1
                  server.port: PORT (i64)
                  url.full: http://127.0.0.1:PORT/api/v2/integration/statuspage/account
            INFO call
              error.type: Conflict
              operation: create_statuspage_account
              otel.name: create_statuspage_account
              otel.status_code: ERROR
              outcome: NotApplied
                INFO attempt
                  error.type: 409
                  http.request.method: POST
                  http.response.status_code: 409 (i64)
                  operation: create_statuspage_account
                  otel.kind: client
                  otel.name: POST
                  otel.status_code: ERROR
                  outcome: NotApplied
                  server.address: 127.0.0.1
                  server.port: PORT (i64)
                  url.full: http://127.0.0.1:PORT/api/v2/integration/statuspage/account
        "#]],
    );
}

#[tokio::test]
async fn a_call_of_several_requests_is_a_span_around_theirs() {
    let shown = recorded([], |client| async move {
        let tags = Tags::new(["team:web"]).unwrap();
        let settings = client.url_settings();
        settings
            .ensure("https://example.statuspage.io", tags)
            .await
            .unwrap();
    })
    .await;
    check(
        &shown,
        expect![[r#"
            INFO call
              operation: url_settings.ensure
              otel.name: url_settings.ensure
                INFO call
                  operation: list_statuspage_url_settings
                  otel.name: list_statuspage_url_settings
                    INFO attempt
                      http.request.method: GET
                      http.response.status_code: 200 (i64)
                      operation: list_statuspage_url_settings
                      otel.kind: client
                      otel.name: GET
                      server.address: 127.0.0.1
                      server.port: PORT (i64)
                      url.full: http://127.0.0.1:PORT/api/v2/integration/statuspage/url_settings
                INFO call
                  operation: create_statuspage_url_setting
                  otel.name: create_statuspage_url_setting
                    INFO attempt
                      http.request.method: POST
                      http.response.status_code: 201 (i64)
                      operation: create_statuspage_url_setting
                      otel.kind: client
                      otel.name: POST
                      server.address: 127.0.0.1
                      server.port: PORT (i64)
                      url.full: http://127.0.0.1:PORT/api/v2/integration/statuspage/url_settings
        "#]],
    );
}

#[tokio::test]
async fn a_pause_between_requests_is_an_event_too() {
    let faults = [Fault::status(409), Fault::status(404)];
    let shown = recorded(faults, |client| async move {
        client.account().ensure(STATUSPAGE_KEY).await.unwrap();
    })
    .await;
    let (_, event) = shown.split_once("    WARN event\n").unwrap();
    let event: Vec<_> = event.lines().take(4).map(str::trim).collect();
    check(
        &event.join("\n"),
        expect![[r#"
            attempts: 2 (i64)
            message: requested state not reached yet, waiting before another look
            reason: another look
            wait_ms: MS"#]],
    );
    assert_eq!(shown.matches("WARN event").count(), 1, "{shown}");
}

#[tokio::test]
async fn a_repeated_attempt_with_other_credentials_is_an_event_too() {
    struct Token;
    impl CredentialsProvider for Token {
        fn provide(&self) -> ProvideFuture<'_> {
            Box::pin(async {
                Ok(Provided::new(Credentials::access_token(
                    "t0ken-0123456789",
                )?))
            })
        }
    }
    let datadog = Simulator::builder()
        .faults([Fault::status(401)])
        .account("key");
    let datadog = datadog.start().await.unwrap();
    let client = Client::builder(Credentials::provided_by(Token)).base_url(datadog.base_url());
    let client = client.build().unwrap();
    let shown = recorded([], |_| async move {
        client.account().get().await.unwrap();
    })
    .await;
    assert!(shown.contains("reason: new credentials"), "{shown}");
}

#[tokio::test]
async fn a_cancelled_call_leaves_no_span_open() {
    let shown = recorded([Fault::stall()], |client| async move {
        let call = client.account().get();
        tokio::time::timeout(Duration::from_millis(200), call)
            .await
            .unwrap_err();
    })
    .await;
    assert_eq!(shown.matches("attempt").count(), 1, "{shown}");
    assert!(!shown.contains("error.type"), "{shown}");
}

#[tokio::test]
async fn a_span_names_the_site_and_masks_a_key_in_an_address() {
    keep_undecided();
    let recorder = Recorder::default();
    let subscriber = registry().with(recorder.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    // Nothing listens there, so that nothing leaves this machine.
    let proxy = reqwest::Proxy::all("http://127.0.0.1:9").unwrap();
    let http = http().proxy(proxy).build().unwrap();
    let client = Client::builder(Credentials::keys(API_KEY, APP_KEY).unwrap())
        .site(Site::Eu1)
        .http_client(http)
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap();
    let id = format!("x{APP_KEY}").parse().unwrap();
    client.url_settings().delete(&id).await.unwrap_err();
    check(
        &recorder.shown(":443"),
        expect![[r#"
            INFO call
              datadog.site: datadoghq.eu
              error.type: Connect
              operation: delete_statuspage_url_setting
              otel.name: delete_statuspage_url_setting
              otel.status_code: ERROR
              outcome: NotApplied
                INFO attempt
                  datadog.site: datadoghq.eu
                  error.type: NotConnected
                  http.request.method: DELETE
                  operation: delete_statuspage_url_setting
                  otel.kind: client
                  otel.name: DELETE
                  otel.status_code: ERROR
                  outcome: NotApplied
                  server.address: api.datadoghq.eu
                  server.port: PORT (i64)
                  url.full: https://api.datadoghq.eu/api/v2/integration/statuspage/url_settings/x*****
        "#]],
    );
}

#[tokio::test]
async fn a_hook_runs_in_the_span_of_its_attempt() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    let datadog = Simulator::start().await.unwrap();
    let client = builder(datadog.base_url())
        .on_attempt(move |_| {
            let span = tracing::Span::current();
            noted
                .lock()
                .unwrap()
                .push(span.metadata().map(|of| of.name()));
        })
        .build()
        .unwrap();
    recorded([], |_| async move {
        client.create_account(STATUSPAGE_KEY).await.unwrap();
    })
    .await;
    assert_eq!(*seen.lock().unwrap(), [Some("attempt")]);
}

#[tokio::test]
async fn an_ipv6_address_has_no_brackets() {
    let client = builder("http://[::1]:9").retry_policy(RetryPolicy::disabled());
    let client = client.build().unwrap();
    let shown = recorded([], |_| async move {
        client.account().get().await.unwrap_err();
    })
    .await;
    assert!(shown.contains("server.address: ::1\n"), "{shown}");
}
