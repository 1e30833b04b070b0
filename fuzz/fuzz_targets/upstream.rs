//! Datadog's OpenAPI document can't make its reader panic.
#![no_main]

use datadog_statuspage_drift::{Facts, Options, check_examples, compare, read_fragment, read_upstream};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static OURS: LazyLock<Facts> = LazyLock::new(|| read_fragment(include_str!("../../spec/statuspage.yaml")).unwrap_or_default());

fuzz_target!(|text: &str| {
    let options = Options { all_operations: true };
    for facts in [read_upstream(text, &OURS), read_fragment(text)].into_iter().flatten() {
        compare(&OURS, &facts, "", options);
        check_examples(&facts, &OURS, "");
    }
});
