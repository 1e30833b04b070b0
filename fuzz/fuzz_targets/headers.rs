#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use datadog_statuspage::fuzzing;
use libfuzzer_sys::fuzz_target;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

const NAMES: [&str; 7] = [
    "retry-after",
    "date",
    "x-ratelimit-reset",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-period",
    "x-ratelimit-name",
];

// One header a line, in the order of the names.
fuzz_target!(|data: &[u8]| {
    let mut headers = HeaderMap::new();
    for (name, line) in NAMES.into_iter().zip(data.split(|byte| *byte == b'\n')) {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    let now = UNIX_EPOCH + Duration::from_secs(1_795_348_800);
    for status in [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ] {
        let (wait, limit) = fuzzing::headers(status, &headers, now);
        if let Some(wait) = wait {
            assert!(!wait.is_zero());
        }
        let _ = format!("{limit:?}");
    }
});
