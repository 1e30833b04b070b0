//! The client for code that isn't async.

use std::time::Duration;

use datadog_statuspage::blocking::Client;
use datadog_statuspage::{
    Credentials, Desired, EnsuredAccount, ErrorKind, Outcome, RetryPolicy, Site, Tags,
    UrlSettingChange,
};
use datadog_statuspage_testing::{Fault, Simulator};

use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, builder};

fn simulator(faults: impl IntoIterator<Item = Fault>) -> Simulator {
    Simulator::builder()
        .faults(faults)
        .start_blocking()
        .unwrap()
}

fn client(datadog: &Simulator) -> Client {
    builder(datadog.base_url()).build_blocking().unwrap()
}

#[test]
fn it_does_all_that_the_async_client_does() {
    let datadog = simulator([]);
    let client = client(&datadog);
    assert_eq!(client.base_url(), datadog.base_url());
    assert_eq!(client.site(), None);
    client.create_account(STATUSPAGE_KEY).send().unwrap();
    let again = client.create_account(STATUSPAGE_KEY).send().unwrap_err();
    assert_eq!(again.kind(), ErrorKind::Conflict);
    let account = client.account();
    account.update("another-key").send().unwrap();
    assert!(account.get().send().unwrap().masked_api_key().is_some());
    assert!(account.delete().send().unwrap().confirmed());
    let ensured = account.ensure(STATUSPAGE_KEY).send().unwrap();
    assert!(matches!(ensured, EnsuredAccount::Created(_)));

    let (page, tags) = ("https://example.statuspage.io", |tag: &str| {
        Tags::new([tag]).unwrap()
    });
    let settings = client.url_settings();
    let created = settings.create(page, tags("a:b")).send().unwrap();
    let change = UrlSettingChange::default().tags(tags("c:d"));
    let updated = settings.update(created.id(), change).send().unwrap();
    assert_eq!(updated.tags(), Some(tags("c:d")));
    settings.ensure(page, tags("e:f")).send().unwrap();
    assert_eq!(settings.list().send().unwrap().len(), 1);
    settings.delete(created.id()).send().unwrap();

    let desired = Desired::new().url_setting(page, tags("g:h"));
    let plan = client.plan(&desired).send().unwrap();
    assert_eq!(plan.changes().len(), 1);
    assert_eq!(client.apply(plan).send().unwrap().changes().len(), 1);
    assert!(client.sync(&desired).send().unwrap().is_empty());
}

#[test]
fn a_call_has_settings_of_its_own() {
    let datadog = simulator([Fault::status(503), Fault::stall(), Fault::stall()]);
    let client = client(&datadog);
    let call = client.account().get().retry(RetryPolicy::none());
    assert_eq!(call.send().unwrap_err().attempts().len(), 1);
    let call = client.account().get().retry(RetryPolicy::none());
    let error = call.attempt_timeout(Duration::from_millis(50)).send();
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    let error = client.account().get().deadline(Duration::from_millis(50));
    assert_eq!(error.send().unwrap_err().kind(), ErrorKind::Timeout);
    let headers = [("x-run", "7")].map(|(name, value)| {
        let name: reqwest::header::HeaderName = name.parse().unwrap();
        (name, value.parse().unwrap())
    });
    let list = client
        .url_settings()
        .list()
        .headers(headers.into_iter().collect());
    assert_eq!(
        list.with_raw_response().send().unwrap().status().unwrap(),
        200
    );
    assert_eq!(datadog.requests().last().unwrap().headers()["x-run"], "7");
}

#[test]
fn inside_of_a_runtime_it_refuses_politely() {
    let datadog = simulator([]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(async {
        let client = client(&datadog);
        client.create_account(STATUSPAGE_KEY).send().unwrap_err()
        // And the client is dropped there, which must not panic.
    });
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(error.outcome(), Outcome::NotApplied);
    assert_eq!(
        error.to_string(),
        "a blocking call inside of a Tokio runtime would hold up its thread; \
         use datadog_statuspage::Client there, and await it"
    );
    assert!(datadog.requests().is_empty());
}

#[test]
fn threads_share_a_client() {
    let datadog = simulator([]);
    let client = client(&datadog);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                client
                    .clone()
                    .account()
                    .ensure(STATUSPAGE_KEY)
                    .send()
                    .unwrap()
            });
        }
    });
    assert!(datadog.account().is_some());
}

#[test]
fn its_connections_outlive_a_pause() {
    let datadog = simulator([]);
    let client = client(&datadog);
    for _ in 0..3 {
        let list = client.url_settings().list().send().unwrap();
        assert_eq!(list.attempts().len(), 1);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn it_can_be_made_for_a_site() {
    let credentials = Credentials::new(API_KEY, APP_KEY).unwrap();
    let client = Client::new(Site::Eu1, credentials).unwrap();
    assert_eq!(client.site(), Some(Site::Eu1));
    assert!(!format!("{client:?} {:?}", client.account().get()).contains(API_KEY));
}
