//! Plans of a desired state: what they show, and what they reject.

use std::time::{Duration, Instant};

use datadog_statuspage::{Change, Desired, ErrorKind};
use expect_test::expect;

use crate::fixtures::{desired, stored, tags, three_settings, writes};
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, once, simulator};

#[tokio::test]
async fn a_plan_is_a_diff_and_changes_nothing() {
    let datadog = three_settings().await;
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
    assert_eq!(plan.creates().next(), Some(&Change::CreateAccount));
    assert!(
        matches!(plan.deletes().next(), Some(Change::DeleteUrlSetting(setting)) if setting.id().as_str() == "1")
    );
    assert_eq!((datadog.requests().len(), writes(&datadog)), (2, 0));
    assert!(!format!("{plan:?} {:?}", desired()).contains(STATUSPAGE_KEY));

    // Anything that isn't mentioned is not even read.
    let account = client.plan(&Desired::new().account("k")).await.unwrap();
    assert_eq!(account.to_string(), "+ account\n1 to create");
    assert_eq!(datadog.requests().len(), 3);
    let nothing = client.plan(&Desired::new()).await.unwrap();
    assert_eq!(nothing.to_string(), "nothing to do");
    assert_eq!(datadog.requests().len(), 3);
}

#[tokio::test]
async fn plans_with_other_keys_are_not_equal() {
    let datadog = simulator().await;
    let client = once(datadog.base_url());
    let plan = async |key: &str, replace: bool| {
        let wanted = Desired::new().account(key).replace_key(replace);
        client.plan(&wanted).await.unwrap()
    };
    let first = plan("a", false).await;
    assert_eq!(first, plan("a", false).await);
    assert_ne!(first, plan("b", false).await);
    assert_ne!(first, plan("a", true).await);
}

#[tokio::test]
async fn a_setting_that_shows_no_page_is_never_pruned() {
    let list = r#"{"data":[{"id":"1","type":"statuspage-url-setting","attributes":{"custom_tags":"a"}},
        {"id":"2","type":"statuspage-url-setting","attributes":{"url":"https://x.statuspage.io"}}]}"#;
    let server = RawServer::start([json("200 OK", "", list)]).await;
    let plan = once(server.base_url())
        .plan(&Desired::new().prune(true).allow_deleting_every_page(true))
        .await
        .unwrap();
    assert_eq!(plan.to_string(), "- https://x.statuspage.io\n1 to delete");
}

#[tokio::test]
async fn no_answer_can_forge_a_line_of_the_diff() {
    let list = r#"{"data":[{"id":"1","type":"statuspage-url-setting","attributes":
        {"url":"https://x.statuspage.io\n+ account\u001b[2J","custom_tags":"a\u202eb\r\n"}}]}"#;
    let server = RawServer::start([json("200 OK", "", list)]).await;
    let plan = once(server.base_url())
        .plan(&Desired::new().prune(true).allow_deleting_every_page(true))
        .await
        .unwrap();
    assert_eq!(
        plan.to_string(),
        "- https://x.statuspage.io + account [2J  a b\n1 to delete"
    );
}

#[tokio::test]
async fn an_impossible_state_is_refused_before_anything_is_sent() {
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
            "is listed with the tags a and with the tags b",
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
async fn long_lists_are_compared_in_no_time() {
    let datadog = simulator().await;
    let page = |number: u32| format!("https://page-{number}.statuspage.io");
    datadog
        .set_url_settings((0..2_000).map(|number| stored(&number.to_string(), &page(number), "a")));
    let wanted = (0..2_000).fold(Desired::new().prune(true), |wanted, number| {
        wanted.url_setting(page(number), tags("a"))
    });
    let start = Instant::now();
    assert!(
        once(datadog.base_url())
            .plan(&wanted)
            .await
            .unwrap()
            .is_empty()
    );
    // Comparing all pairs would take half a minute in a debug build.
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}
