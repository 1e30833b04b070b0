//! What most tests begin with.

use std::path::Path;
use std::process::{Command, Output};

use datadog_statuspage::{Client, ClientBuilder, Credentials, Error, RetryPolicy};
use datadog_statuspage_testing::Simulator;

pub(crate) const API_KEY: &str = "k3y-api-0123456789abcdef";
pub(crate) const APP_KEY: &str = "k3y-app-0123456789abcdef";
pub(crate) const STATUSPAGE_KEY: &str = "k3y-statuspage-0123456789";

pub(crate) fn credentials() -> Credentials {
    Credentials::keys(API_KEY, APP_KEY).unwrap()
}

/// A client of the given address that makes one attempt.
pub(crate) fn once(base_url: impl Into<String>) -> Client {
    builder(base_url)
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap()
}

pub(crate) fn builder(base_url: impl Into<String>) -> ClientBuilder {
    Client::builder(credentials()).base_url(base_url)
}

pub(crate) async fn simulator() -> Simulator {
    Simulator::start().await.unwrap()
}

/// An error's sentence without what differs from run to run.
pub(crate) fn timeless(error: &Error, base_url: &str) -> String {
    let address = base_url.trim_start_matches("http://");
    let text = error.to_string().replace(address, "127.0.0.1");
    match text.split_once(" over ") {
        Some((before, rest)) => {
            let end = rest.find([';', ',']).unwrap_or(rest.len());
            format!("{before} over TIME{}", &rest[end..])
        }
        None => text,
    }
}

/// The workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Exit code, output and errors of a maintenance command.
pub(crate) fn xtask(arguments: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "xtask", "--"])
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}
