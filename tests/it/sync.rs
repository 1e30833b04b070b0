//! A whole desired state: the plan, and what becomes of it.

use datadog_statuspage::{Change, Desired, ErrorKind, Outcome, RetryPolicy, Tags};
use datadog_statuspage_testing::{Fault, Simulator, StoredUrlSetting};
use expect_test::expect;

use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, once, simulator, timeless};

fn tags(text: &str) -> Tags {
    text.parse().unwrap()
}

fn stored(id: &str, url: &str, tags: &str) -> StoredUrlSetting {
    StoredUrlSetting {
        id: id.to_owned(),
        url: url.to_owned(),
        custom_tags: tags.to_owned(),
    }
}

async fn stocked() -> Simulator {
    let datadog = simulator().await;
    datadog.set_url_settings([
        stored("1", "https://old.statuspage.io", "team:web"),
        stored("2", "https://example.statuspage.io", "team:web"),
        stored("3", "https://same.statuspage.io", "a,b"),
    ]);
    datadog
}

/// An answer that lists what is there, for one request among faulty ones.
fn list_of(datadog: &Simulator) -> Fault {
    let settings: Vec<_> = datadog
        .url_settings()
        .iter()
        .map(|setting| {
            let attributes = format!(
                r#"{{"url":"{}","custom_tags":"{}"}}"#,
                setting.url, setting.custom_tags
            );
            format!(
                r#"{{"id":"{}","type":"statuspage-url-setting","attributes":{attributes}}}"#,
                setting.id
            )
        })
        .collect();
    Fault::status(200).body(format!(r#"{{"data":[{}]}}"#, settings.join(",")))
}

fn desired() -> Desired {
    Desired::new()
        .account(STATUSPAGE_KEY)
        .url_setting("https://example.statuspage.io", tags("team:web,env:prod"))
        .url_setting("https://same.statuspage.io/", tags("b,a"))
        .url_setting("https://new.statuspage.io", tags("team:web"))
}

fn writes(datadog: &Simulator) -> usize {
    let requests = datadog.requests();
    requests
        .iter()
        .filter(|request| request.method() != "GET")
        .count()
}

#[tokio::test]
async fn a_plan_is_a_diff_and_changes_nothing() {
    let datadog = stocked().await;
    let client = once(datadog.base_url());
    let plan = client.plan(&desired().prune(true)).await.unwrap();
    expect![[r#"
        + account
        + https://new.statuspage.io  team:web
        ~ https://example.statuspage.io  team:web -> team:web,env:prod
        - https://old.statuspage.io  team:web
        2 to create, 1 to update, 1 to delete"#]]
    .assert_eq(&plan.to_string());
    assert_eq!(
        (
            plan.creates().count(),
            plan.updates().count(),
            plan.deletes().count()
        ),
        (2, 1, 1)
    );
    assert_eq!((plan.changes().len(), plan.is_empty()), (4, false));
    assert!(
        matches!(plan.deletes().next(), Some(Change::DeleteUrlSetting(setting)) if setting.id().as_str() == "1")
    );
    assert_eq!((datadog.requests().len(), writes(&datadog)), (2, 0));
    assert!(!format!("{plan:?} {:?}", desired()).contains(STATUSPAGE_KEY));

    // What isn't mentioned is not even looked at.
    let account = client.plan(&Desired::new().account("k")).await.unwrap();
    assert_eq!(account.to_string(), "+ account\n1 to create");
    assert_eq!(datadog.requests().len(), 3);
    let nothing = client.plan(&Desired::new()).await.unwrap();
    assert_eq!(nothing.to_string(), "nothing to do");
    assert_eq!(datadog.requests().len(), 3);
}

#[tokio::test]
async fn a_second_run_has_nothing_to_do() {
    for prune in [false, true] {
        let datadog = stocked().await;
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
async fn what_was_done_is_told_like_the_plan() {
    let datadog = stocked().await;
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
    assert!(!synced.is_empty());
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
async fn an_account_that_appears_or_vanishes_after_the_plan_is_dealt_with() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let keep = Desired::new().account("ours");
    let replace = keep.clone().replace_key(true);

    let plans = [
        client.plan(&keep).await.unwrap(),
        client.plan(&replace).await.unwrap(),
    ];
    let [plan, replacing] = plans;
    datadog.set_account(Some("theirs".into()));
    assert!(client.apply(plan).await.unwrap().is_empty());
    assert_eq!(datadog.account().unwrap().expose(), "theirs");
    let applied = client.apply(replacing).await.unwrap();
    assert_eq!(applied.to_string(), "~ account  the key\n1 updated");
    assert_eq!(datadog.account().unwrap().expose(), "ours");

    let plan = client.plan(&replace).await.unwrap();
    datadog.set_account(None);
    let applied = client.apply(plan).await.unwrap();
    assert_eq!(applied.to_string(), "+ account\n1 created");

    datadog.set_account(None);
    datadog.add_faults(["404", "commit-then-502"].map(|fault| fault.parse::<Fault>().unwrap()));
    let synced = builder(datadog.base_url())
        .build()
        .unwrap()
        .sync(&keep)
        .await
        .unwrap();
    assert_eq!(synced.to_string(), "+ account\n1 created");
}

#[tokio::test]
async fn a_plan_is_applied_as_it_was_made() {
    let datadog = stocked().await;
    let client = once(datadog.base_url());
    let plan = client.plan(&desired().prune(true)).await.unwrap();
    // Meanwhile: one is deleted already, one appears with other tags, and one that nobody planned.
    datadog.set_url_settings([
        stored("2", "https://example.statuspage.io", "team:web"),
        stored("3", "https://same.statuspage.io", "a,b"),
        stored("4", "https://new.statuspage.io", "team:other"),
        stored("5", "https://unplanned.statuspage.io", "c"),
    ]);
    let applied = client.apply(plan).await.unwrap();
    expect![[r#"
        + account
        ~ https://new.statuspage.io  team:web
        ~ https://example.statuspage.io  team:web -> team:web,env:prod
        1 created, 2 updated"#]]
    .assert_eq(&applied.to_string());
    assert_eq!(datadog.url_settings().len(), 4);
    // Nor does it change what has become as desired.
    let plan = client
        .plan(&Desired::new().url_setting("https://x.statuspage.io", tags("a")))
        .await
        .unwrap();
    datadog.set_url_settings([stored("9", "https://x.statuspage.io", "a")]);
    assert!(client.apply(plan).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_says_at_which_change_and_whether_anything_is_done() {
    let datadog = stocked().await;
    let client = once(datadog.base_url());
    let plan = client.plan(&desired()).await.unwrap();
    datadog.add_faults([list_of(&datadog), Fault::status(403)]);
    let error = client.apply(plan.clone()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Forbidden, Outcome::NotApplied)
    );
    expect!["127.0.0.1 answered 403 Forbidden, on creating the account in the course of 2 attempts over TIME; nothing was changed; check that both keys are right, are of this site, and have the permission that the call needs"]
        .assert_eq(&timeless(&error, &datadog.base_url()));

    let created = r#"{"data":{"type":"statuspage-account","attributes":{}}}"#;
    datadog.add_faults([
        list_of(&datadog),
        Fault::status(201).body(created),
        Fault::status(400),
    ]);
    let error = client.apply(plan).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::BadRequest, Outcome::Unknown)
    );
    expect!["127.0.0.1 answered 400 Bad Request, on watching https://new.statuspage.io in the course of 3 attempts over TIME; Datadog said yes to some of what was asked for; run it again, which changes only what isn't as asked for"]
        .assert_eq(&timeless(&error, &datadog.base_url()));
}

#[tokio::test]
async fn a_lost_deletion_counts_as_something_that_may_be_done() {
    let datadog = stocked().await;
    datadog.set_account(Some("k".into()));
    let client = builder(datadog.base_url()).build().unwrap();
    let plan = client.plan(&Desired::new().prune(true)).await.unwrap();
    assert_eq!(plan.deletes().count(), 3);
    let faults = ["commit-then-502", "404", "400"].map(|fault| fault.parse::<Fault>().unwrap());
    datadog.add_faults([list_of(&datadog)].into_iter().chain(faults));
    let error = client.apply(plan).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::BadRequest, Outcome::Unknown)
    );
    assert!(
        error
            .to_string()
            .contains("attempt 2 (502 Bad Gateway) may have been carried out"),
        "{error}"
    );
}

#[tokio::test]
async fn what_datadog_keeps_otherwise_than_it_was_sent_is_no_success() {
    let list = |tags: &str| {
        let attributes = format!(r#"{{"url":"https://a.statuspage.io","custom_tags":"{tags}"}}"#);
        let setting =
            format!(r#"{{"id":"1","type":"statuspage-url-setting","attributes":{attributes}}}"#);
        (
            json("200 OK", "", &format!(r#"{{"data":[{setting}]}}"#)),
            json("200 OK", "", &format!(r#"{{"data":{setting}}}"#)),
        )
    };
    let (listed, updated) = list("team:web");
    let server = RawServer::start([listed, updated].into_iter().cycle().take(100)).await;
    let desired = Desired::new().url_setting("https://a.statuspage.io", tags("Team:Web"));
    let error = once(server.base_url()).sync(&desired).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Conflict, Outcome::Unknown)
    );
    expect!["what was asked of 127.0.0.1 did not come about, as Datadog's answer shows the page https://a.statuspage.io with the tags team:web, on retagging https://a.statuspage.io in the course of 8 attempts over TIME; Datadog said yes to some of what was asked for; run it again, which changes only what isn't as asked for"]
        .assert_eq(&timeless(&error, &server.base_url()));
}

#[tokio::test]
async fn a_setting_that_shows_no_page_is_never_pruned() {
    let list = r#"{"data":[{"id":"1","type":"statuspage-url-setting","attributes":{"custom_tags":"a"}},
        {"id":"2","type":"statuspage-url-setting","attributes":{"url":"https://x.statuspage.io"}}]}"#;
    let server = RawServer::start([json("200 OK", "", list)]).await;
    let plan = once(server.base_url())
        .plan(&Desired::new().prune(true))
        .await
        .unwrap();
    assert_eq!(plan.to_string(), "- https://x.statuspage.io\n1 to delete");
}

#[tokio::test]
async fn what_a_server_says_can_not_forge_a_line_of_the_diff() {
    let list = r#"{"data":[{"id":"1","type":"statuspage-url-setting","attributes":
        {"url":"https://x.statuspage.io\n+ account\u001b[2J","custom_tags":"a\u202eb\r\n"}}]}"#;
    let server = RawServer::start([json("200 OK", "", list)]).await;
    let plan = once(server.base_url())
        .plan(&Desired::new().prune(true))
        .await
        .unwrap();
    assert_eq!(
        plan.to_string(),
        "- https://x.statuspage.io + account [2J  a b\n1 to delete"
    );
}

#[tokio::test]
async fn what_can_not_be_is_refused_before_anything_is_sent() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let page = "https://a.statuspage.io";
    for (desired, why) in [
        (
            Desired::new().account(""),
            "the Statuspage API key is empty",
        ),
        (
            Desired::new().url_setting("a.statuspage.io", tags("a")),
            "a.statuspage.io: the page's URL can't be read",
        ),
        (
            Desired::new()
                .url_setting(page, tags("a"))
                .url_setting("https://A.statuspage.io/", tags("b")),
            "is to be watched with the tags a and with the tags b",
        ),
    ] {
        let planned = client.plan(&desired).await.unwrap_err();
        let synced = client.sync(&desired).await.unwrap_err();
        assert_eq!(
            (planned.kind(), synced.kind()),
            (ErrorKind::Config, ErrorKind::Config)
        );
        assert!(synced.to_string().contains(why), "{synced}");
    }
    assert!(datadog.requests().is_empty());
    let twice = Desired::new()
        .url_setting(page, tags("a,b"))
        .url_setting(page, tags("b,a"));
    assert_eq!(client.plan(&twice).await.unwrap().changes().len(), 1);
}

#[tokio::test]
async fn it_comes_through_an_outage() {
    for fault in [
        "502",
        "commit-then-502",
        "reset",
        "commit-then-reset",
        "429",
        "commit-then-cut",
    ] {
        let datadog = stocked().await;
        let harmless = Fault::status(429);
        let strike = fault.parse::<Fault>().unwrap();
        datadog.add_faults([strike.clone(), harmless, strike.clone(), strike]);
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
    }
}

#[tokio::test]
async fn what_has_become_another_page_since_the_plan_is_left_alone() {
    let page = "https://example.statuspage.io";
    let datadog = simulator().await;
    datadog.set_url_settings([
        stored("1", "https://old.statuspage.io", "a"),
        stored("2", page, "a"),
    ]);
    let client = once(datadog.base_url());
    let wanted = Desired::new().url_setting(page, tags("b")).prune(true);
    let plan = client.plan(&wanted).await.unwrap();
    assert_eq!((plan.updates().count(), plan.deletes().count()), (1, 1));
    let now = [
        stored("1", "https://precious.statuspage.io", "theirs"),
        stored("2", "https://dear.statuspage.io", "theirs"),
        stored("3", page, "b"),
    ];
    datadog.set_url_settings(now.clone());
    let applied = client.apply(plan).await.unwrap();
    assert!(applied.is_empty(), "{applied}");
    assert_eq!(datadog.url_settings(), now);
}

#[tokio::test]
async fn the_key_is_masked_in_the_answer_to_any_request() {
    let datadog = simulator().await;
    let said = format!(r#"{{"errors":["the key {STATUSPAGE_KEY} was revoked"]}}"#);
    let client = once(datadog.base_url());
    for _ in 0..3 {
        datadog.add_faults([Fault::status(400).body(said.clone())]);
    }
    let wanted = Desired::new().account(STATUSPAGE_KEY);
    let errors = [
        client.sync(&wanted).await.unwrap_err(),
        client.plan(&wanted).await.unwrap_err(),
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
    let page = "https://example.statuspage.io";
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let wanted = Desired::new().url_setting(page, tags("a"));
    let stale = list_of(&datadog);
    let created = |id: &str| {
        let attributes = format!(r#"{{"url":"{page}","custom_tags":"a"}}"#);
        let data =
            format!(r#"{{"id":"{id}","type":"statuspage-url-setting","attributes":{attributes}}}"#);
        Fault::status(201).body(format!(r#"{{"data":{data}}}"#))
    };
    // Nothing; made; still nothing; and then what the simulator holds.
    datadog.add_faults([stale.clone(), created("9"), stale]);
    datadog.set_url_settings([stored("9", page, "a")]);
    let synced = client.sync(&wanted).with_response().await.unwrap();
    assert_eq!(synced.value().changes().len(), 1);
    assert_eq!(synced.attempts().len(), 4);
    assert!(synced.elapsed() >= std::time::Duration::from_millis(200));
}

#[tokio::test]
async fn a_page_that_is_kept_under_another_name_is_not_pruned() {
    let wanted = Desired::new()
        .url_setting("https://p.statuspage.io", tags("a"))
        .prune(true);
    let setting = r#"{"id":"7","type":"statuspage-url-setting","attributes":{"url":"https://p.statuspage.io/x","custom_tags":"a"}}"#;
    let list = json("200 OK", "", &format!(r#"{{"data":[{setting}]}}"#));
    let nothing = json("200 OK", "", r#"{"data":[]}"#);
    let made = json(
        "201 Created",
        "",
        r#"{"data":{"id":"7","type":"statuspage-url-setting","attributes":{"url":"https://p.statuspage.io","custom_tags":"a"}}}"#,
    );
    let taken = json("409 Conflict", "", r#"{"errors":["there"]}"#);
    let later = [list, taken].into_iter().cycle().take(60);
    let server = RawServer::start([nothing, made].into_iter().chain(later)).await;
    let client = once(server.base_url());
    assert!(
        client
            .sync(&wanted)
            .timeout(std::time::Duration::from_secs(3))
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
async fn toy_keys_leave_data_as_it_is() {
    let datadog = simulator().await;
    datadog.set_url_settings([stored("21", "https://app.statuspage.io", "2")]);
    let credentials = datadog_statuspage::Credentials::keys("2", "app").unwrap();
    let client = datadog_statuspage::Client::builder(credentials)
        .base_url(datadog.base_url())
        .build()
        .unwrap();
    let wanted = Desired::new()
        .url_setting("https://app.statuspage.io", tags("2"))
        .prune(true);
    assert!(client.sync(&wanted).await.unwrap().is_empty());
    assert_eq!(
        client
            .sync(&Desired::new().prune(true))
            .await
            .unwrap()
            .changes()
            .len(),
        1
    );
}

#[tokio::test]
async fn long_lists_are_compared_in_no_time() {
    let datadog = simulator().await;
    let page = |number: u32| format!("https://page-{number}.statuspage.io");
    datadog
        .set_url_settings((0..2_000).map(|number| stored(&number.to_string(), &page(number), "a")));
    let wanted = (0..2_000).fold(Desired::new().prune(true), |wanted, number| {
        wanted.url_setting(page(number), tags("a"))
    });
    let start = std::time::Instant::now();
    assert!(
        once(datadog.base_url())
            .plan(&wanted)
            .await
            .unwrap()
            .is_empty()
    );
    // Each against each would take half a minute in a debug build.
    assert!(
        start.elapsed() < std::time::Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}
