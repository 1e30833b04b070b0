//! The state of accounts and settings after each call, and its answer.

use std::time::Duration;

use datadog_statuspage::{ErrorKind, Outcome, Tags, UrlSettingChange};

use crate::fixtures::{PAGE, account_body, id, one, setting_body, stocked, web};
use crate::raw_server::{RawServer, json};
use crate::support::{builder, ends_as, once, simulator};

#[tokio::test]
async fn the_life_of_an_account() {
    let datadog = simulator().await;
    let account = once(datadog.base_url()).account();
    assert_eq!(account.get().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(
        account.update("k").await.unwrap_err().kind(),
        ErrorKind::NotFound
    );
    assert_eq!(
        account.delete().await.unwrap_err().kind(),
        ErrorKind::NotFound
    );
    let created = account.create("first").with_response().await.unwrap();
    assert_eq!(created.status().unwrap(), 201);
    assert_eq!(account.get().await.unwrap().masked_api_key(), Some("*****"));
    let updated = account.update("second").with_response().await.unwrap();
    assert_eq!(updated.status().unwrap(), 200);
    assert_eq!(datadog.account().unwrap().expose(), "second");
    assert_eq!(
        account.update("").await.unwrap_err().kind(),
        ErrorKind::Config
    );
    let deleted = account.delete().with_response().await.unwrap();
    assert_eq!(deleted.status().unwrap(), 204);
    assert!(deleted.value().confirmed());
    assert!(datadog.account().is_none());
}

#[tokio::test]
async fn the_life_of_url_settings() {
    let datadog = simulator().await;
    let settings = once(datadog.base_url()).url_settings();
    assert!(settings.list().await.unwrap().is_empty());
    let first = settings.create(PAGE, web()).await.unwrap();
    assert_eq!(first.url(), Some(PAGE));
    assert_eq!(
        (first.custom_tags(), first.tags()),
        (Some("team:web,env:prod"), Some(web()))
    );
    assert_eq!(
        settings.create(PAGE, web()).await.unwrap_err().kind(),
        ErrorKind::Conflict
    );
    let second = settings
        .create("https://other.status.io/x", web())
        .await
        .unwrap();

    let change = UrlSettingChange::default().tags(Tags::new(["a"]).unwrap());
    let changed = settings.update(second.id(), change).await.unwrap();
    assert_eq!(
        (changed.id(), changed.url(), changed.custom_tags()),
        (second.id(), second.url(), Some("a"))
    );
    let change = UrlSettingChange::default().url(PAGE);
    assert_eq!(
        settings
            .update(second.id(), change.clone())
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Conflict
    );
    assert_eq!(
        settings
            .update(first.id(), change.clone())
            .await
            .unwrap()
            .url(),
        Some(PAGE)
    );
    assert_eq!(
        settings.update(&id(), change).await.unwrap_err().kind(),
        ErrorKind::NotFound
    );

    let listed = settings.list().await.unwrap();
    assert_eq!((listed.len(), listed.is_empty()), (2, false));
    let ids: Vec<_> = listed.iter().map(|setting| setting.id().clone()).collect();
    assert_eq!(ids, [first.id().clone(), second.id().clone()]);
    let owned: Vec<_> = listed.into_iter().map(|it| it.id().to_string()).collect();
    assert_eq!(owned, [first.id().as_str(), second.id().as_str()]);

    assert!(settings.delete(first.id()).await.unwrap().confirmed());
    assert_eq!(
        settings.delete(first.id()).await.unwrap_err().kind(),
        ErrorKind::NotFound
    );
    assert_eq!(datadog.url_settings().len(), 1);
}

#[tokio::test]
async fn an_account_shows_a_mask_and_nothing_else() {
    for (shown, expected) in [
        ("*****", "*****"),
        ("****1234", "****1234"),
        ("k3y-in-the-clear", "*****"),
    ] {
        let body = account_body(&format!("{shown:?}"));
        let server = RawServer::start([json("200 OK", "", &body)]).await;
        let account = once(server.base_url()).account().get().await.unwrap();
        assert_eq!(account.masked_api_key(), Some(expected));
        assert!(!format!("{account:?}").contains("clear"));
    }
}

#[tokio::test]
async fn a_success_reports_its_attempts() {
    let datadog = stocked(&["503:Retry-After=1"]).await;
    let client = builder(datadog.base_url()).build().unwrap();
    let response = client.account().get().with_response().await.unwrap();
    assert_eq!(response.status().unwrap(), 200);
    assert!(response.elapsed() >= Duration::from_secs(1));
    assert!(response.rate_limit().is_none());
    let [first, second] = response.attempts() else {
        panic!("two attempts")
    };
    assert!(
        first.elapsed() > Duration::ZERO
            && first.wait().unwrap().duration() >= Duration::from_secs(1)
    );
    // A read changes nothing, whatever its result.
    assert_eq!(
        (first.outcome(), second.outcome()),
        (Outcome::NotApplied, Outcome::NotApplied)
    );
}

#[tokio::test]
async fn another_success_counts_if_its_body_is_the_setting() {
    let shown = one("200 OK", "1", PAGE, "team:web,env:prod");
    let server = RawServer::start([shown]).await;
    let created = once(server.base_url())
        .url_settings()
        .create(PAGE, web())
        .await
        .unwrap();
    assert_eq!(created.url(), Some(PAGE));
    let listed: Vec<_> = web().iter().map(str::to_owned).collect();
    assert_eq!(listed, ["team:web", "env:prod"]);

    let body = setting_body("1", PAGE, "team:web,env:prod");
    let user = body.replace("statuspage-url-setting", "user");
    let server = RawServer::start([json("200 OK", "", &user)]).await;
    let error = once(server.base_url())
        .url_settings()
        .create(PAGE, web())
        .await
        .unwrap_err();
    ends_as(&error, ErrorKind::Decode, Outcome::Unknown);
}

#[tokio::test]
async fn a_login_page_does_not_confirm_a_deletion() {
    for (status, body) in [
        ("200 OK", "<title>Please log in</title>"),
        ("200 OK", ""),
        ("202 Accepted", ""),
    ] {
        let server = RawServer::start([json(status, "", body)]).await;
        let error = once(server.base_url())
            .account()
            .delete()
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Decode, Outcome::Unknown),
            "{status}"
        );
    }
}
