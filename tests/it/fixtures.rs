//! Shared test data: pages and tags, simulators, and answers.

use std::time::Duration;

use datadog_statuspage::{Client, Desired, Error, Tags, UrlSettingId};
use datadog_statuspage_api::types;
use datadog_statuspage_testing::{Fault, Simulator, StoredUrlSetting};

use crate::faults::passing;
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, once};

pub(crate) const PAGE: &str = "https://example.statuspage.io";

/// The body of a documented answer to a call that creates an account.
pub(crate) const CREATED: &str =
    r#"{"data":{"attributes":{"api_key":"*****"},"type":"statuspage-account"}}"#;

/// The body of an answer that shows no key.
pub(crate) const ACCOUNT: &str = r#"{"data":{"type":"statuspage-account","attributes":{}}}"#;

/// The body of the documented request that creates an account.
pub(crate) fn account_request() -> types::StatuspageAccountCreateRequest {
    types::StatuspageAccountCreateRequest {
        data: types::StatuspageAccountCreateRequestData {
            attributes: types::StatuspageAccountCreateRequestAttributes {
                api_key: STATUSPAGE_KEY.into(),
            },
            type_: types::StatuspageAccountType::StatuspageAccount,
        },
    }
}

/// Returns the body of an answer that shows this key, which is a JSON text.
pub(crate) fn account_body(key: &str) -> String {
    ACCOUNT.replace("{}", &format!(r#"{{"api_key":{key}}}"#))
}

pub(crate) fn tags(text: &str) -> Tags {
    text.parse().unwrap()
}

/// The tags of most tests.
pub(crate) fn web() -> Tags {
    Tags::new(["team:web", "env:prod"]).unwrap()
}

/// A setting as the simulator keeps it.
pub(crate) fn stored(id: &str, url: &str, tags: &str) -> StoredUrlSetting {
    StoredUrlSetting {
        id: id.to_owned(),
        url: url.to_owned(),
        custom_tags: tags.to_owned(),
    }
}

/// The setting that `stocked` holds.
pub(crate) fn id() -> UrlSettingId {
    "00000000-0000-0000-0000-000000000001".parse().unwrap()
}

/// Creates a Datadog that holds nothing.
pub(crate) async fn faulty(faults: &[&str]) -> Simulator {
    let faults = parsed(faults);
    Simulator::builder().faults(faults).start().await.unwrap()
}

pub(crate) fn parsed(faults: &[&str]) -> Vec<Fault> {
    faults.iter().map(|fault| fault.parse().unwrap()).collect()
}

/// Creates a client that gives an attempt up soon only if it gets no answer.
pub(crate) fn client_for(datadog: &Simulator, fault: &str) -> Client {
    // Nothing else comes near a limit, on slow machines either.
    let limit = if fault.ends_with("stall") {
        800
    } else {
        30_000
    };
    builder(datadog.base_url())
        .attempt_timeout(Duration::from_millis(limit))
        .build()
        .unwrap()
}

/// Returns the error of a call that creates an account and is answered this way.
pub(crate) async fn failing(answer: impl Into<Vec<u8>>) -> Error {
    let server = RawServer::start([answer]).await;
    let call = once(server.base_url()).create_account(STATUSPAGE_KEY);
    call.await.unwrap_err()
}

/// Starts a server that gives these answers in turn, for more requests than a call makes.
pub(crate) async fn in_turn<const N: usize>(answers: [String; N]) -> RawServer {
    RawServer::start(answers.into_iter().cycle().take(100)).await
}

/// Creates a Datadog that holds an account and a setting.
pub(crate) async fn stocked(faults: &[&str]) -> Simulator {
    let datadog = faulty(faults).await;
    datadog.set_account(Some("theirs".into()));
    datadog.set_url_settings([stored(id().as_str(), PAGE, "team:web")]);
    datadog
}

/// Creates a Datadog with one setting that `desired` doesn't mention, one with other tags, and
/// one as desired.
pub(crate) async fn three_settings() -> Simulator {
    let datadog = faulty(&[]).await;
    datadog.set_url_settings([
        stored("1", "https://old.statuspage.io", "team:web"),
        stored("2", PAGE, "team:web"),
        stored("3", "https://same.statuspage.io", "a,b"),
    ]);
    datadog
}

pub(crate) fn desired() -> Desired {
    Desired::new()
        .account(STATUSPAGE_KEY)
        .url_setting(PAGE, web())
        .url_setting("https://same.statuspage.io/", tags("b,a"))
        .url_setting("https://new.statuspage.io", tags("team:web"))
}

/// Counts the requests that are not reads.
pub(crate) fn writes(datadog: &Simulator) -> usize {
    let requests = datadog.requests();
    requests
        .iter()
        .filter(|request| request.method() != "GET")
        .count()
}

pub(crate) fn setting(id: &str, url: &str, tags: &str) -> String {
    let attributes = format!(r#"{{"url":"{url}","custom_tags":"{tags}"}}"#);
    format!(r#"{{"id":"{id}","type":"statuspage-url-setting","attributes":{attributes}}}"#)
}

/// Returns the body of an answer that shows one setting.
pub(crate) fn setting_body(id: &str, url: &str, tags: &str) -> String {
    format!(r#"{{"data":{}}}"#, setting(id, url, tags))
}

/// Returns the body of an answer that lists settings: the id, URL and tags of each.
pub(crate) fn list_body(settings: &[(&str, &str, &str)]) -> String {
    let settings = settings.iter();
    let settings: Vec<_> = settings
        .map(|(id, url, tags)| setting(id, url, tags))
        .collect();
    list_of_entries(&settings)
}

pub(crate) fn list_of_entries(entries: &[String]) -> String {
    format!(r#"{{"data":[{}]}}"#, entries.join(","))
}

/// Returns an answer that lists a Datadog's settings, for one request among faulty ones.
pub(crate) fn list_of(datadog: &Simulator) -> Fault {
    let held = datadog.url_settings();
    let held: Vec<_> = held
        .iter()
        .map(|setting| {
            let StoredUrlSetting {
                id,
                url,
                custom_tags,
            } = setting;
            (id.as_str(), url.as_str(), custom_tags.as_str())
        })
        .collect();
    Fault::status(200).body(list_body(&held))
}

/// Returns a complete answer that lists settings.
pub(crate) fn listed(settings: &[(&str, &str, &str)]) -> String {
    json("200 OK", "", &list_body(settings))
}

/// Returns a complete answer that shows one setting.
pub(crate) fn one(status: &str, id: &str, url: &str, tags: &str) -> String {
    json(status, "", &setting_body(id, url, tags))
}

/// Returns a complete answer with an error that says "no".
pub(crate) fn error(status: &str) -> String {
    json(status, "", r#"{"errors":["no"]}"#)
}

/// Returns the cases for each fault: the state, the number of the request it hits, and the fault.
pub(crate) fn every_fault(
    held: [Option<&'static str>; 2],
) -> impl Iterator<Item = (Option<&'static str>, usize, &'static str)> {
    held.into_iter().flat_map(|held| {
        let at = move |position| {
            passing()
                .into_iter()
                .map(move |fault| (held, position, fault))
        };
        [0, 1].into_iter().flat_map(at)
    })
}
