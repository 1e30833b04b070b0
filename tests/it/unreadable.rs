//! What can't be read isn't changed.

use datadog_statuspage::{Desired, ErrorKind};

use crate::fixtures::{PAGE, list_body, list_of_entries, setting, tags};
use crate::raw_server::{RawServer, json};
use crate::support::once;

/// Entries of a list that can't be read, or are something else.
const ODD: [&str; 7] = [
    r#"{"id":7,"type":"statuspage-url-setting","attributes":{"url":"https://x.statuspage.io"}}"#,
    r#"{"id":"7","type":"statuspage-url-setting"}"#,
    r#"{"id":"7","type":"statuspage-url-setting","attributes":{"url":7}}"#,
    r#"{"id":"7","type":"something-new","attributes":{"url":"https://x.statuspage.io"}}"#,
    r#"{"type":"statuspage-url-setting","attributes":{}}"#,
    "null",
    "[1]",
];

async fn server_of(odd: &str) -> RawServer {
    let known = setting("1", PAGE, "a");
    let body = list_of_entries(&[odd.to_owned(), known]);
    RawServer::start([json("200 OK", "", &body)]).await
}

#[tokio::test]
async fn one_odd_entry_hides_no_other() {
    for odd in ODD {
        let server = server_of(odd).await;
        let listed = once(server.base_url()).url_settings().list().await.unwrap();
        assert_eq!((listed.len(), listed.unreadable()), (1, 1), "{odd}");
        assert_eq!(listed.iter().next().unwrap().url(), Some(PAGE), "{odd}");
    }
}

#[tokio::test]
async fn an_odd_entry_is_never_deleted_and_the_plan_says_so() {
    for odd in ODD {
        let server = server_of(odd).await;
        let client = once(server.base_url());
        let none = Desired::new().prune(true).allow_deleting_every_page(true);
        let plan = client.plan(&none).await.unwrap();
        assert_eq!(plan.unreadable(), 1, "{odd}");
        assert_eq!(
            plan.to_string(),
            "? 1 unreadable, left unchanged\n- https://example.statuspage.io  a\n1 to delete",
            "{odd}"
        );
        let same = Desired::new().url_setting(PAGE, tags("a")).prune(true);
        let report = client.sync(&same).await.unwrap();
        assert!(report.is_empty() && report.unreadable() == 1, "{odd}");
        assert_eq!(
            report.to_string(),
            "? 1 unreadable, left unchanged\nnothing to do"
        );
    }
}

