//! Each operation: against each documented answer, against the simulator, and against its faults.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use datadog_statuspage::{
    Client, Error, ErrorKind, Outcome, RetryPolicy, Tags, UrlSettingChange, UrlSettingId,
};
use datadog_statuspage_api::OPENAPI_JSON;
use datadog_statuspage_testing::{Fault, Simulator, StoredUrlSetting};
use serde_json::Value;

use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, once, simulator};

const PAGE: &str = "https://example.statuspage.io";

fn tags() -> Tags {
    Tags::new(["team:web", "env:prod"]).unwrap()
}

fn id() -> UrlSettingId {
    "00000000-0000-0000-0000-000000000001".parse().unwrap()
}

/// Every operation of the fragment, by its id; what it answered is not looked at.
async fn call(client: &Client, operation: &str) -> Result<(), Error> {
    let retry = RetryPolicy::disabled();
    match operation {
        "GetStatuspageAccount" => client.account().get().retry_policy(retry).await.map(drop),
        "CreateStatuspageAccount" => client
            .account()
            .create(STATUSPAGE_KEY)
            .retry_policy(retry)
            .await
            .map(drop),
        "UpdateStatuspageAccount" => client
            .account()
            .update(STATUSPAGE_KEY)
            .retry_policy(retry)
            .await
            .map(drop),
        "DeleteStatuspageAccount" => client
            .account()
            .delete()
            .retry_policy(retry)
            .await
            .map(drop),
        "ListStatuspageUrlSettings" => client
            .url_settings()
            .list()
            .retry_policy(retry)
            .await
            .map(drop),
        "CreateStatuspageUrlSetting" => client
            .url_settings()
            .create(PAGE, tags())
            .retry_policy(retry)
            .await
            .map(drop),
        "UpdateStatuspageUrlSetting" => {
            let change = UrlSettingChange::default().tags(tags());
            client
                .url_settings()
                .update(&id(), change)
                .retry_policy(retry)
                .await
                .map(drop)
        }
        "DeleteStatuspageUrlSetting" => client
            .url_settings()
            .delete(&id())
            .retry_policy(retry)
            .await
            .map(drop),
        other => panic!("{other} is not called here: add it to `call` in tests/it/operations.rs"),
    }
}

struct Operation {
    id: String,
    method: String,
    path: String,
    /// Status, and the example of its body.
    answers: BTreeMap<u16, Option<Value>>,
}

fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(OPENAPI_JSON).unwrap();
    let resolve = |value: &Value| match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(&reference[1..]).unwrap().clone(),
        None => value.clone(),
    };
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "post", "patch", "delete"] {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let answers =
                operation["responses"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(status, response)| {
                        let example = resolve(response)
                            .pointer("/content/application~1json/example")
                            .cloned();
                        (status.parse().unwrap(), example)
                    });
            found.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase(),
                path: path.replace("{statuspage_url_setting_id}", id().as_str()),
                answers: answers.collect(),
            });
        }
    }
    found
}

#[test]
fn the_fragment_has_eight_operations() {
    let ids: BTreeSet<_> = operations()
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    assert_eq!(
        ids.len(),
        8,
        "tests/it/operations.rs says how many there are, and CHANGELOG.md too: {ids:?}"
    );
}

#[tokio::test]
async fn each_operation_reads_each_documented_answer() {
    for operation in operations() {
        for (status, example) in operation.answers {
            let shown = format!("{} {status}", operation.id);
            let body = example.map_or(String::new(), |example| example.to_string());
            let answer = match status {
                204 => "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
                _ => json(&format!("{status} X"), "", &body),
            };
            let server = RawServer::start([answer]).await;
            let result = call(&once(server.base_url()), &operation.id).await;
            let received = server.received();
            let line = format!("{} {} HTTP/1.1\r\n", operation.method, operation.path);
            assert!(received[0].starts_with(&line), "{shown}: {}", received[0]);
            let kind = match status {
                200..=299 => None,
                400 => Some(ErrorKind::BadRequest),
                403 => Some(ErrorKind::Forbidden),
                404 => Some(ErrorKind::NotFound),
                409 => Some(ErrorKind::Conflict),
                429 => Some(ErrorKind::TooManyRequests),
                other => panic!("{other} has no kind"),
            };
            assert_eq!(result.as_ref().err().map(Error::kind), kind, "{shown}");
            if let Err(error) = result {
                assert_eq!(error.outcome(), Outcome::NotApplied, "{shown}");
                assert_eq!(error.messages().len(), 1, "{shown}");
            }
        }
    }
}

