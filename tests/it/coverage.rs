//! Everything that the fragment documents is covered by our crates.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use datadog_statuspage::{ErrorKind, Site};
use datadog_statuspage_api::OPENAPI_JSON;
use serde_json::Value;

use crate::raw_server::{RawServer, json};
use crate::support::{once, root};

fn fragment() -> Value {
    serde_json::from_str(OPENAPI_JSON).unwrap()
}

/// Returns each operation's id with the statuses that it documents.
fn documented() -> Vec<(String, Vec<u16>)> {
    let fragment = fragment();
    let items = fragment["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    operations
        .filter_map(|operation| {
            let statuses = operation.get("responses")?.as_object()?.keys();
            let id = operation["operationId"].as_str()?.to_owned();
            Some((id, statuses.map(|status| status.parse().unwrap()).collect()))
        })
        .collect()
}

#[test]
fn every_documented_status_has_a_mock_method() {
    let mocks =
        fs::read_to_string(root().join("crates/datadog-statuspage-testing/src/mock.rs")).unwrap();
    for (id, statuses) in documented() {
        let start = mocks
            .find(&format!("impl {id}Then {{"))
            .unwrap_or_else(|| panic!("{id} has no mock"));
        let methods = &mocks[start..];
        let methods = &methods[..methods.find("\n    }\n").unwrap()];
        for status in statuses {
            assert!(
                methods.contains(&format!(".status({status}u16)")),
                "{id} has no mock method for {status}"
            );
        }
    }
}

#[tokio::test]
async fn every_documented_error_has_its_own_kind() {
    let mut kinds = BTreeMap::new();
    for (id, statuses) in documented() {
        for status in statuses.into_iter().filter(|status| *status >= 300) {
            let server =
                RawServer::start([json(&format!("{status} X"), "", r#"{"errors":["x"]}"#)]).await;
            let error = once(server.base_url()).account().get().await.unwrap_err();
            assert_ne!(
                error.kind(),
                ErrorKind::UnexpectedStatus,
                "{id} documents {status}"
            );
            kinds.insert(status, error.kind());
        }
    }
    let different: HashSet<_> = kinds.values().collect();
    assert_eq!(different.len(), kinds.len(), "{kinds:?}");
}

#[test]
fn every_server_is_a_site() {
    let fragment = fragment();
    let servers = fragment["servers"].as_array().unwrap();
    for server in servers {
        let url = server["url"].as_str().unwrap();
        let site = Site::ALL.iter().find(|site| site.api_url() == url);
        let site = site.unwrap_or_else(|| panic!("{url} is no site"));
        assert_eq!(
            site.name(),
            server["x-datadog-site"]["name"].as_str().unwrap()
        );
        assert_eq!(
            site.to_string(),
            server["x-datadog-site"]["parameter"].as_str().unwrap()
        );
    }
    assert_eq!(Site::ALL.len(), servers.len());
}
