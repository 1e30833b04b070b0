//! Making it so: from any state, through any fault, with somebody else at work.

use std::time::Duration;

use datadog_statuspage::{Ensured, ErrorKind, Outcome, StopReason, Tags};
use datadog_statuspage_testing::{Fault, Simulator, StoredUrlSetting};
use expect_test::expect;

use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, once, simulator};

const PAGE: &str = "https://example.statuspage.io";

const FAULTS: [&str; 16] = [
    "reset",
    "commit-then-reset",
    "stall",
    "commit-then-stall",
    "cut",
    "commit-then-cut",
    "garbage",
    "commit-then-garbage",
    "429",
    "408",
    "500",
    "502",
    "commit-then-502",
    "503",
    "commit-then-503",
    "commit-then-504",
];

fn tags() -> Tags {
    Tags::new(["team:web", "env:prod"]).unwrap()
}

fn stored(id: &str, url: &str, tags: &str) -> StoredUrlSetting {
    StoredUrlSetting {
        id: id.to_owned(),
        url: url.to_owned(),
        custom_tags: tags.to_owned(),
    }
}

fn listed(settings: &[(&str, &str, &str)]) -> String {
    let settings: Vec<_> = settings
        .iter()
        .map(|(id, url, tags)| setting(id, url, tags))
        .collect();
    json(
        "200 OK",
        "",
        &format!(r#"{{"data":[{}]}}"#, settings.join(",")),
    )
}

fn setting(id: &str, url: &str, tags: &str) -> String {
    let attributes = format!(r#"{{"url":"{url}","custom_tags":"{tags}"}}"#);
    format!(r#"{{"id":"{id}","type":"statuspage-url-setting","attributes":{attributes}}}"#)
}

fn one(status: &str, id: &str, url: &str, tags: &str) -> String {
    json(
        status,
        "",
        &format!(r#"{{"data":{}}}"#, setting(id, url, tags)),
    )
}

fn account(status: &str) -> String {
    let data = r#"{"type":"statuspage-account","attributes":{}}"#;
    json(status, "", &format!(r#"{{"data":{data}}}"#))
}

fn error(status: &str) -> String {
    json(status, "", r#"{"errors":["no"]}"#)
}

#[tokio::test]
async fn an_account_is_created_or_given_the_key() {
    let datadog = simulator().await;
    let operations = once(datadog.base_url()).account();
    let ensured = operations.ensure("first").with_response().await.unwrap();
    assert!(matches!(ensured.value(), Ensured::Created(_)));
    assert_eq!(ensured.attempts().len(), 1);
    let ensured = operations.ensure("second").with_response().await.unwrap();
    assert!(matches!(ensured.value(), Ensured::Updated(_)));
    assert_eq!(datadog.account().unwrap().expose(), "second");
    // Both requests are told of.
    let statuses: Vec<_> = ensured
        .attempts()
        .iter()
        .filter_map(|attempt| attempt.status())
        .map(|status| status.as_u16())
        .collect();
    assert_eq!(statuses, [409, 200]);
    let refused = operations.ensure("").await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn an_account_is_ensured_through_every_fault() {
    for held in [None, Some("theirs")] {
        for position in 0..2 {
            let runs = FAULTS.map(|fault| tokio::spawn(ensure_account(held, position, fault)));
            for run in runs {
                run.await.unwrap();
            }
        }
    }
}

/// The fault strikes the first request, or the one after it.
async fn ensure_account(held: Option<&'static str>, position: usize, fault: &'static str) {
    let shown = format!("{held:?} {position} {fault}");
    let datadog = simulator().await;
    datadog.set_account(held.map(Into::into));
    let harmless = Fault::status(429);
    let faults = std::iter::repeat_n(harmless, position).chain([fault.parse::<Fault>().unwrap()]);
    datadog.add_faults(faults);
    let client = builder(datadog.base_url())
        .attempt_timeout(Duration::from_millis(800))
        .build()
        .unwrap();
    match client.account().ensure(STATUSPAGE_KEY).await {
        Ok(_) => assert_eq!(
            datadog.account().unwrap().expose(),
            STATUSPAGE_KEY,
            "{shown}"
        ),
        // Datadog said yes, and nobody can read what else it said.
        Err(error) => {
            assert_eq!(
                (error.outcome(), fault),
                (Outcome::Applied, "commit-then-garbage"),
                "{shown}"
            );
            assert_eq!(
                datadog.account().unwrap().expose(),
                STATUSPAGE_KEY,
                "{shown}"
            );
        }
    }
    let again = client.account().ensure(STATUSPAGE_KEY).await.unwrap();
    assert!(matches!(again, Ensured::Updated(_)), "{shown}");
    assert_eq!(
        datadog.account().unwrap().expose(),
        STATUSPAGE_KEY,
        "{shown}"
    );
}

#[tokio::test]
async fn an_account_that_somebody_removes_in_between_is_created_again() {
    let answers = [
        error("409 Conflict"),
        error("404 Not Found"),
        account("201 Created"),
    ];
    let server = RawServer::start(answers).await;
    let ensured = once(server.base_url()).account().ensure("k").await.unwrap();
    assert!(matches!(ensured, Ensured::Created(_)));
}

#[tokio::test]
async fn a_contradictory_server_is_given_up() {
    let answers = [error("409 Conflict"), error("404 Not Found")]
        .into_iter()
        .cycle()
        .take(100);
    let server = RawServer::start(answers).await;
    let failed = once(server.base_url())
        .account()
        .ensure("k")
        .await
        .unwrap_err();
    assert_eq!(
        (failed.kind(), failed.outcome()),
        (ErrorKind::NotFound, Outcome::NotApplied)
    );
    assert_eq!(server.received().len(), 6);

    let answers = [listed(&[]), error("409 Conflict")]
        .into_iter()
        .cycle()
        .take(100);
    let server = RawServer::start(answers).await;
    let settings = once(server.base_url()).url_settings();
    let failed = settings.ensure(PAGE, tags()).await.unwrap_err();
    assert_eq!(
        (failed.kind(), failed.outcome()),
        (ErrorKind::Conflict, Outcome::NotApplied)
    );
    assert_eq!(server.received().len(), 8);
}

#[tokio::test]
async fn a_page_is_watched_with_these_tags() {
    let datadog = simulator().await;
    let settings = once(datadog.base_url()).url_settings();
    let ensured = settings.ensure(PAGE, tags()).await.unwrap();
    assert!(matches!(&ensured, Ensured::Created(setting) if setting.confirmed()));
    let before = datadog.url_settings();

    // The same page and the same tags, written otherwise.
    for (url, text) in [
        (PAGE, "team:web,env:prod"),
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
        .ensure("example.statuspage.io", tags())
        .await
        .unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn a_page_is_ensured_through_every_fault() {
    for held in [None, Some("team:other")] {
        for position in 0..2 {
            let runs = FAULTS.map(|fault| tokio::spawn(ensure_page(held, position, fault)));
            for run in runs {
                run.await.unwrap();
            }
        }
    }
}

/// The fault strikes the list, or the request after it.
async fn ensure_page(held: Option<&'static str>, position: usize, fault: &'static str) {
    let shown = format!("{held:?} {position} {fault}");
    let datadog = simulator().await;
    datadog.set_url_settings(held.map(|tags| stored("1", PAGE, tags)));
    let client = builder(datadog.base_url())
        .attempt_timeout(Duration::from_millis(800))
        .build()
        .unwrap();
    let settings = client.url_settings();
    let unspoilt = Fault::status(200).body(match held {
        Some(tags) => format!(r#"{{"data":[{}]}}"#, setting("1", PAGE, tags)),
        None => r#"{"data":[]}"#.to_owned(),
    });
    let faults = std::iter::repeat_n(unspoilt, position).chain([fault.parse::<Fault>().unwrap()]);
    datadog.add_faults(faults);
    match settings.ensure(PAGE, tags()).await {
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
    let again = settings.ensure(PAGE, tags()).await.unwrap();
    let stored = datadog.url_settings();
    assert_eq!(stored.len(), 1, "{shown}");
    assert_eq!(stored[0].custom_tags, "team:web,env:prod", "{shown}");
    assert_eq!(again.value().url(), Some(PAGE), "{shown}");
}

#[tokio::test]
async fn a_lost_create_of_a_setting_is_settled_by_the_list() {
    for fault in ["commit-then-502", "commit-then-reset", "commit-then-cut"] {
        let datadog = Simulator::builder()
            .faults([fault.parse::<Fault>().unwrap()])
            .start()
            .await
            .unwrap();
        let client = builder(datadog.base_url()).build().unwrap();
        let call = client.url_settings().create(PAGE, tags()).with_response();
        let response = call.await.unwrap();
        let setting = response.value();
        assert!(!setting.confirmed(), "{fault}");
        assert_eq!(setting.id().as_str(), datadog.url_settings()[0].id);
        assert_eq!(response.attempts().len(), 3, "{fault}");
    }
}

#[tokio::test]
async fn a_lost_create_that_can_not_be_settled_says_so() {
    let lost = error("502 Bad Gateway");
    let taken = error("409 Conflict");
    let other = listed(&[("1", PAGE, "team:other")]);
    for (answer, expected) in [
        (
            other,
            expect![
                "127.0.0.1 answered 409 Conflict, with other tags there (\"no\") in the course of 3 attempts over TIME; what is there may be this call's own, as attempt 1 (502 Bad Gateway) may have been carried out; look at the Statuspage integration in Datadog before you repeat the call"
            ],
        ),
        (
            listed(&[]),
            expect![
                "127.0.0.1 answered 409 Conflict, though it isn't there any more (\"no\") in the course of 3 attempts over TIME; what is there may be this call's own, as attempt 1 (502 Bad Gateway) may have been carried out; look at the Statuspage integration in Datadog before you repeat the call"
            ],
        ),
        (
            error("403 Forbidden"),
            expect![
                "127.0.0.1 answered 409 Conflict, and what is there could not be listed (\"no\") in the course of 3 attempts over TIME; what is there may be this call's own, as attempt 1 (502 Bad Gateway) may have been carried out; look at the Statuspage integration in Datadog before you repeat the call"
            ],
        ),
    ] {
        let server = RawServer::start([lost.clone(), taken.clone(), answer]).await;
        let client = builder(server.base_url()).build().unwrap();
        let error = client
            .url_settings()
            .create(PAGE, tags())
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Conflict, Outcome::Unknown)
        );
        assert_eq!(error.attempts().len(), 3);
        expected.assert_eq(&crate::support::timeless(&error, &server.base_url()));
    }
    // A conflict of which nothing is unknown needs no list.
    let server = RawServer::start([taken, listed(&[("1", PAGE, "team:web,env:prod")])]).await;
    let error = once(server.base_url())
        .url_settings()
        .create(PAGE, tags())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Conflict, Outcome::NotApplied)
    );
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn somebody_else_at_work_is_dealt_with() {
    let nothing = listed(&[]);
    let taken = error("409 Conflict");
    let gone = error("404 Not Found");
    let ours = listed(&[("1", PAGE, "team:web,env:prod")]);
    let theirs = listed(&[("1", PAGE, "team:other")]);
    let elsewhere = one(
        "200 OK",
        "1",
        "https://moved.statuspage.io",
        "team:web,env:prod",
    );
    let unsaid = json(
        "200 OK",
        "",
        r#"{"data":{"id":"1","type":"statuspage-url-setting","attributes":{}}}"#,
    );
    let created = one("201 Created", "2", PAGE, "team:web,env:prod");
    let lost = error("502 Bad Gateway");
    for (what, answers, expected) in [
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
            "the update isn't told",
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
    ] {
        let count = answers.len();
        let server = RawServer::start(answers).await;
        let client = builder(server.base_url()).build().unwrap();
        let call = client.url_settings().ensure(PAGE, tags()).with_response();
        let response = call.await.unwrap();
        let ensured = response.value();
        let word = match (ensured, ensured.value().confirmed()) {
            (Ensured::Created(_), true) => "Created",
            (Ensured::Created(_), false) => "Created?",
            (Ensured::Unchanged(_), _) => "Unchanged",
            (Ensured::Updated(_), true) => "Updated",
            (Ensured::Updated(_), false) => "Updated?",
            _ => "something new",
        };
        assert_eq!(word, expected, "{what}");
        assert_eq!(server.received().len(), count, "{what}");
        assert_eq!(response.attempts().len(), count, "{what}");
    }
}

#[tokio::test]
async fn an_update_that_always_speaks_of_another_page_is_given_up() {
    let theirs = listed(&[("1", PAGE, "team:other")]);
    let elsewhere = one(
        "200 OK",
        "1",
        "https://moved.statuspage.io",
        "team:web,env:prod",
    );
    let answers = [theirs, elsewhere].into_iter().cycle().take(100);
    let server = RawServer::start(answers).await;
    let error = once(server.base_url())
        .url_settings()
        .ensure(PAGE, tags())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Conflict, Outcome::Unknown)
    );
    assert_eq!(server.received().len(), 8);
    expect!["what was asked of 127.0.0.1 did not come about, as Datadog's answer shows the page https://moved.statuspage.io with the tags team:web,env:prod in the course of 8 attempts over TIME; Datadog said yes to some of what was asked for; run it again, which changes only what isn't as asked for"]
        .assert_eq(&crate::support::timeless(&error, &server.base_url()));
}

#[tokio::test]
async fn all_requests_share_one_deadline() {
    let datadog = simulator().await;
    datadog.set_account(Some("theirs".into()));
    // The create is turned down after a while; the update gets no answer.
    datadog.add_faults(
        ["429:Retry-After=1", "409", "stall"].map(|fault| fault.parse::<Fault>().unwrap()),
    );
    let client = builder(datadog.base_url()).build().unwrap();
    let start = std::time::Instant::now();
    let error = client
        .account()
        .ensure("k")
        .timeout(Duration::from_millis(1_800))
        .await
        .unwrap_err();
    assert!(
        start.elapsed() < Duration::from_millis(2_500),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Timeout, Outcome::Unknown)
    );
    assert_eq!(error.stop_reason(), Some(StopReason::TimeoutReached));
    assert_eq!(error.attempts().len(), 3);
    assert!(
        error
            .to_string()
            .ends_with("run it again, which changes only what isn't as asked for"),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_that_shows_something_else_is_looked_at_again() {
    let nothing = listed(&[]);
    let theirs = listed(&[("1", PAGE, "team:other")]);
    let ours = listed(&[("1", PAGE, "team:web,env:prod")]);
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
            .ensure(PAGE, tags())
            .await
            .unwrap();
        assert!(!ensured.value().confirmed(), "{what}");
        assert!(
            format!("{ensured:?}").starts_with(expected),
            "{what}: {ensured:?}"
        );
    }
}

#[tokio::test]
async fn an_account_shows_a_mask_and_nothing_else() {
    for (shown, expected) in [
        ("*****", "*****"),
        ("****1234", "****1234"),
        ("k3y-in-the-clear", "*****"),
    ] {
        let data =
            format!(r#"{{"type":"statuspage-account","attributes":{{"api_key":"{shown}"}}}}"#);
        let server = RawServer::start([json("200 OK", "", &format!(r#"{{"data":{data}}}"#))]).await;
        let account = once(server.base_url()).account().get().await.unwrap();
        assert_eq!(account.masked_api_key(), Some(expected));
        assert!(!format!("{account:?}").contains("clear"));
    }
}
