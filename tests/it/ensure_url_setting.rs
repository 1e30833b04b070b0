//! Ensuring a setting: from any state, with any fault, and with another client at work.

use datadog_statuspage::{Ensured, ErrorKind, Outcome, Tags, UrlSetting};
use datadog_statuspage_testing::Fault;
use expect_test::expect;

use crate::fixtures::{
    PAGE, client_for, error, every_fault, in_turn, list_body, listed, one, parsed, stored, web,
};
use crate::raw_server::{RawServer, json};
use crate::support::{builder, ends_as, once, simulator, timeless, together};

const MOVED: &str = "https://moved.statuspage.io";
const OURS: &str = "team:web,env:prod";

#[tokio::test]
async fn a_page_is_created_left_alone_or_retagged() {
    let datadog = simulator().await;
    let settings = once(datadog.base_url()).url_settings();
    let ensured = settings.ensure(PAGE, web()).await.unwrap();
    assert!(matches!(&ensured, Ensured::Created(setting) if setting.confirmed()));
    let before = datadog.url_settings();

    // The same page and the same tags, in another spelling.
    for (url, text) in [
        (PAGE, OURS),
        (" HTTPS://Example.statuspage.io:443/ ", "env:prod, team:web"),
    ] {
        let call = settings.ensure(url, text.parse().unwrap());
        let there = call.with_response().await.unwrap();
        assert!(matches!(there.value(), Ensured::Unchanged(_)), "{url}");
        assert_eq!(there.attempts().len(), 1, "a look is enough");
    }
    assert_eq!(datadog.url_settings(), before);

    let other = Tags::new(["team:api"]).unwrap();
    let retagged = settings.ensure(PAGE, other).await.unwrap();
    assert!(matches!(&retagged, Ensured::Updated(setting) if setting.confirmed()));
    assert_eq!(
        datadog.url_settings(),
        [stored(&before[0].id, PAGE, "team:api")]
    );
    let refused = settings
        .ensure("example.statuspage.io", web())
        .await
        .unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn a_page_is_ensured_through_every_fault() {
    let cases = every_fault([None, Some("team:other")]);
    together(cases.map(|(held, position, fault)| ensure_page(held, position, fault))).await;
}

/// The fault hits the list, or the request after it.
async fn ensure_page(held: Option<&'static str>, position: usize, fault: &'static str) {
    let shown = format!("{held:?} {position} {fault}");
    let datadog = simulator().await;
    datadog.set_url_settings(held.map(|tags| stored("1", PAGE, tags)));
    let client = client_for(&datadog, fault);
    let settings = client.url_settings();
    let unspoilt = Fault::status(200).body(match held {
        Some(tags) => list_body(&[("1", PAGE, tags)]),
        None => list_body(&[]),
    });
    datadog.add_faults(std::iter::repeat_n(unspoilt, position));
    datadog.add_faults(parsed(&[fault]));
    match settings.ensure(PAGE, web()).await {
        Ok(_) => {}
        Err(error) if position == 0 => {
            assert_eq!(
                (error.kind(), error.outcome()),
                (ErrorKind::Decode, Outcome::NotApplied),
                "{shown}"
            );
        }
        Err(error) => panic!("{shown}: {error}"),
    }
    let again = settings.ensure(PAGE, web()).await.unwrap();
    let stored = datadog.url_settings();
    assert_eq!(stored.len(), 1, "{shown}");
    assert_eq!(stored[0].custom_tags, OURS, "{shown}");
    assert_eq!(again.value().url(), Some(PAGE), "{shown}");
}

/// A change by another client, the answers that show it, and the call's report.
fn changes_by_another_client() -> [(&'static str, Vec<String>, &'static str); 7] {
    let nothing = listed(&[]);
    let taken = error("409 Conflict");
    let gone = error("404 Not Found");
    let ours = listed(&[("1", PAGE, OURS)]);
    let theirs = listed(&[("1", PAGE, "team:other")]);
    let elsewhere = one("200 OK", "1", MOVED, OURS);
    let unsaid = json(
        "200 OK",
        "",
        r#"{"data":{"id":"1","type":"statuspage-url-setting","attributes":{}}}"#,
    );
    let created = one("201 Created", "2", PAGE, OURS);
    let lost = error("502 Bad Gateway");
    [
        (
            "they add it just now",
            vec![nothing.clone(), taken.clone(), ours.clone()],
            "Unchanged",
        ),
        (
            "they remove it just now",
            vec![
                theirs.clone(),
                gone.clone(),
                nothing.clone(),
                created.clone(),
            ],
            "Created",
        ),
        (
            "they move it just now",
            vec![theirs.clone(), elsewhere, nothing.clone(), created.clone()],
            "Created",
        ),
        (
            "the update's answer shows no page",
            vec![theirs.clone(), unsaid, ours.clone()],
            "Updated?",
        ),
        (
            "a create is lost",
            vec![nothing.clone(), lost.clone(), taken, ours.clone()],
            "Created?",
        ),
        (
            "an update is lost, and they replace it",
            vec![theirs, lost, gone, ours],
            "Updated?",
        ),
        (
            "nothing is 404",
            vec![error("404 Not Found"), created],
            "Created",
        ),
    ]
}

/// Returns what a call reports it did; `?` if no answer confirmed it.
fn reported(ensured: &Ensured<UrlSetting>) -> &'static str {
    match (ensured, ensured.value().confirmed()) {
        (Ensured::Created(_), true) => "Created",
        (Ensured::Created(_), false) => "Created?",
        (Ensured::Unchanged(_), _) => "Unchanged",
        (Ensured::Updated(_), true) => "Updated",
        (Ensured::Updated(_), false) => "Updated?",
        _ => "something new",
    }
}

