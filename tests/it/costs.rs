//! Costs that are the same on every machine: allocations, and crates to build.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::process::Command;

use datadog_statuspage_testing::{Fault, Simulator};
use serde::{Deserialize, Serialize};

use crate::fixtures::CREATED;
use crate::support::{API_KEY, APP_KEY, STATUSPAGE_KEY, http, once, root};

/// This crate itself, reqwest, and all its dependencies on Linux, including TLS.
const MOST_CRATES: usize = 97;

/// The least number of allocations that a call saves.
const FEWER: u64 = 8;

#[derive(Serialize, Deserialize)]
struct Account<'a> {
    #[serde(borrow)]
    data: Data<'a>,
}

#[derive(Serialize, Deserialize)]
struct Data<'a> {
    attributes: Attributes<'a>,
    r#type: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct Attributes<'a> {
    api_key: Option<Cow<'a, str>>,
}

/// Returns the allocations of the last of several calls, when all connections and caches are
/// warm.
fn allocations(mut call: impl FnMut()) -> u64 {
    for _ in 0..8 {
        call();
    }
    allocation_counter::measure(call).count_total
}

/// Creates an account with reqwest and serde alone.
async fn create_by_hand(http: &reqwest::Client, base: &str) {
    let attributes = Attributes {
        api_key: Some(STATUSPAGE_KEY.into()),
    };
    let account = Account {
        data: Data {
            attributes,
            r#type: "statuspage-account".into(),
        },
    };
    let response = http
        .post(format!("{base}/api/v2/integration/statuspage/account"))
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .header("DD-API-KEY", API_KEY)
        .header("DD-APPLICATION-KEY", APP_KEY)
        .body(serde_json::to_vec(&account).unwrap())
        .send()
        .await
        .unwrap();
    let body = response.error_for_status().unwrap().bytes().await.unwrap();
    let created: Account<'_> = serde_json::from_slice(&body).unwrap();
    // Anything kept belongs to the caller.
    assert!(!created.data.r#type.into_owned().is_empty());
    assert!(
        !created
            .data
            .attributes
            .api_key
            .unwrap()
            .into_owned()
            .is_empty()
    );
}

#[test]
fn a_call_allocates_no_more_than_one_written_by_hand() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let created = Fault::status(201).body(CREATED);
    let datadog = runtime
        .block_on(
            Simulator::builder()
                .faults(std::iter::repeat_n(created, 40))
                .start(),
        )
        .unwrap();
    let http = http().user_agent("x").build().unwrap();
    let base = datadog.base_url();
    let by_hand = allocations(|| {
        runtime.block_on(create_by_hand(&http, &base));
    });
    let client = once(datadog.base_url());
    let ours = allocations(|| {
        runtime.block_on(async {
            client.create_account(STATUSPAGE_KEY).await.unwrap();
        });
    });
    println!("allocations: {ours}, by hand {by_hand}");
    assert!(
        ours + FEWER <= by_hand,
        "{ours} allocations, {by_hand} by hand"
    );
}

#[test]
fn a_user_builds_few_crates() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "--package",
            "datadog-statuspage",
        ])
        .args(["--edges", "normal,build", "--prefix", "none", "--no-dedupe"])
        .args(["--format", "{p}"])
        .current_dir(root())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let crates: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    println!("{}: {crates:?}", crates.len());
    assert!(crates.contains("reqwest"), "{text}");
    assert!(crates.len() <= MOST_CRATES, "{}: {crates:?}", crates.len());
}