/// A Datadog in which every operation has something to do, but for the creates.
async fn stocked(operation: &str, faults: &[&str]) -> Simulator {
    let faults = faults.iter().map(|fault| fault.parse::<Fault>().unwrap());
    let datadog = Simulator::builder().faults(faults).start().await.unwrap();
    if !operation.starts_with("Create") {
        datadog.set_account(Some("theirs".into()));
        datadog.set_url_settings([StoredUrlSetting {
            id: id().to_string(),
            url: PAGE.to_owned(),
            custom_tags: "team:web".to_owned(),
        }]);
    }
    datadog
}

#[tokio::test]
async fn the_simulator_carries_out_each_operation() {
    for operation in operations() {
        let simulator = stocked(&operation.id, &[]).await;
        let result = call(&once(simulator.base_url()), &operation.id).await;
        if let Err(error) = result {
            let id = operation.id;
            panic!("{id}: {error}; see crates/datadog-statuspage-testing/src/state.rs");
        }
    }
}

#[tokio::test]
async fn each_operation_says_what_is_known_after_each_fault() {
    const FAULTS: [&str; 14] = [
        "reset",
        "commit-then-reset",
        "stall",
        "commit-then-stall",
        "cut",
        "commit-then-cut",
        "garbage",
        "commit-then-garbage",
        "429",
        "500",
        "502",
        "commit-then-502",
        "503",
        "commit-then-504",
    ];
    for fault in FAULTS {
        let calls: Vec<_> = operations()
            .into_iter()
            .map(|operation| tokio::spawn(befall(operation.id, operation.method == "GET", fault)))
            .collect();
        for call in calls {
            call.await.unwrap();
        }
    }
}

async fn befall(id: String, reads: bool, fault: &'static str) {
    let datadog = stocked(&id, &[fault]).await;
    let mut client = builder(datadog.base_url());
    if fault.ends_with("stall") {
        client = client.attempt_timeout(Duration::from_millis(800));
    }
    let client = client.build().unwrap();
    let state = || {
        (
            datadog.account().map(|key| key.expose().to_owned()),
            datadog.url_settings(),
        )
    };
    let before = state();
    let result = call(&client, &id).await;
    let changed = before != state();
    let shown = format!("{id} {fault}: {result:?}");
    match result {
        // A deletion has no body that could be cut or spoilt.
        Ok(()) => assert!(
            id.starts_with("Delete") && fault.starts_with("commit-then-"),
            "{shown}"
        ),
        Err(error) if reads => assert_eq!(error.outcome(), Outcome::NotApplied, "{shown}"),
        Err(error) => match error.outcome() {
            Outcome::NotApplied => assert!(!changed && fault == "429", "{shown}"),
            Outcome::Applied => assert!(changed && fault == "commit-then-garbage", "{shown}"),
            Outcome::Unknown => assert!(fault != "429", "{shown}"),
        },
    }
}

#[tokio::test]
async fn a_success_tells_of_its_call() {
    let datadog = stocked("", &["503:Retry-After=1"]).await;
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
    // Reading changes nothing, whatever it comes to.
    assert_eq!(
        (first.outcome(), second.outcome()),
        (Outcome::NotApplied, Outcome::NotApplied)
    );
}

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
    let first = settings.create(PAGE, tags()).await.unwrap();
    assert_eq!(first.url(), Some(PAGE));
    assert_eq!(
        (first.custom_tags(), first.tags()),
        (Some("team:web,env:prod"), Some(tags()))
    );
    assert_eq!(
        settings.create(PAGE, tags()).await.unwrap_err().kind(),
        ErrorKind::Conflict
    );
    let second = settings
        .create("https://other.status.io/x", tags())
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
    assert_eq!(listed.len(), 2);
    let ids: Vec<_> = listed.iter().map(|setting| setting.id().clone()).collect();
    assert_eq!(ids, [first.id().clone(), second.id().clone()]);

    assert!(settings.delete(first.id()).await.unwrap().confirmed());
    assert_eq!(
        settings.delete(first.id()).await.unwrap_err().kind(),
        ErrorKind::NotFound
    );
    assert_eq!(datadog.url_settings().len(), 1);
}