#[tokio::test]
async fn changes_by_another_client_are_handled() {
    for (what, answers, expected) in changes_by_another_client() {
        let count = answers.len();
        let server = RawServer::start(answers).await;
        let client = builder(server.base_url()).build().unwrap();
        let call = client.url_settings().ensure(PAGE, web()).with_response();
        let response = call.await.unwrap();
        assert_eq!(reported(response.value()), expected, "{what}");
        assert_eq!(server.received().len(), count, "{what}");
        assert_eq!(response.attempts().len(), count, "{what}");
    }
}

#[tokio::test]
async fn a_server_that_contradicts_itself_on_a_setting_is_given_up() {
    let server = in_turn([listed(&[]), error("409 Conflict")]).await;
    let settings = once(server.base_url()).url_settings();
    let failed = settings.ensure(PAGE, web()).await.unwrap_err();
    ends_as(&failed, ErrorKind::Conflict, Outcome::NotApplied);
    assert_eq!(server.received().len(), 8);
}

#[tokio::test]
async fn an_update_that_always_shows_another_page_is_given_up() {
    let theirs = listed(&[("1", PAGE, "team:other")]);
    let elsewhere = one("200 OK", "1", MOVED, OURS);
    let server = in_turn([theirs, elsewhere]).await;
    let error = once(server.base_url())
        .url_settings()
        .ensure(PAGE, web())
        .await
        .unwrap_err();
    ends_as(&error, ErrorKind::Conflict, Outcome::Unknown);
    assert_eq!(server.received().len(), 8);
    expect!["127.0.0.1 did not reach the requested state, because its answer shows the page https://moved.statuspage.io with the tags team:web,env:prod after 8 attempts over TIME; some changes were applied; safe to run again: only differences are applied"]
        .assert_eq(&timeless(&error, &server.base_url()));
}

#[tokio::test]
async fn an_answer_that_shows_something_else_is_checked_by_another_list() {
    let nothing = listed(&[]);
    let theirs = listed(&[("1", PAGE, "team:other")]);
    let ours = listed(&[("1", PAGE, OURS)]);
    for (what, answers, expected) in [
        (
            "an update that shows the old tags",
            vec![
                theirs.clone(),
                one("200 OK", "1", PAGE, "team:other"),
                ours.clone(),
            ],
            "Updated",
        ),
        (
            "a create that shows another page",
            vec![
                nothing,
                one("201 Created", "2", "https://x.statuspage.io", "a"),
                ours,
            ],
            "Created",
        ),
    ] {
        let server = RawServer::start(answers).await;
        let ensured = once(server.base_url())
            .url_settings()
            .ensure(PAGE, web())
            .await
            .unwrap();
        assert!(!ensured.value().confirmed(), "{what}");
        assert!(
            format!("{ensured:?}").starts_with(expected),
            "{what}: {ensured:?}"
        );
    }
}
