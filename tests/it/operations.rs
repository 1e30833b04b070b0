//! Each operation with each documented answer, with the simulator, and with its faults.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use datadog_statuspage::{Client, Error, ErrorKind, Outcome, RetryPolicy, UrlSettingChange};
use datadog_statuspage_api::OPENAPI_JSON;
use datadog_statuspage_testing::Simulator;
use serde_json::Value;

use crate::faults::passing;
use crate::fixtures::{PAGE, client_for, faulty, id, stocked, web};
use crate::raw_server::{RawServer, json};
use crate::support::{API_KEY, STATUSPAGE_KEY, once, together};

/// Every operation of the fragment, by its id. Returns what its value shows.
async fn call(client: &Client, operation: &str) -> Result<String, Error> {
    let retry = RetryPolicy::disabled();
    match operation {
        "GetStatuspageAccount" => client.account().get().retry_policy(retry).await.map(shown),
        "CreateStatuspageAccount" => client
            .account()
            .create(STATUSPAGE_KEY)
            .retry_policy(retry)
            .await
            .map(shown),
        "UpdateStatuspageAccount" => client
            .account()
            .update(STATUSPAGE_KEY)
            .retry_policy(retry)
            .await
            .map(shown),
        "DeleteStatuspageAccount" => client
            .account()
            .delete()
            .retry_policy(retry)
            .await
            .map(shown),
        "ListStatuspageUrlSettings" => client
            .url_settings()
            .list()
            .retry_policy(retry)
            .await
            .map(shown),
        "CreateStatuspageUrlSetting" => client
            .url_settings()
            .create(PAGE, web())
            .retry_policy(retry)
            .await
            .map(shown),
        "UpdateStatuspageUrlSetting" => {
            let change = UrlSettingChange::default().tags(web());
            client
                .url_settings()
                .update(&id(), change)
                .retry_policy(retry)
                .await
                .map(shown)
        }
        "DeleteStatuspageUrlSetting" => client
            .url_settings()
            .delete(&id())
            .retry_policy(retry)
            .await
            .map(shown),
        other => panic!("{other} is not called here: add it to `call` in tests/it/operations.rs"),
    }
}

fn shown(value: impl Debug) -> String {
    format!("{value:?}")
}

/// The texts in an example, but those that only say what it is an example of.
fn texts(example: &Value) -> Vec<&str> {
    match example {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(name, _)| *name != "type");
            fields.flat_map(|(_, value)| texts(value)).collect()
        }
        _ => Vec::new(),
    }
}

struct Operation {
    id: String,
    method: String,
    path: String,
    /// The statuses, each with the example of its body.
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
        "the number in tests/it/operations.rs, and a line in CHANGELOG.md: {ids:?}"
    );
}

#[tokio::test]
async fn each_operation_reads_each_documented_answer() {
    for operation in operations() {
        for (status, example) in operation.answers {
            let shown = format!("{} {status}", operation.id);
            let body = example.as_ref().map_or(String::new(), Value::to_string);
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
            match result {
                Ok(value) => {
                    for text in example.as_ref().map(texts).unwrap_or_default() {
                        assert!(value.contains(text), "{shown}: {text:?} is lost in {value}");
                    }
                }
                Err(error) => {
                    assert_eq!(error.outcome(), Outcome::NotApplied, "{shown}");
                    assert_eq!(error.messages().len(), 1, "{shown}");
                }
            }
        }
    }
}

/// Returns the example with one text in place of all texts except types.
fn filled(example: &Value, text: &str) -> Value {
    match example {
        Value::String(_) => text.into(),
        Value::Array(list) => list.iter().map(|it| filled(it, text)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| match &**name {
                "type" => (name.clone(), value.clone()),
                _ => (name.clone(), filled(value, text)),
            });
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

#[tokio::test]
async fn no_operation_shows_a_key_that_an_answer_echoes() {
    for operation in operations() {
        for (status, example) in operation.answers {
            let Some(example) = example else { continue };
            let body = filled(&example, API_KEY).to_string();
            let server = RawServer::start([json(&format!("{status} X"), "", &body)]).await;
            let result = call(&once(server.base_url()), &operation.id).await;
            let shown = result.unwrap_or_else(|error| format!("{error} {error:?}"));
            assert!(
                !shown.contains(API_KEY),
                "{} {status}: {shown}",
                operation.id
            );
        }
    }
}

/// A Datadog in which every operation has something to do.
async fn prepared(operation: &str, faults: &[&str]) -> Simulator {
    if operation.starts_with("Create") {
        faulty(faults).await
    } else {
        stocked(faults).await
    }
}

#[tokio::test]
async fn the_simulator_carries_out_each_operation() {
    for operation in operations() {
        let simulator = prepared(&operation.id, &[]).await;
        let result = call(&once(simulator.base_url()), &operation.id).await;
        if let Err(error) = result {
            let id = operation.id;
            panic!("{id}: {error}; see crates/datadog-statuspage-testing/src/organization.rs");
        }
    }
}

#[tokio::test]
async fn each_operation_says_what_is_known_after_each_fault() {
    let runs = passing().into_iter().flat_map(|fault| {
        let operations = operations().into_iter();
        operations.map(|operation| check_fault(operation.id, operation.method == "GET", fault))
    });
    together(runs).await;
}

async fn check_fault(id: String, reads: bool, fault: &'static str) {
    let datadog = prepared(&id, &[fault]).await;
    let client = client_for(&datadog, fault);
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
        Ok(_) => assert!(
            id.starts_with("Delete") && fault.starts_with("commit-then-"),
            "{shown}"
        ),
        Err(error) if reads => assert_eq!(error.outcome(), Outcome::NotApplied, "{shown}"),
        Err(error) => match error.outcome() {
            Outcome::NotApplied => assert!(!changed && fault.starts_with("429"), "{shown}"),
            Outcome::Applied => assert!(changed && fault == "commit-then-garbage", "{shown}"),
            Outcome::Unknown => assert!(!fault.starts_with("429"), "{shown}"),
        },
    }
}