#[tokio::test]
async fn an_answer_that_is_not_a_list_is_an_error() {
    for body in ["{}", r#"{"data":{}}"#, r#"{"data":null}"#, "[]", ""] {
        let server = RawServer::start([json("200 OK", "", body)]).await;
        let error = once(server.base_url())
            .url_settings()
            .list()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn to_prune_with_no_page_is_refused_unless_it_is_meant() {
    let server = server_of("null").await;
    let client = once(server.base_url());
    let empty = Desired::new().prune(true);
    for error in [
        client.plan(&empty).await.map(drop).unwrap_err(),
        client.sync(&empty).await.map(drop).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(
            error.to_string().contains("allow_deleting_every_page"),
            "{error}"
        );
    }
    assert!(server.received().is_empty());
    let meant = empty.allow_deleting_every_page(true);
    assert_eq!(client.plan(&meant).await.unwrap().deletes().count(), 1);
}

#[tokio::test]
async fn an_entry_that_would_be_masked_is_never_deleted() {
    let secret = "example-tenant";
    let mut value = reqwest::header::HeaderValue::from_static(secret);
    value.set_sensitive(true);
    let page = format!("https://{secret}.statuspage.io");
    let body = list_body(&[("1", &page, "a"), ("2", PAGE, "a")]);
    let server = RawServer::start([json("200 OK", "", &body)]).await;
    let name = reqwest::header::HeaderName::from_static("x-tenant");
    let client = crate::support::builder(server.base_url())
        .headers([(name, value)].into_iter().collect())
        .build()
        .unwrap();
    let desired = Desired::new().url_setting(&page, tags("a")).prune(true);
    let plan = client.plan(&desired).await.unwrap();
    assert_eq!(plan.unreadable(), 1);
    let deleted: Vec<_> = plan.deletes().map(ToString::to_string).collect();
    assert_eq!(deleted, ["- https://example.statuspage.io  a"]);
}

const X: &str = "https://x.statuspage.io";

/// Returns entries whose ids are not unique, or can't be used in a path.
fn unreachable() -> Vec<Vec<String>> {
    let odd = |id: &str| format!(r#"{{"id":{id},"type":"something-new"}}"#);
    let mut lists = vec![
        vec![
            setting("7", X, "a"),
            setting("7", "https://y.statuspage.io", "a"),
        ],
        vec![setting("7", X, "a"), setting("7", X, "a")],
        vec![setting("7", X, "a"), odd(r#""7""#)],
        vec![odd("7"), setting("7", X, "a")],
        vec![
            setting("7", X, "a"),
            setting("7", X, "b"),
            setting("7", X, "c"),
        ],
    ];
    let ids = [
        "",
        ".",
        "..",
        "a/b",
        "../account",
        r"a\\b",
        &"7".repeat(101),
    ];
    lists.extend(ids.map(|id| vec![setting(id, X, "a")]));
    lists
}

#[tokio::test]
async fn what_no_id_can_mean_alone_is_never_touched_and_the_rest_is() {
    for odd in unreachable() {
        let server = server_of(&odd.join(",")).await;
        let client = once(server.base_url());
        let listed = client.url_settings().list().await.unwrap();
        assert_eq!(
            (listed.len(), listed.unreadable()),
            (1, odd.len()),
            "{odd:?}"
        );
        let none = Desired::new().prune(true).allow_deleting_every_page(true);
        let plan = client.plan(&none).await.unwrap();
        assert_eq!(plan.unreadable(), odd.len());
        let changes: Vec<_> = plan.changes().iter().map(ToString::to_string).collect();
        assert_eq!(changes, ["- https://example.statuspage.io  a"], "{odd:?}");
        let tagged = Desired::new().url_setting(X, tags("other")).prune(true);
        assert_eq!(client.plan(&tagged).await.unwrap().updates().count(), 0);
    }
}

#[tokio::test]
async fn what_is_not_touched_holds_up_no_other_change() {
    for odd in unreachable() {
        let known = setting("1", PAGE, "a");
        let body = list_of_entries(&[odd.join(","), known]);
        let list = json("200 OK", "", &body);
        let server = RawServer::start([list.clone(), list, json("204 No Content", "", "")]).await;
        let client = once(server.base_url());
        let none = Desired::new().prune(true).allow_deleting_every_page(true);
        let plan = client.plan(&none).await.unwrap();
        let report = client.apply(plan).await.unwrap();
        assert_eq!(report.changes().len(), 1, "{odd:?}");
        let deletion = &server.received()[2];
        let path = "DELETE /api/v2/integration/statuspage/url_settings/1 ";
        assert!(deletion.starts_with(path), "{deletion}");
    }
}

#[tokio::test]
async fn a_setting_that_shares_its_id_since_it_was_planned_is_left_as_it_is() {
    let listed = |entries: &[String]| json("200 OK", "", &list_of_entries(entries));
    let (mine, other) = (setting("7", X, "a"), setting("7", PAGE, "a"));
    let answers = [listed(std::slice::from_ref(&mine)), listed(&[mine, other])];
    let server = RawServer::start(answers).await;
    let client = once(server.base_url());
    let none = Desired::new().prune(true).allow_deleting_every_page(true);
    let plan = client.plan(&none).await.unwrap();
    assert_eq!(plan.deletes().count(), 1);
    assert!(client.apply(plan).await.unwrap().is_empty());
    assert_eq!(server.received().len(), 2);
}
