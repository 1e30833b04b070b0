//! Plans that are applied after changes by others, and plans whose changes fail.

use datadog_statuspage::{Desired, ErrorKind, Outcome};
use datadog_statuspage_testing::Fault;
use expect_test::expect;

use crate::fixtures::{
    ACCOUNT, PAGE, desired, list_of, parsed, stored, tags, three_settings, writes,
};
use crate::support::{builder, ends_as, once, simulator, timeless};

#[tokio::test]
async fn an_account_that_appears_or_vanishes_after_the_plan_is_handled() {
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
    let before = datadog.requests().len();
    assert!(client.apply(plan).await.unwrap().is_empty());
    // The settings, which it is not about, are not read.
    assert_eq!(datadog.requests().len(), before + 1);
    assert_eq!(datadog.account().unwrap().expose(), "theirs");
    let applied = client.apply(replacing).await.unwrap();
    assert_eq!(applied.to_string(), "~ account  the key\n1 updated");
    assert_eq!(datadog.account().unwrap().expose(), "ours");

    let plan = client.plan(&replace).await.unwrap();
    datadog.set_account(None);
    let applied = client.apply(plan).await.unwrap();
    assert_eq!(applied.to_string(), "+ account\n1 created");

    datadog.set_account(None);
    datadog.add_faults(parsed(&["404", "commit-then-502"]));
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
    let datadog = three_settings().await;
    let client = once(datadog.base_url());
    let plan = client.plan(&desired().prune(true)).await.unwrap();
    // Meanwhile one is deleted, one appears with other tags, and one appears that isn't in the
    // plan.
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
    // It also doesn't change what is already as desired.
    let plan = client
        .plan(&Desired::new().url_setting("https://x.statuspage.io", tags("a")))
        .await
        .unwrap();
    datadog.set_url_settings([stored("9", "https://x.statuspage.io", "a")]);
    assert!(client.apply(plan).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_says_at_which_change_and_whether_anything_is_done() {
    let datadog = three_settings().await;
    let client = once(datadog.base_url());
    let plan = client.plan(&desired()).await.unwrap();
    datadog.add_faults([list_of(&datadog), Fault::status(403)]);
    let error = client.apply(plan.clone()).await.unwrap_err();
    ends_as(&error, ErrorKind::Forbidden, Outcome::NotApplied);
    expect!["127.0.0.1 answered 403 Forbidden while creating the account, as part of creating the account after 2 attempts over TIME; nothing was changed; check that both keys are right, are of this site, and have the permission that the call needs"]
        .assert_eq(&timeless(&error, &datadog.base_url()));

    datadog.add_faults([
        list_of(&datadog),
        Fault::status(201).body(ACCOUNT),
        Fault::status(400),
    ]);
    let error = client.apply(plan).await.unwrap_err();
    ends_as(&error, ErrorKind::BadRequest, Outcome::Unknown);
    expect!["127.0.0.1 answered 400 Bad Request while creating the URL setting, as part of watching https://new.statuspage.io after 3 attempts over TIME; some changes were applied; safe to run again: only differences are applied"]
        .assert_eq(&timeless(&error, &datadog.base_url()));
}

fn none_at_all() -> Desired {
    Desired::new().prune(true).allow_deleting_every_page(true)
}

#[tokio::test]
async fn a_lost_deletion_makes_the_outcome_unknown() {
    let datadog = three_settings().await;
    datadog.set_account(Some("k".into()));
    let client = builder(datadog.base_url()).build().unwrap();
    let plan = client.plan(&none_at_all()).await.unwrap();
    assert_eq!(plan.deletes().count(), 3);
    datadog.add_faults([list_of(&datadog)]);
    datadog.add_faults(parsed(&["commit-then-502", "404", "400"]));
    let error = client.apply(plan).await.unwrap_err();
    ends_as(&error, ErrorKind::BadRequest, Outcome::Unknown);
    assert!(
        error.to_string().contains("attempt 2 (502 Bad Gateway)"),
        "{error}"
    );
}

#[tokio::test]
async fn a_setting_of_another_page_since_the_plan_is_left_alone() {
    let datadog = simulator().await;
    datadog.set_url_settings([
        stored("1", "https://old.statuspage.io", "a"),
        stored("2", PAGE, "a"),
    ]);
    let client = once(datadog.base_url());
    let wanted = Desired::new().url_setting(PAGE, tags("b")).prune(true);
    let plan = client.plan(&wanted).await.unwrap();
    assert_eq!((plan.updates().count(), plan.deletes().count()), (1, 1));
    let now = [
        stored("1", "https://precious.statuspage.io", "theirs"),
        stored("2", "https://dear.statuspage.io", "theirs"),
        stored("3", PAGE, "b"),
    ];
    datadog.set_url_settings(now.clone());
    let applied = client.apply(plan).await.unwrap();
    assert!(applied.is_empty(), "{applied}");
    assert_eq!((datadog.url_settings(), writes(&datadog)), (now.into(), 0));
}

#[tokio::test]
async fn a_setting_that_someone_else_deletes_first_is_no_failure() {
    let datadog = three_settings().await;
    let client = once(datadog.base_url());
    let plan = client.plan(&none_at_all()).await.unwrap();
    datadog.add_faults([list_of(&datadog), Fault::status(404)]);
    let applied = client.apply(plan).await.unwrap();
    assert_eq!(applied.changes().len(), 2, "{applied}");
}
