//! Syncing a desired state: what is changed, what is not, and what is reported.

use std::time::Duration;

use datadog_statuspage::{Client, Credentials, Desired, ErrorKind, Outcome, RetryPolicy};
use datadog_statuspage_testing::Fault;
use expect_test::expect;

use crate::fixtures::{
    PAGE, desired, error, in_turn, list_of, listed, one, setting_body, stored, tags,
    three_settings, writes,
};
use crate::raw_server::RawServer;
use crate::support::{STATUSPAGE_KEY, builder, ends_as, once, simulator, timeless, together};

#[tokio::test]
async fn a_second_run_has_nothing_to_do() {
    for prune in [false, true] {
        let datadog = three_settings().await;
        let client = once(datadog.base_url());
        let desired = desired().prune(prune);
        let synced = client.sync(&desired).await.unwrap();
        assert_eq!(synced.changes().len(), if prune { 4 } else { 3 });
        assert_eq!(datadog.account().unwrap().expose(), STATUSPAGE_KEY);
        let mut left: Vec<_> = datadog
            .url_settings()
            .into_iter()
            .map(|setting| (setting.url, setting.custom_tags))
            .collect();
        left.sort();
        let mut expected = vec![
            (
                "https://example.statuspage.io".to_owned(),
                "team:web,env:prod".to_owned(),
            ),
            (
                "https://new.statuspage.io".to_owned(),
                "team:web".to_owned(),
            ),
            ("https://same.statuspage.io".to_owned(), "a,b".to_owned()),
        ];
        if !prune {
            expected.insert(
                2,
                (
                    "https://old.statuspage.io".to_owned(),
                    "team:web".to_owned(),
                ),
            );
        }
        assert_eq!(left, expected);
        let before = writes(&datadog);
        assert_eq!(before, synced.changes().len());
        let again = client.sync(&desired).with_response().await.unwrap();
        assert!(again.value().is_empty());
        assert_eq!(again.value().to_string(), "nothing to do");
        assert_eq!((writes(&datadog), again.attempts().len()), (before, 2));
    }
}

