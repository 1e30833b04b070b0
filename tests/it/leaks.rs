//! Everything printable from calls with every kind of error, including the most verbose logs.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use datadog_statuspage::{
    Client, Credentials, CredentialsProvider, Error, ErrorKind, ProvideFuture, Provided,
    RetryPolicy,
};
use datadog_statuspage_testing::Simulator;
use tracing_subscriber::util::SubscriberInitExt;

use crate::echoes::{echoing, everything, forms};
use crate::fixtures::account_body;
use crate::raw_server::{RawServer, json};

/// Keys with characters that every encoding changes.
const KEYS: [&str; 4] = [
    "k3y/api+\"one\"?&=",
    "k3y/app\\two~-_.>",
    "k3y/statuspage é three\u{1F511}",
    "k3y/token~four+\"-_.>=",
];

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Vault;

impl CredentialsProvider for Vault {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(async { Ok(Provided::new(Credentials::access_token(KEYS[3])?)) })
    }
}

/// Creates a client with keys, one with a token, and one with a provider.
fn clients(url: &str) -> [Client; 3] {
    [
        Credentials::keys(KEYS[0], KEYS[1]).unwrap(),
        Credentials::access_token(KEYS[3]).unwrap(),
        Credentials::provided_by(Vault),
    ]
    .map(|credentials| {
        Client::builder(credentials)
            .base_url(url)
            .retry_policy(RetryPolicy::default().max_attempts(2))
            .attempt_timeout(Duration::from_millis(400))
            .build()
            .unwrap()
    })
}

/// Returns the client that sends this key.
fn sender_of(key: &str, url: &str) -> Client {
    let [keys, token, _] = clients(url);
    if key == KEYS[3] { token } else { keys }
}

/// Returns the keys in each form in which a server may repeat them.
fn echoes() -> Vec<(&'static str, String)> {
    let of = |key: &'static str| forms(key).into_iter().map(move |form| (key, form));
    KEYS.into_iter().flat_map(of).collect()
}

/// The kinds of the errors that were printed.
#[derive(Default)]
struct Seen(BTreeSet<String>);

impl Seen {
    fn note(&mut self, error: Error) {
        self.0.insert(format!("{:?}", error.kind()));
        println!("{}", everything(&error));
    }
}

/// With these faults, calls fail with most kinds of errors.
const FAULTS: [&str; 11] = [
    "400",
    "403",
    "404",
    "409",
    "429",
    "500",
    "302",
    "reset",
    "stall",
    "commit-then-garbage",
    "commit-then-cut",
];

/// Logs everything from all threads.
fn capture_logs() -> Log {
    let log = Log::default();
    let writer = log.clone();
    // Both kinds of crates: those that use `log`, and those that use `tracing`.
    tracing_log::LogTracer::init().unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    // For all threads, because the simulator has its own.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish()
        .try_init()
        .unwrap();
    log
}

async fn meet_faults(seen: &mut Seen) {
    for fault in FAULTS {
        let faults =
            [fault, fault].map(|fault| fault.parse().unwrap_or_else(|_| panic!("{fault}")));
        let mut datadog = Simulator::start().await.unwrap();
        let clients = clients(&datadog.base_url());
        for client in &clients {
            datadog.add_faults(faults.clone());
            println!("{client:?} {:?}", client.create_account(KEYS[2]));
            match client.create_account(KEYS[2]).await {
                Ok(account) => println!("{account:?}"),
                Err(error) => seen.note(error),
            }
        }
        datadog.stop();
        for client in clients {
            seen.note(client.create_account(KEYS[2]).await.unwrap_err());
        }
        println!("{datadog:?} {:?}", datadog.requests());
    }
}

async fn meet_a_large_answer(seen: &mut Seen) {
    let fits = Client::builder(Credentials::keys(KEYS[0], KEYS[1]).unwrap()).body_limit(10);
    let large = RawServer::start([json("201 Created", "", "{\"a\": 1234567890}")]).await;
    seen.note(
        fits.base_url(large.base_url())
            .build()
            .unwrap()
            .create_account(KEYS[2])
            .await
            .unwrap_err(),
    );
}

async fn meet_echoes(seen: &mut Seen) {
    for (key, echo) in echoes() {
        for (status, header, body) in echoing(&echo) {
            let server = RawServer::start([json(status, &header, &body)]).await;
            let call = sender_of(key, &server.base_url())
                .create_account(KEYS[2])
                .retry_policy(RetryPolicy::disabled());
            seen.note(call.await.unwrap_err());
        }
        let body = account_body(&serde_json::to_string(&echo).unwrap());
        let server = RawServer::start([json("201 Created", "", &body)]).await;
        let account = sender_of(key, &server.base_url())
            .create_account(KEYS[2])
            .await
            .unwrap();
        println!("{account:?} {:?}", account.masked_api_key());
    }
}

/// Not a test by itself: causes every kind of error and prints everything printable.
#[tokio::test]
#[ignore = "run by the test below, in a process of its own"]
async fn probe() {
    let log = capture_logs();
    let mut seen = Seen::default();
    seen.note(Credentials::keys(format!("{}\n", KEYS[0]), KEYS[1]).unwrap_err());
    seen.note(Credentials::access_token(format!("{}\n", KEYS[3])).unwrap_err());
    meet_faults(&mut seen).await;
    meet_a_large_answer(&mut seen).await;
    meet_echoes(&mut seen).await;

    let log = log.0.lock().unwrap();
    println!("{}", String::from_utf8_lossy(&log));
    println!("log bytes {}", log.len());
    println!(
        "kinds seen {}",
        seen.0.into_iter().collect::<Vec<_>>().join(" ")
    );
}

#[test]
fn nothing_printable_holds_a_key_in_any_form() {
    let output = crate::support::probe("leaks::probe")
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap();
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.status.success(),
        "{}",
        &text[text.len().saturating_sub(3_000)..]
    );
    for key in KEYS {
        for form in forms(key) {
            if let Some(at) = text.find(&form) {
                let start = text[..at].rfind('\n').unwrap_or(0);
                panic!(
                    "{form:?} is in the output: {}",
                    text[start..].lines().nth(1).unwrap_or_default()
                );
            }
        }
    }
    let line = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap()
            .trim()
            .to_owned()
    };
    let seen = line("kinds seen");
    for kind in [
        ErrorKind::Config,
        ErrorKind::BadRequest,
        ErrorKind::Forbidden,
        ErrorKind::NotFound,
        ErrorKind::Conflict,
        ErrorKind::TooManyRequests,
        ErrorKind::Server,
        ErrorKind::UnexpectedStatus,
        ErrorKind::Connect,
        ErrorKind::Timeout,
        ErrorKind::Transport,
        ErrorKind::Decode,
        ErrorKind::TooLarge,
    ] {
        assert!(
            seen.split(' ').any(|name| name == format!("{kind:?}")),
            "{kind:?} was not seen: {seen}"
        );
    }
    assert!(
        line("log bytes").parse::<usize>().unwrap() > 10_000,
        "the logs were not captured"
    );
}
