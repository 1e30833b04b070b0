//! Calls from code that isn't async.

use std::time::Duration;

use datadog_statuspage::{
    Client, Desired, Ensured, ErrorKind, Outcome, RetryPolicy, Tags, UrlSettingChange,
};
use datadog_statuspage_testing::{Fault, Simulator};

use crate::support::{STATUSPAGE_KEY, builder, ends_as};

fn simulator(faults: impl IntoIterator<Item = Fault>) -> Simulator {
    Simulator::builder()
        .faults(faults)
        .start_blocking()
        .unwrap()
}

fn client(datadog: &Simulator) -> Client {
    builder(datadog.base_url()).build().unwrap()
}

#[test]
fn every_call_can_be_sent_so() {
    let datadog = simulator([]);
    let client = client(&datadog);
    client
        .create_account(STATUSPAGE_KEY)
        .send_blocking()
        .unwrap();
    let again = client
        .create_account(STATUSPAGE_KEY)
        .send_blocking()
        .unwrap_err();
    assert_eq!(again.kind(), ErrorKind::Conflict);
    let account = client.account();
    account.update("another-key").send_blocking().unwrap();
    assert!(
        account
            .get()
            .send_blocking()
            .unwrap()
            .masked_api_key()
            .is_some()
    );
    assert!(account.delete().send_blocking().unwrap().confirmed());
    let ensured = account.ensure(STATUSPAGE_KEY).send_blocking().unwrap();
    assert!(matches!(ensured, Ensured::Created(_)));

    let (page, tags) = ("https://example.statuspage.io", |tag: &str| {
        Tags::new([tag]).unwrap()
    });
    let settings = client.url_settings();
    let created = settings.create(page, tags("a:b")).send_blocking().unwrap();
    let change = UrlSettingChange::default().tags(tags("c:d"));
    let updated = settings
        .update(created.id(), change)
        .send_blocking()
        .unwrap();
    assert_eq!(updated.tags(), Some(tags("c:d")));
    settings.ensure(page, tags("e:f")).send_blocking().unwrap();
    assert_eq!(settings.list().send_blocking().unwrap().len(), 1);
    settings.delete(created.id()).send_blocking().unwrap();

    let desired = Desired::new().url_setting(page, tags("g:h"));
    let plan = client.plan(&desired).send_blocking().unwrap();
    assert_eq!(plan.changes().len(), 1);
    assert_eq!(
        client.apply(plan).send_blocking().unwrap().changes().len(),
        1
    );
    assert!(client.sync(&desired).send_blocking().unwrap().is_empty());
}

#[test]
fn a_call_has_its_own_settings() {
    let datadog = simulator([Fault::status(503), Fault::stall(), Fault::stall()]);
    let client = client(&datadog);
    let call = client.account().get().retry_policy(RetryPolicy::disabled());
    assert_eq!(call.send_blocking().unwrap_err().attempts().len(), 1);
    let call = client.account().get().retry_policy(RetryPolicy::disabled());
    let error = call
        .attempt_timeout(Duration::from_millis(50))
        .send_blocking();
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    let error = client.account().get().timeout(Duration::from_millis(50));
    assert_eq!(
        error.send_blocking().unwrap_err().kind(),
        ErrorKind::Timeout
    );
    let headers = [("x-run", "7")].map(|(name, value)| {
        let name: reqwest::header::HeaderName = name.parse().unwrap();
        (name, value.parse().unwrap())
    });
    let list = client
        .url_settings()
        .list()
        .headers(headers.into_iter().collect());
    assert_eq!(
        list.with_response()
            .send_blocking()
            .unwrap()
            .status()
            .unwrap(),
        200
    );
    assert_eq!(datadog.requests().last().unwrap().headers()["x-run"], "7");
}

#[test]
fn it_works_on_any_thread_of_a_runtime() {
    let datadog = simulator([]);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let ensure = |client: &Client| client.account().ensure(STATUSPAGE_KEY).send_blocking();
    let client = client(&datadog);
    runtime.block_on(async {
        ensure(&client).unwrap();
        let on_its_own = client.clone();
        tokio::task::spawn_blocking(move || ensure(&on_its_own))
            .await
            .unwrap()
            .unwrap();
        let in_place = client.clone();
        tokio::task::spawn(async move { tokio::task::block_in_place(|| ensure(&in_place)) })
            .await
            .unwrap()
            .unwrap();
    });
    let entered = runtime.enter();
    ensure(&client).unwrap();
    drop(entered);
    // The last clone may be dropped where waiting for a runtime would panic.
    runtime.block_on(async move { drop(client) });
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
                    .send_blocking()
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
        let list = client.url_settings().list().with_response();
        let list = list.send_blocking().unwrap();
        assert_eq!(list.attempts().len(), 1);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_panic_of_a_hook_is_the_callers_and_says_nothing_of_the_call() {
    let datadog = simulator([]);
    let client = builder(datadog.base_url())
        .on_attempt(|_| panic!("the hook"))
        .build()
        .unwrap();
    let call = std::panic::AssertUnwindSafe(|| client.account().get().send_blocking());
    let payload = std::panic::catch_unwind(call).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"the hook"));
}

#[test]
fn a_blocking_call_of_a_hook_is_refused_and_not_waited_for() {
    let datadog = simulator([]);
    let inner = builder(datadog.base_url()).build().unwrap();
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let noted = std::sync::Arc::clone(&seen);
    let client = builder(datadog.base_url())
        .on_attempt(move |_| {
            let error = inner.account().get().send_blocking().unwrap_err();
            noted.lock().unwrap().push(error.kind());
        })
        .build()
        .unwrap();
    client
        .account()
        .ensure(STATUSPAGE_KEY)
        .send_blocking()
        .unwrap();
    assert_eq!(*seen.lock().unwrap(), [ErrorKind::Config]);
}

/// Takes six seconds, which is the limit under test.
#[test]
fn a_hook_that_holds_its_thread_up_is_waited_for_five_seconds_past_the_timeout() {
    let datadog = simulator([]);
    let client = builder(datadog.base_url())
        .on_attempt(|_| std::thread::sleep(Duration::from_secs(30)))
        .timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    let start = std::time::Instant::now();
    let error = client.account().delete().send_blocking().unwrap_err();
    let waited = start.elapsed().as_secs();
    assert!((6..15).contains(&waited), "{waited} s");
    ends_as(&error, ErrorKind::Timeout, Outcome::Unknown);
    assert!(error.to_string().contains("did not end in time"), "{error}");
}
