//! Calls to a Datadog that asks them to wait, which is not an outage.

use std::sync::Arc;
use std::time::Duration;

use super::world::Busy;
use crate::http::exchange::simulated::NETWORK;
use crate::retry::simulation::paused;
use crate::{Client, Credentials, Desired, Tags};

/// An hour is enough for 120 requests in a row that wait for a second or two each.
fn client() -> Client {
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    Client::builder(Credentials::keys("api", "app").unwrap())
        .http_client(http)
        .timeout(Duration::from_secs(60 * 60))
        .build()
        .unwrap()
}

fn tags(text: &str) -> Tags {
    text.parse().unwrap()
}

fn page(number: usize) -> String {
    format!("https://page-{number}.statuspage.io")
}

/// The statuses that each request is answered with before it is served, and the `Retry-After`.
const TOLD: [(&[u16], Option<&str>); 5] = [
    (&[429], Some("1")),
    (&[429], None),
    (&[429, 429, 429], Some("1")),
    (&[429, 503], Some("1")),
    (&[503, 429, 429], None),
];

#[test]
fn a_sync_of_many_pages_ends_well() {
    const PAGES: usize = 120;

    for (answers, retry_after) in TOLD {
        let server = Arc::new(Busy::new(answers, retry_after));
        let desired = (0..PAGES).fold(Desired::new(), |desired, number| {
            desired.url_setting(page(number), tags("team:web"))
        });
        let call = async { client().sync(&desired).await };
        let report = paused().block_on(NETWORK.scope(Arc::clone(&server) as _, call));
        let report = report.unwrap_or_else(|error| panic!("{answers:?} {retry_after:?}: {error}"));
        assert_eq!(report.changes().len(), PAGES, "{answers:?}");
        // A list before, and one afterwards.
        let requests = (PAGES + 2) * (answers.len() + 1);
        assert_eq!(server.requests(), requests, "{answers:?}");
    }
}

#[test]
fn concurrent_calls_all_end_well() {
    // A 503 is a sign of an outage; a client tolerates 50 of them at a time.
    let answers_of_429 = TOLD.iter().filter(|(answers, _)| !answers.contains(&503));
    for (answers, retry_after) in answers_of_429 {
        for count in [60, 1_000] {
            let server = Arc::new(Busy::new(answers, *retry_after));
            let client = client();
            let failed = paused().block_on(async {
                let create = |number| client.url_settings().create(page(number), tags("a"));
                let calls: Vec<_> = (0..count)
                    .map(|number| {
                        NETWORK.scope(Arc::clone(&server) as _, create(number).into_future())
                    })
                    .map(tokio::spawn)
                    .collect();
                let mut failed = Vec::new();
                for call in calls {
                    failed.extend(call.await.unwrap().err());
                }
                failed
            });
            let first = failed.first().map(ToString::to_string);
            assert_eq!((failed.len(), first), (0, None), "{count} {answers:?}");
            assert_eq!(server.requests(), count * (answers.len() + 1));
        }
    }
}

#[test]
fn every_request_of_a_workflow_may_be_asked_to_wait() {
    for (answers, retry_after) in TOLD {
        let there = [
            ("https://page-0.statuspage.io", "other:tags"),
            ("https://old.statuspage.io", "a"),
        ];
        let server = Arc::new(Busy::new(answers, retry_after).holding(there));
        let desired = Desired::new()
            .account("k3y-new")
            .replace_key(true)
            .url_setting(page(0), tags("a"))
            .url_setting(page(1), tags("a"))
            .prune(true);
        let call = async { client().sync(&desired).await };
        let report = paused().block_on(NETWORK.scope(Arc::clone(&server) as _, call));
        let report = report.unwrap_or_else(|error| panic!("{answers:?} {retry_after:?}: {error}"));
        assert_eq!(
            report.to_string(),
            "~ account  the key\n\
             + https://page-1.statuspage.io  a\n\
             ~ https://page-0.statuspage.io  other:tags -> a\n\
             - https://old.statuspage.io  a\n\
             1 created, 2 updated, 1 deleted",
            "{answers:?}"
        );
    }
}
