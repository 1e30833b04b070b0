//! Integration of a client: headers, unchanged answers, mocks, and user-supplied HTTP clients.

use std::future::Future;

use datadog_statuspage::reqwest::StatusCode;
use datadog_statuspage::reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use datadog_statuspage::{
    Account, Change, Client, Deletion, Desired, Error, ErrorKind, Outcome, Plan, Response, Secret,
    SyncReport, Tags, UrlSetting, UrlSettings,
};
use datadog_statuspage_testing::{Fault, Simulator};

use crate::fixtures::PAGE;
use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, builder, simulator};

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    let pair = |(name, value): &(&'static str, &'static str)| {
        let value = HeaderValue::from_static(value);
        (HeaderName::from_static(name), value)
    };
    pairs.iter().map(pair).collect()
}

/// Returns the headers of the requests that a simulator received.
fn received(datadog: &Simulator) -> Vec<HeaderMap> {
    let requests = datadog.requests();
    requests.iter().map(|it| it.headers().clone()).collect()
}

#[tokio::test]
async fn every_request_carries_the_extra_headers_and_our_own() {
    let datadog = simulator().await;
    let client = builder(datadog.base_url())
        .headers(headers(&[
            ("x-team", "web"),
            ("user-agent", "rollout/1"),
            ("x-run", "1"),
        ]))
        .build()
        .unwrap();
    let call = client.account().ensure(STATUSPAGE_KEY);
    call.headers(headers(&[("x-run", "2")])).await.unwrap();
    client.account().ensure(STATUSPAGE_KEY).await.unwrap();
    let received = received(&datadog);
    assert_eq!(received.len(), 3);
    for (headers, run) in received.iter().zip(["2", "1", "1"]) {
        assert_eq!(headers["x-team"], "web");
        assert_eq!(headers["user-agent"], "rollout/1");
        assert_eq!(headers["x-run"], run);
        assert_eq!(headers["dd-api-key"], API_KEY);
        assert_eq!(headers["dd-application-key"], APP_KEY);
        assert_eq!(headers["content-type"], "application/json");
    }
}

#[tokio::test]
async fn no_extra_header_takes_the_place_of_a_key() {
    let datadog = simulator().await;
    for name in ["dd-api-key", "dd-application-key", "host", "content-length"] {
        let extra = || headers(&[(name, "7")]);
        let error = builder(datadog.base_url())
            .headers(extra())
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let client = builder(datadog.base_url()).build().unwrap();
        let create = client.create_account(STATUSPAGE_KEY).headers(extra());
        let error = create.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.to_string(),
            format!("the header {name} is set by the client itself; remove it")
        );
    }
    assert!(datadog.requests().is_empty());
}

