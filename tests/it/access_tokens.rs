//! Access tokens in place of keys, fixed and from a provider.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use datadog_statuspage::reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use datadog_statuspage::{
    Client, ClientBuilder, Credentials, CredentialsProvider, ErrorKind, Outcome, ProvideFuture,
    Provided, RetryPolicy, StopReason, WaitSource,
};
use datadog_statuspage_testing::{Fault, Simulator};
use expect_test::expect;

use crate::fixtures::CREATED;
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, http, timeless};

const TOKEN: &str = "ddpat_t0ken-0123456789abcdef";
const BOTH: [&str; 2] = ["integrations_read", "manage_integrations"];

fn with(credentials: Credentials, base_url: impl Into<String>) -> ClientBuilder {
    Client::builder(credentials).base_url(base_url)
}

fn with_token(base_url: impl Into<String>) -> Client {
    let credentials = Credentials::access_token(TOKEN).unwrap();
    with(credentials, base_url).build().unwrap()
}

#[tokio::test]
async fn a_token_is_the_only_credential_on_the_wire() {
    let server = RawServer::start([json("201 Created", "", CREATED)]).await;
    let client = with_token(server.base_url());
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let request = server.received().remove(0).to_ascii_lowercase();
    let (head, _) = request.split_once("\r\n\r\n").unwrap();
    let named = |name: &str| {
        let lines = head.lines().filter(|line| line.starts_with(name));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(
        named("authorization:"),
        ["authorization: bearer ddpat_t0ken-0123456789abcdef"]
    );
    assert!(named("dd-").is_empty(), "{head}");
    assert!(request.contains("authorization: bearer ddpat"));
    assert!(server.received()[0].contains(&format!("Bearer {TOKEN}")));
}

#[tokio::test]
async fn the_advice_goes_by_the_kind_of_credential() {
    let datadog = Simulator::builder()
        .access_token("another", BOTH)
        .access_token(TOKEN, ["integrations_read"])
        .start()
        .await
        .unwrap();
    let client = with_token(datadog.base_url());
    let scope = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(scope.kind(), ErrorKind::Forbidden);
    expect!["127.0.0.1 answered 403 Forbidden while creating the account; nothing was changed; check that the access token is of this site, has not expired, and has the permission that the call needs as a scope"]
        .assert_eq(&timeless(&scope, &datadog.base_url()));
    assert_eq!(
        client.account().get().await.unwrap_err().kind(),
        ErrorKind::NotFound
    );

    datadog.set_access_token("another", BOTH);
    let expired = client.account().get().await.unwrap_err();
    assert_eq!(expired.status().unwrap(), 401);
    assert_eq!(
        expired.attempts().len(),
        1,
        "a fixed token is not asked for again"
    );
    expect!["127.0.0.1 answered 401 Unauthorized while reading the account; nothing was changed; check that the access token is right, is of this site, and has not expired"]
        .assert_eq(&timeless(&expired, &datadog.base_url()));
}

#[tokio::test]
async fn the_simulator_refuses_an_empty_token_as_it_does_no_key() {
    let datadog = Simulator::start().await.unwrap();
    let url = format!(
        "{}/api/v2/integration/statuspage/account",
        datadog.base_url()
    );
    let http = http().build().unwrap();
    for (header, status, text) in [
        (None, 403, "API key required"),
        (Some("Bearer "), 403, "API key required"),
        (Some("Basic x"), 403, "API key required"),
        (Some("Bearer x"), 404, "no Statuspage account"),
    ] {
        let mut request = http.get(&url);
        if let Some(header) = header {
            request = request.header(AUTHORIZATION, header);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{header:?}");
        let body = answer.text().await.unwrap();
        assert!(status == 404 || body.contains(text), "{header:?}: {body}");
    }
}

#[tokio::test]
async fn the_authorization_header_is_the_tokens() {
    let header = || HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Basic x"))]);
    let datadog = Simulator::start().await.unwrap();
    let token = Credentials::access_token(TOKEN).unwrap();
    let error = with(token, datadog.base_url())
        .headers(header())
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let call = with_token(datadog.base_url())
        .account()
        .get()
        .headers(header());
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Config);
    assert!(datadog.requests().is_empty());
    // With keys, that is up to a gateway.
    let keys = Credentials::keys("an-api-key", "an-application-key").unwrap();
    let client = with(keys, datadog.base_url()).headers(header()).build();
    client
        .unwrap()
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap();
}

/// Returns the current token, and counts how often it is asked.
#[derive(Clone, Default)]
struct Rotating {
    token: Arc<Mutex<String>>,
    asked: Arc<AtomicUsize>,
    valid_for: Option<Duration>,
}

impl Rotating {
    fn new(token: &str) -> Self {
        let rotating = Self::default();
        rotating.rotate(token);
        rotating
    }

    fn rotate(&self, token: &str) {
        *self.token.lock().unwrap() = token.to_owned();
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl CredentialsProvider for Rotating {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(async {
            self.asked.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(5)).await;
            let token = self.token.lock().unwrap().clone();
            let provided = Provided::new(Credentials::access_token(token)?);
            Ok(match self.valid_for {
                Some(time) => provided.valid_for(time),
                None => provided,
            })
        })
    }
}

#[tokio::test]
async fn a_token_that_is_replaced_while_the_program_runs_costs_one_repeated_request() {
    let datadog = Simulator::builder()
        .access_token("t0ken-first", BOTH)
        .start()
        .await
        .unwrap();
    let provider = Rotating::new("t0ken-first");
    // Even if nothing else is repeated.
    let client = with(
        Credentials::provided_by(provider.clone()),
        datadog.base_url(),
    )
    .retry_policy(RetryPolicy::disabled())
    .build()
    .unwrap();
    let account = client.account();
    account.create(STATUSPAGE_KEY).await.unwrap();
    account.get().await.unwrap();
    assert_eq!(provider.asked(), 1, "it is cached");

    datadog.set_access_token("t0ken-second", BOTH);
    provider.rotate("t0ken-second");
    let response = account.update("another").with_response().await.unwrap();
    let [first, second] = response.attempts() else {
        panic!("{:?}", response.attempts())
    };
    assert_eq!(first.status().unwrap(), 401);
    assert_eq!(first.wait().unwrap().source(), WaitSource::NewCredentials);
    assert_eq!(second.status().unwrap(), 200);
    assert!(
        first
            .to_string()
            .ends_with("then waited 0 ms (new credentials)"),
        "{first}"
    );
    account.get().await.unwrap();
    assert_eq!((provider.asked(), datadog.requests().len()), (2, 5));
    assert!(!format!("{client:?} {response:?}").contains("t0ken"));
}

#[tokio::test]
async fn a_token_that_stays_refused_is_asked_for_once_more_and_then_reported() {
    let echo = Fault::status(401).body(r#"{"errors":["what is t0ken-first?"]}"#);
    let datadog = Simulator::builder()
        .faults([echo.clone(), echo])
        .start()
        .await
        .unwrap();
    let provider = Rotating::new("t0ken-first");
    let credentials = Credentials::provided_by(provider.clone());
    let client = with(credentials, datadog.base_url()).build().unwrap();
    let error = client.account().get().await.unwrap_err();
    assert_eq!(error.attempts().len(), 2);
    assert_eq!(error.stop_reason(), Some(StopReason::NotRetryable));
    assert_eq!(error.outcome(), Outcome::NotApplied);
    assert_eq!(provider.asked(), 2);
    assert_eq!(error.messages(), ["what is *****?"]);
    assert!(error.to_string().contains("the access token"), "{error}");
}

#[tokio::test]
async fn a_provider_is_asked_once_by_calls_that_wait_together_and_again_when_time_is_up() {
    let datadog = Simulator::builder().account("k").start().await.unwrap();
    let mut provider = Rotating::new(TOKEN);
    provider.valid_for = Some(Duration::from_millis(300));
    let credentials = Credentials::provided_by(provider.clone());
    let client = with(credentials, datadog.base_url()).build().unwrap();
    let calls = (0..8).map(|_| {
        let get = client.account().get();
        tokio::spawn(async move { get.await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(provider.asked(), 1);
    tokio::time::sleep(Duration::from_millis(350)).await;
    client.account().get().await.unwrap();
    assert_eq!(provider.asked(), 2);
}

#[tokio::test]
async fn every_token_that_a_call_sent_is_masked_however_many_came_after() {
    #[derive(Default)]
    struct Counting(AtomicUsize);
    impl CredentialsProvider for Counting {
        fn provide(&self) -> ProvideFuture<'_> {
            let number = self.0.fetch_add(1, Ordering::SeqCst);
            Box::pin(async move {
                let token = format!("t0ken-number-{number:08}-abcdef");
                let provided = Provided::new(Credentials::access_token(token)?);
                Ok(provided.valid_for(Duration::ZERO))
            })
        }
    }
    let limited = || Fault::status(429).header("Retry-After", "0.01");
    let echo = Fault::status(400).body(r#"{"errors":["bad token t0ken-number-00000000-abcdef"]}"#);
    let faults = (0..5).map(|_| limited()).chain([echo]);
    let datadog = Simulator::builder().faults(faults).start().await.unwrap();
    let credentials = Credentials::provided_by(Counting::default());
    let policy = RetryPolicy::default().max_attempts(6);
    let client = with(credentials, datadog.base_url()).retry_policy(policy);
    let error = client.build().unwrap().account().get().await.unwrap_err();
    assert_eq!(
        (error.attempts().len(), error.messages()),
        (6, &["bad token *****".to_owned()][..])
    );
}

#[tokio::test]
async fn the_typed_mocks_match_either_credential() {
    use datadog_statuspage_testing::{MockServerExt, httpmock};

    let server = httpmock::MockServer::start_async().await;
    let mock = server.get_statuspage_account(|_, then| {
        then.not_found(&datadog_statuspage_api::types::ApiErrorResponse {
            errors: vec!["none".to_owned()],
        });
    });
    let keys = Credentials::keys("an-api-key", "an-application-key").unwrap();
    let clients = [
        with_token(server.base_url()),
        with(keys, server.base_url()).build().unwrap(),
    ];
    for client in clients {
        let error = client.account().get().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }
    mock.assert_calls(2);
}
