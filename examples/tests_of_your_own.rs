//! Tests of a program that uses the SDK, against a simulated Datadog that fails on request.
//!
//! ```text
//! cargo test --example tests_of_your_own
//! ```

mod support;

use std::process::ExitCode;

use datadog_statuspage::{Client, Ensured, Error, Tags, UrlSetting};
use support::{ended, say};

#[tokio::main]
async fn main() -> ExitCode {
    say("the tests are the example: cargo test --example tests_of_your_own");
    ended("tests_of_your_own", Ok(ExitCode::SUCCESS))
}

/// The program under test: it watches a team's page.
#[cfg_attr(not(test), allow(dead_code))]
async fn watch(client: &Client, team: &str) -> Result<Ensured<UrlSetting>, Error> {
    let page = format!("https://{team}.statuspage.io");
    let tags = Tags::new([format!("team:{team}")])?;
    client.url_settings().ensure(page, tags).await
}

#[cfg(test)]
mod tests {
    use datadog_statuspage::{Credentials, ErrorKind, Outcome};
    use datadog_statuspage_testing::{Fault, Simulator};

    use super::*;

    async fn datadog(faults: impl IntoIterator<Item = Fault>) -> (Simulator, Client) {
        let simulator = Simulator::builder().faults(faults).start().await.unwrap();
        let credentials = Credentials::keys("an-api-key", "an-application-key").unwrap();
        let client = Client::builder(credentials).base_url(simulator.base_url());
        (simulator, client.build().unwrap())
    }

    #[tokio::test]
    async fn a_page_is_watched_once_though_the_answer_was_lost() {
        let lost = Fault::reset().after_commit();
        let (simulator, client) = datadog([Fault::status(503), lost]).await;
        watch(&client, "web").await.unwrap();
        watch(&client, "web").await.unwrap();
        let [setting] = &simulator.url_settings()[..] else {
            panic!("{:?}", simulator.url_settings());
        };
        assert_eq!(setting.custom_tags, "team:web");
    }

    #[tokio::test]
    async fn a_refusal_changes_nothing() {
        let (simulator, client) = datadog([Fault::status(403)]).await;
        let error = watch(&client, "web").await.unwrap_err();
        let said = (error.kind(), error.outcome());
        assert_eq!(said, (ErrorKind::Forbidden, Outcome::NotApplied));
        assert!(simulator.url_settings().is_empty());
    }
}
