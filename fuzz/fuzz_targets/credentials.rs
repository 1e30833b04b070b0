#![no_main]

use datadog_statuspage::Credentials;
use libfuzzer_sys::fuzz_target;

// The two keys, with a zero byte between them.
fuzz_target!(|text: &str| {
    let (api_key, app_key) = text.split_once('\0').unwrap_or((text, "k3y"));
    let shown = match Credentials::new(api_key, app_key) {
        Ok(credentials) => format!("{credentials:?}"),
        Err(error) => format!("{error} {error:?}"),
    };
    // A short key may well be part of the words around it.
    for key in [api_key, app_key] {
        assert!(key.len() < 60 || !shown.contains(key));
    }
});
