//! Pages in any form can't make their reader panic.
#![no_main]

use datadog_statuspage_drift::{Facts, Options, check_examples, compare, read_fragment, read_page};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static OURS: LazyLock<Facts> = LazyLock::new(|| read_fragment(include_str!("../../spec/statuspage.yaml")).unwrap_or_default());

fuzz_target!(|text: &str| {
    if let Ok(theirs) = read_page(text, &OURS) {
        compare(&OURS, &theirs, "", Options::default());
        check_examples(&theirs, &OURS, "");
    }
});