#[tokio::test]
async fn a_report_reads_like_the_plan() {
    let datadog = three_settings().await;
    let synced = once(datadog.base_url())
        .sync(&desired().prune(true))
        .await
        .unwrap();
    expect![[r#"
        + account
        + https://new.statuspage.io  team:web
        ~ https://example.statuspage.io  team:web -> team:web,env:prod
        - https://old.statuspage.io  team:web
        2 created, 1 updated, 1 deleted"#]]
    .assert_eq(&synced.to_string());
    assert_eq!((synced.is_empty(), synced.unreadable()), (false, 0));
}

#[tokio::test]
async fn the_key_of_an_account_that_is_there_is_replaced_only_when_asked() {
    let datadog = simulator().await;
    datadog.set_account(Some("theirs".into()));
    let client = once(datadog.base_url());
    let desired = Desired::new().account("ours");
    assert!(client.sync(&desired).await.unwrap().is_empty());
    assert_eq!(datadog.account().unwrap().expose(), "theirs");
    for _ in 0..2 {
        let synced = client
            .sync(&desired.clone().replace_key(true))
            .await
            .unwrap();
        assert_eq!(synced.to_string(), "~ account  the key\n1 updated");
        assert_eq!(datadog.account().unwrap().expose(), "ours");
    }
}

#[tokio::test]
async fn a_setting_stored_differently_than_sent_is_no_success() {
    let page = "https://a.statuspage.io";
    let answers = [
        listed(&[("1", page, "team:web")]),
        one("200 OK", "1", page, "team:web"),
    ];
    let server = in_turn(answers).await;
    let desired = Desired::new().url_setting(page, tags("Team:Web"));
    let error = once(server.base_url()).sync(&desired).await.unwrap_err();
    ends_as(&error, ErrorKind::Conflict, Outcome::Unknown);
    assert_eq!(error.operation(), Some("sync"));
    expect!["127.0.0.1 did not reach the requested state, because it stores the tags of https://a.statuspage.io differently: sent Team:Web, found team:web, as part of retagging https://a.statuspage.io after 3 attempts over TIME; some changes were applied; request the tags as Datadog stores them"]
        .assert_eq(&timeless(&error, &server.base_url()));
}

#[tokio::test]
async fn a_sync_survives_an_outage() {
    let faults = [
        "502",
        "commit-then-502",
        "reset",
        "commit-then-reset",
        "429",
        "commit-then-cut",
    ];
    together(faults.map(|fault| async move {
        let datadog = three_settings().await;
        let harmless = Fault::status(429);
        let outage = fault.parse::<Fault>().unwrap();
        datadog.add_faults([outage.clone(), harmless, outage.clone(), outage]);
        let retry = RetryPolicy::default().max_attempts(6);
        let client = builder(datadog.base_url())
            .retry_policy(retry)
            .build()
            .unwrap();
        client.sync(&desired().prune(true)).await.unwrap();
        assert!(
            client
                .sync(&desired().prune(true))
                .await
                .unwrap()
                .is_empty(),
            "{fault}"
        );
        assert_eq!(datadog.url_settings().len(), 3, "{fault}");
    }))
    .await;
}

#[tokio::test]
async fn the_key_is_masked_in_the_answer_to_any_request() {
    let datadog = simulator().await;
    let said = format!(r#"{{"errors":["the key {STATUSPAGE_KEY} was revoked"]}}"#);
    let client = once(datadog.base_url());
    datadog.set_url_settings([stored("1", PAGE, "a")]);
    let wanted = Desired::new().account(STATUSPAGE_KEY);
    let both = wanted.clone().url_setting(PAGE, tags("b"));
    let plan = client.plan(&both).await.unwrap();
    for _ in 0..4 {
        datadog.add_faults([Fault::status(400).body(said.clone())]);
    }
    let errors = [
        client.sync(&wanted).await.unwrap_err(),
        client.plan(&wanted).await.unwrap_err(),
        client.apply(plan).await.unwrap_err(),
        client.account().ensure(STATUSPAGE_KEY).await.unwrap_err(),
    ];
    for error in errors {
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("the key ***** was revoked") && !shown.contains(STATUSPAGE_KEY),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_list_that_lags_behind_is_waited_for() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let wanted = Desired::new().url_setting(PAGE, tags("a"));
    let stale = list_of(&datadog);
    let created = Fault::status(201).body(setting_body("9", PAGE, "a"));
    // Nothing, created, still nothing, and then what the simulator holds.
    datadog.add_faults([stale.clone(), created, stale]);
    datadog.set_url_settings([stored("9", PAGE, "a")]);
    let synced = client.sync(&wanted).with_response().await.unwrap();
    assert_eq!(synced.value().changes().len(), 1);
    assert_eq!(synced.attempts().len(), 4);
    assert!(synced.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_page_stored_under_another_url_is_not_pruned() {
    let wanted = Desired::new()
        .url_setting("https://p.statuspage.io", tags("a"))
        .prune(true);
    let list = listed(&[("7", "https://p.statuspage.io/x", "a")]);
    let created = one("201 Created", "7", "https://p.statuspage.io", "a");
    let later = [list, error("409 Conflict")].into_iter().cycle().take(60);
    let server = RawServer::start([listed(&[]), created].into_iter().chain(later)).await;
    let client = once(server.base_url());
    assert!(
        client
            .sync(&wanted)
            .timeout(Duration::from_secs(3))
            .await
            .is_err()
    );
    let received = server.received();
    assert!(
        !received.iter().any(|request| request.starts_with("DELETE")),
        "{received:?}"
    );
}

#[tokio::test]
async fn short_keys_leave_data_as_it_is() {
    let datadog = simulator().await;
    datadog.set_url_settings([stored("21", "https://app.statuspage.io", "2")]);
    let credentials = Credentials::keys("2", "app").unwrap();
    let client = Client::builder(credentials)
        .base_url(datadog.base_url())
        .build()
        .unwrap();
    let wanted = Desired::new()
        .url_setting("https://app.statuspage.io", tags("2"))
        .prune(true);
    assert!(client.sync(&wanted).await.unwrap().is_empty());
    assert_eq!(
        client
            .sync(&Desired::new().prune(true).allow_deleting_every_page(true))
            .await
            .unwrap()
            .changes()
            .len(),
        1
    );
}