#[tokio::test]
async fn a_sensitive_header_is_masked_like_a_key() {
    let token = "t0ken-0123456789";
    let echo = Fault::status(403).body(format!(r#"{{"errors":["who is {token}?"]}}"#));
    let datadog = Simulator::builder()
        .faults([echo.clone(), echo])
        .start()
        .await
        .unwrap();
    let mut value = HeaderValue::from_static(token);
    value.set_sensitive(true);
    let extra = HeaderMap::from_iter([(HeaderName::from_static("x-gateway"), value)]);
    let builder = builder(datadog.base_url()).headers(extra);
    assert!(!format!("{builder:?}").contains(token));
    let client = builder.build().unwrap();
    assert!(!format!("{client:?}").contains(token));
    let of_one = client.account().get().await.unwrap_err();
    let of_several = client.account().ensure(STATUSPAGE_KEY).await.unwrap_err();
    for error in [of_one, of_several] {
        assert_eq!(error.messages(), ["who is *****?"]);
        assert!(!format!("{error} {error:?}").contains(token));
    }
    assert_eq!(received(&datadog)[1]["x-gateway"], token);
}

#[tokio::test]
async fn a_success_can_be_had_with_the_answer_that_said_so() {
    let faults = [Fault::status(503).header("x-request-id", "first")];
    let datadog = Simulator::builder().faults(faults).start().await.unwrap();
    let client = builder(datadog.base_url()).build().unwrap();
    let create = client.create_account(STATUSPAGE_KEY).with_response();
    let answer = create.await.unwrap();
    assert_eq!(answer.status().unwrap(), 201);
    assert_eq!(answer.headers()["content-type"], "application/json");
    let other = answer.headers().get("x-request-id");
    assert_eq!(other, None, "it was another attempt's");
    assert!(answer.headers().len() > 1);
    let body: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
    assert_eq!(body["data"]["type"], "statuspage-account");
    assert_eq!(answer.attempts().len(), 2);
    let shown = format!("{answer:?}");
    assert!(
        shown.contains("bytes>") && !shown.contains("application/json"),
        "{shown}"
    );
    assert_eq!(answer.into_value().masked_api_key(), Some("*****"));
}

#[tokio::test]
async fn of_several_requests_the_last_answer_is_had() {
    let datadog = simulator().await;
    let client = builder(datadog.base_url()).build().unwrap();
    let settings = client.url_settings();
    let ensure = || {
        let tags = Tags::new(["team:web"]).unwrap();
        settings.ensure(PAGE, tags).with_response()
    };
    assert_eq!(ensure().await.unwrap().status().unwrap(), 201);
    assert_eq!(ensure().await.unwrap().status().unwrap(), 200);
    let nothing = client.sync(&Desired::new()).with_response().await.unwrap();
    assert_eq!(nothing.status(), None);
    assert_eq!(nothing.headers().len(), 0);
    assert_eq!(nothing.body(), b"");
}

#[tokio::test]
async fn an_error_keeps_its_settings_with_a_raw_response_asked_for() {
    let datadog = simulator().await;
    let client = builder(datadog.base_url()).build().unwrap();
    let call = client.account().get().with_response();
    let call = call.headers(headers(&[("x-late", "1")]));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(received(&datadog)[0]["x-late"], "1");
}

/// A program's own interface to Datadog, as its author would write it.
trait Statuspage: Sync {
    fn create_account(&self, key: Secret) -> impl Future<Output = Result<Account, Error>> + Send;
}

impl Statuspage for Client {
    async fn create_account(&self, key: Secret) -> Result<Account, Error> {
        self.create_account(key).await
    }
}

struct Fake(fn() -> Result<Account, Error>);

impl Statuspage for Fake {
    async fn create_account(&self, _: Secret) -> Result<Account, Error> {
        (self.0)()
    }
}

async fn announce(datadog: &impl Statuspage) -> &'static str {
    match datadog.create_account(STATUSPAGE_KEY.into()).await {
        Ok(_) => "created",
        Err(error) if error.outcome() == Outcome::Unknown => "look first",
        Err(_) => "failed",
    }
}

#[tokio::test]
async fn a_client_behind_a_trait_can_be_mocked() {
    assert_eq!(
        announce(&Fake(|| Ok(Account::new(Some("*****".to_owned()))))).await,
        "created"
    );
    let unknown = Fake(|| Err(Error::fake(ErrorKind::Timeout, Outcome::Unknown)));
    assert_eq!(announce(&unknown).await, "look first");
    let datadog = simulator().await;
    let client = builder(datadog.base_url()).build().unwrap();
    assert_eq!(announce(&client).await, "created");
    assert_eq!(announce(&client).await, "failed");
}

#[test]
fn every_result_of_a_call_can_be_created_for_tests() {
    let tags = Tags::new(["team:web"]).unwrap();
    let setting = UrlSetting::new("1".parse().unwrap(), PAGE, &tags);
    assert_eq!((setting.url(), setting.tags()), (Some(PAGE), Some(tags)));
    assert!(setting.confirmed() && !setting.clone().unconfirmed().confirmed());
    let settings: UrlSettings = [setting].into_iter().collect();
    assert_eq!(settings.len(), 1);
    assert!(Deletion::new(true).confirmed());
    assert!(!SyncReport::from_iter([Change::CreateAccount]).is_empty());
    let plan = Plan::from_iter([Change::CreateAccount]);
    assert_eq!(plan.changes(), [Change::CreateAccount]);
    let response = Response::new(
        7,
        StatusCode::ACCEPTED,
        headers(&[("x-request-id", "8")]),
        "{}",
    );
    assert_eq!(response.status(), Some(StatusCode::ACCEPTED));
    assert_eq!(response.headers()["x-request-id"], "8");
    assert_eq!((response.value(), response.body()), (&7, &b"{}"[..]));
    let limited = Error::fake(ErrorKind::TooManyRequests, Outcome::NotApplied);
    assert_eq!(limited.status(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(Account::new(None).masked_api_key(), None);
}

#[tokio::test]
async fn a_plan_that_holds_no_key_creates_no_account() {
    let datadog = simulator().await;
    let client = builder(datadog.base_url()).build().unwrap();
    let plan = Plan::from_iter([Change::CreateAccount]);
    let error = client.apply(plan).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(datadog.requests().is_empty());
}

#[test]
fn clients_calls_and_errors_go_from_thread_to_thread() {
    fn goes<T: Send + Sync + 'static>() {}
    fn is_sent<T: Send + 'static>() {}
    goes::<Client>();
    goes::<Error>();
    is_sent::<datadog_statuspage::CallFuture<Account>>();
    is_sent::<datadog_statuspage::Call<Account>>();
    let boxed: Box<dyn std::error::Error + Send + Sync> =
        Error::fake(ErrorKind::Config, Outcome::NotApplied).into();
    assert!(boxed.downcast::<Error>().is_ok());
}

#[tokio::test]
async fn a_hook_adds_headers_to_each_attempt_and_never_takes_the_place_of_a_key() {
    let faults = [Fault::status(503), Fault::status(503)];
    let datadog = Simulator::builder().faults(faults).start().await.unwrap();
    let count = std::sync::atomic::AtomicUsize::new(0);
    let client = builder(datadog.base_url())
        .headers(headers(&[("x-team", "the client's")]))
        .on_attempt(move |headers| {
            let number = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            headers.insert("traceparent", HeaderValue::from(number));
            for name in ["x-team", "dd-api-key", "content-length", "host"] {
                headers.insert(name, HeaderValue::from_static("the hook's"));
            }
        })
        .build()
        .unwrap();
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let received = received(&datadog);
    assert_eq!(received.len(), 3);
    for (number, headers) in received.iter().enumerate() {
        assert_eq!(headers["traceparent"], number.to_string());
        assert_eq!(headers["x-team"], "the client's");
        assert_eq!(headers["dd-api-key"], crate::support::API_KEY);
        assert!(!format!("{headers:?}").contains("the hook's"));
    }
}
