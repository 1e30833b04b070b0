//! Requests whose answer is lost: what was applied, and how the call finds out.

use datadog_statuspage::{ErrorKind, Outcome};
use expect_test::expect;

use crate::fixtures::{PAGE, client_for, error, faulty, id, listed, stocked, web};
use crate::raw_server::RawServer;
use crate::support::{builder, ends_as, once, timeless, together};

#[tokio::test]
async fn a_lost_create_of_a_setting_is_settled_by_the_list() {
    for fault in ["commit-then-502", "commit-then-reset", "commit-then-cut"] {
        let datadog = faulty(&[fault]).await;
        let client = builder(datadog.base_url()).build().unwrap();
        let call = client.url_settings().create(PAGE, web()).with_response();
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
                "127.0.0.1 answered 409 Conflict while creating the URL setting, where the page is watched with other tags (\"no\") after 3 attempts over TIME; the conflict may be with this call's own attempt 1 (502 Bad Gateway), which may have been applied; call url_settings().ensure next, which is safe in either case"
            ],
        ),
        (
            listed(&[]),
            expect![
                "127.0.0.1 answered 409 Conflict while creating the URL setting, although the page is no longer watched (\"no\") after 3 attempts over TIME; the conflict may be with this call's own attempt 1 (502 Bad Gateway), which may have been applied; call url_settings().ensure next, which is safe in either case"
            ],
        ),
        (
            error("403 Forbidden"),
            expect![
                "127.0.0.1 answered 409 Conflict while creating the URL setting, and the URL settings could not be listed (\"no\") after 3 attempts over TIME; the conflict may be with this call's own attempt 1 (502 Bad Gateway), which may have been applied; call url_settings().ensure next, which is safe in either case"
            ],
        ),
    ] {
        let server = RawServer::start([lost.clone(), taken.clone(), answer]).await;
        let client = builder(server.base_url()).build().unwrap();
        let error = client.url_settings().create(PAGE, web()).await.unwrap_err();
        ends_as(&error, ErrorKind::Conflict, Outcome::Unknown);
        assert_eq!(error.attempts().len(), 3);
        expected.assert_eq(&timeless(&error, &server.base_url()));
    }
    // A conflict without an unknown outcome needs no list.
    let server = RawServer::start([taken, listed(&[("1", PAGE, "team:web,env:prod")])]).await;
    let error = once(server.base_url())
        .url_settings()
        .create(PAGE, web())
        .await
        .unwrap_err();
    ends_as(&error, ErrorKind::Conflict, Outcome::NotApplied);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_lost_deletion_of_what_is_gone_is_a_success() {
    for fault in ["commit-then-reset", "commit-then-502", "commit-then-stall"] {
        for operation in ["DeleteStatuspageAccount", "DeleteStatuspageUrlSetting"] {
            let datadog = stocked(&[fault]).await;
            let client = client_for(&datadog, fault);
            let deleted = match operation {
                "DeleteStatuspageAccount" => client.account().delete(),
                _ => client.url_settings().delete(&id()),
            };
            let deleted = deleted.with_response().await.unwrap();
            assert!(!deleted.value().confirmed(), "{fault}");
            assert_eq!(deleted.status().unwrap(), 404, "{fault}");
            assert_eq!(deleted.attempts().len(), 2, "{fault}");
        }
    }
}

#[tokio::test]
async fn a_lost_read_or_update_is_made_again() {
    let faults = [
        "reset",
        "commit-then-reset",
        "commit-then-cut",
        "commit-then-502",
    ];
    together(faults.map(|fault| async move {
        let datadog = stocked(&[fault, fault]).await;
        let client = builder(datadog.base_url()).build().unwrap();
        let listed = client.url_settings().list().with_response().await;
        assert_eq!(listed.unwrap().attempts().len(), 3, "{fault}");
        datadog.add_faults([fault.parse().unwrap()]);
        let updated = client.account().update("new").with_response().await;
        assert_eq!(updated.unwrap().attempts().len(), 2, "{fault}");
        assert_eq!(datadog.account().unwrap().expose(), "new");
    }))
    .await;
}
