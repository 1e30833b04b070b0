//! Desired states and plans, serialized and read back.

use datadog_statuspage::{
    Change, Desired, ErrorKind, Plan, Site, Tags, UrlSetting, UrlSettingId, UrlSettings,
};
use expect_test::expect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::fixtures::{desired, stored, tags, three_settings, writes};
use crate::support::{STATUSPAGE_KEY, once, simulator};

fn written_and_read<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_value(serde_json::to_value(value).unwrap()).unwrap()
}

#[tokio::test]
async fn a_plan_reads_back_as_it_was_written_without_the_key() {
    let datadog = three_settings().await;
    let client = once(datadog.base_url());
    let plan = client.plan(&desired().prune(true)).await.unwrap();
    let written = serde_json::to_string_pretty(&plan).unwrap();
    assert!(!written.contains(STATUSPAGE_KEY), "{written}");
    let read: Plan = serde_json::from_str(&written).unwrap();
    assert_eq!(read.changes(), plan.changes());
    // Like a plan collected from changes: changes that need the key can't be applied.
    let error = client.apply(read.clone()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(datadog.requests().len(), 2);
    let pages: Plan = read.changes().iter().skip(1).cloned().collect();
    let report = client.apply(written_and_read(&pages)).await.unwrap();
    assert_eq!((report.changes().len(), writes(&datadog)), (3, 3));
}

#[test]
fn changes_say_what_they_are() {
    let id: UrlSettingId = "1".parse().unwrap();
    let setting = UrlSetting::new(id, "https://a.statuspage.io", &tags("a,b"));
    let plan: Plan = [
        Change::CreateAccount,
        Change::ReplaceKey,
        Change::CreateUrlSetting {
            url: "https://b.statuspage.io".to_owned(),
            tags: tags("a,b"),
        },
        Change::Retag {
            setting: setting.clone(),
            url: "https://a.statuspage.io".to_owned(),
            tags: tags("c"),
        },
        Change::DeleteUrlSetting(setting),
    ]
    .into_iter()
    .collect();
    assert_eq!(written_and_read(&plan), plan);
    expect![[r#"
        {"changes":[{"change":"create_account"},{"change":"replace_key"},{"change":"create_url_setting","url":"https://b.statuspage.io","tags":["a","b"]},{"change":"retag","setting":{"id":"1","url":"https://a.statuspage.io","custom_tags":"a,b","confirmed":true},"url":"https://a.statuspage.io","tags":["c"]},{"change":"delete_url_setting","id":"1","url":"https://a.statuspage.io","custom_tags":"a,b","confirmed":true}],"unreadable":0}"#]]
    .assert_eq(&serde_json::to_string(&plan).unwrap());
}

#[test]
fn a_desired_state_takes_a_key_and_never_gives_it() {
    let text = json!({
        "statuspage_key": STATUSPAGE_KEY,
        "replace_key": true,
        "pages": [{ "url": "https://a.statuspage.io", "tags": ["a", "b"] }],
        "prune": true,
    });
    let desired: Desired = serde_json::from_value(text).unwrap();
    let by_hand = Desired::new()
        .account(STATUSPAGE_KEY)
        .replace_key(true)
        .url_setting("https://a.statuspage.io", tags("a,b"))
        .prune(true);
    assert_eq!(format!("{desired:?}"), format!("{by_hand:?}"));
    expect![[r#"{"replace_key":true,"pages":[{"url":"https://a.statuspage.io","tags":["a","b"]}],"prune":true,"allow_deleting_every_page":false}"#]]
    .assert_eq(&serde_json::to_string(&desired).unwrap());
    let none: Desired = serde_json::from_str("{}").unwrap();
    assert_eq!(format!("{none:?}"), format!("{:?}", Desired::new()));
}

#[test]
fn what_cannot_be_is_not_read() {
    for (text, why) in [
        (r#"{"prunes": true}"#, "unknown field `prunes`"),
        (
            r#"{"pages": [{"url": "https://a", "tag": []}]}"#,
            "unknown field `tag`",
        ),
        (
            r#"{"pages": [{"url": "https://a", "tags": ["a,b"]}]}"#,
            "contains a comma",
        ),
        (
            r#"{"pages": [{"url": "https://a", "tags": []}]}"#,
            "there are no tags",
        ),
        (
            r#"{"statuspage_key": 7}"#,
            "a secret must be a text, in quotes",
        ),
    ] {
        let error = serde_json::from_str::<Desired>(text).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
    assert!(serde_json::from_str::<Tags>(r#"[" "]"#).is_err());
    let error = serde_json::from_str::<Site>(r#""mars""#).unwrap_err();
    assert!(
        error.to_string().contains("is not a Datadog site"),
        "{error}"
    );
}

#[test]
fn a_site_is_written_as_its_parameter_and_read_in_any_spelling() {
    for site in Site::ALL {
        let written = serde_json::to_value(site).unwrap();
        assert_eq!(written, site.parameter());
        assert_eq!(written_and_read(site), *site);
    }
    assert_eq!(serde_json::from_str::<Site>(r#""EU1""#).unwrap(), Site::Eu1);
}

#[test]
fn check_says_what_plan_would_refuse() {
    let page = "https://a.statuspage.io";
    for (desired, why) in [
        (Desired::new().account(""), "key is empty"),
        (
            Desired::new().url_setting("a", tags("a")),
            "a: the page's URL",
        ),
        (
            Desired::new().prune(true),
            "pruning without any desired page",
        ),
        (
            Desired::new()
                .url_setting(page, tags("a"))
                .url_setting(page, tags("b")),
            "list each page once",
        ),
    ] {
        let error = desired.check().unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    desired().prune(true).check().unwrap();
}

#[tokio::test]
async fn what_is_there_can_be_desired_and_then_nothing_is_to_be_done() {
    let datadog = simulator().await;
    datadog.set_account(Some("theirs".into()));
    datadog.set_url_settings([
        stored("1", " https://a.statuspage.io", "a"),
        stored("2", "https://A.statuspage.io/", "b"),
        stored("3", "https://a.statuspage.io", "c"),
        stored("4", "https://b.statuspage.io", " a, b ,"),
        stored("5", "https://c.statuspage.io", " x ,y"),
        stored("6", "no page", "a"),
        stored("7", "https://d.statuspage.io/#x", "z"),
    ]);
    let client = once(datadog.base_url());
    let list = client.url_settings().list().await.unwrap();
    let desired = Desired::from(&list);
    expect![[r#"{"replace_key":false,"pages":[{"url":"https://A.statuspage.io/","tags":["b"]},{"url":"https://c.statuspage.io","tags":[" x ","y"]},{"url":"https://d.statuspage.io/#x","tags":["z"]}],"prune":false,"allow_deleting_every_page":false}"#]]
    .assert_eq(&serde_json::to_string(&desired).unwrap());
    assert!(client.plan(&desired).await.unwrap().is_empty());
    assert!(Desired::from(&UrlSettings::default()).check().is_ok());
}