#[tokio::test]
async fn what_a_lost_deletion_left_gone_is_deleted() {
    for fault in ["commit-then-reset", "commit-then-502", "commit-then-stall"] {
        for operation in ["DeleteStatuspageAccount", "DeleteStatuspageUrlSetting"] {
            let datadog = stocked(operation, &[fault]).await;
            let client = builder(datadog.base_url())
                .attempt_timeout(Duration::from_millis(300))
                .build()
                .unwrap();
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
async fn a_page_in_place_of_a_deletion_is_nobodys_yes() {
    for (status, body, outcome) in [
        (
            "200 OK",
            "<title>Please log in</title>",
            Some(Outcome::Unknown),
        ),
        ("202 Accepted", "", None),
    ] {
        let server = RawServer::start([json(status, "", body)]).await;
        let result = once(server.base_url()).account().delete().await;
        assert_eq!(
            result.as_ref().err().map(Error::outcome),
            outcome,
            "{status}"
        );
        assert!(result.is_err() || result.is_ok_and(|deleted| deleted.confirmed()));
    }
}

#[tokio::test]
async fn another_success_counts_if_its_body_is_the_setting() {
    let setting = |kind: &str| {
        let attributes = format!(r#"{{"url":"{PAGE}","custom_tags":"team:web,env:prod"}}"#);
        format!(r#"{{"data":{{"id":"1","type":"{kind}","attributes":{attributes}}}}}"#)
    };
    let server = RawServer::start([json("200 OK", "", &setting("statuspage-url-setting"))]).await;
    let created = once(server.base_url())
        .url_settings()
        .create(PAGE, tags())
        .await
        .unwrap();
    assert_eq!(created.url(), Some(PAGE));
    let listed: Vec<_> = tags().iter().map(str::to_owned).collect();
    assert_eq!(listed, ["team:web", "env:prod"]);

    let server = RawServer::start([json("200 OK", "", &setting("user"))]).await;
    let error = once(server.base_url())
        .url_settings()
        .create(PAGE, tags())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Decode, Outcome::Unknown)
    );
}

#[tokio::test]
async fn a_lost_read_or_update_is_made_again() {
    for fault in [
        "reset",
        "commit-then-reset",
        "commit-then-cut",
        "commit-then-502",
    ] {
        let datadog = stocked("", &[fault, fault]).await;
        let client = builder(datadog.base_url()).build().unwrap();
        let listed = client.url_settings().list().with_response().await;
        assert_eq!(listed.unwrap().attempts().len(), 3, "{fault}");
        datadog.add_faults([fault.parse().unwrap()]);
        let updated = client.account().update("new").with_response().await;
        assert_eq!(updated.unwrap().attempts().len(), 2, "{fault}");
        assert_eq!(datadog.account().unwrap().expose(), "new");
    }
}

#[tokio::test]
async fn what_can_not_be_sent_is_refused_before_sending() {
    let datadog = simulator().await;
    let settings = once(datadog.base_url()).url_settings();
    for url in [
        "",
        "example.statuspage.io",
        "ftp://example.statuspage.io",
        "https://",
        "javascript:alert(1)",
    ] {
        assert_eq!(
            settings.create(url, tags()).await.unwrap_err().kind(),
            ErrorKind::Config,
            "{url}"
        );
    }
    // In a path these would lead to another resource.
    for id in ["", ".", "..", "a/b", "..\\..\\account", &"x".repeat(101)] {
        assert_eq!(
            id.parse::<UrlSettingId>().unwrap_err().kind(),
            ErrorKind::Config,
            "{id}"
        );
    }
    for id in ["a b", "a%2Fb", "a?b#c", "é", "a\n"] {
        let error = settings.delete(&id.parse().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{id}");
    }
    for request in datadog.requests() {
        assert!(
            request
                .path()
                .starts_with("/api/v2/integration/statuspage/url_settings/"),
            "{request:?}"
        );
    }
    assert!(Tags::new(Vec::<String>::new()).is_err());
    for blank in ["", " ", "\u{a0}", "a\nb"] {
        assert!(Tags::new([blank]).is_err(), "{blank:?}");
    }
    assert!(Tags::new(["a", "b,c"]).is_err());
    assert!("a,,b".parse::<Tags>().is_err());
}

#[tokio::test]
async fn an_id_from_a_hostile_list_leads_nowhere() {
    let list =
        r#"{"data":[{"id":"..\\..\\account","type":"statuspage-url-setting","attributes":{}}]}"#;
    let server = RawServer::start([json("200 OK", "", list)]).await;
    let settings = once(server.base_url()).url_settings();
    let listed = settings.list().await.unwrap();
    let id = listed.iter().next().unwrap().id();
    assert_eq!(
        settings.delete(id).await.unwrap_err().kind(),
        ErrorKind::Config
    );
    assert_eq!(server.received().len(), 1);
}
