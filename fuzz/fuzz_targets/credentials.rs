#![no_main]

use datadog_statuspage::Credentials;
use libfuzzer_sys::fuzz_target;

fn shown(api_key: &str, app_key: &str) -> String {
    match Credentials::keys(api_key, app_key) {
        Ok(credentials) => format!("{credentials:?} {credentials:#?}"),
        Err(error) => format!("{error} {error:?} {error:#?}"),
    }
}

// The two keys, with a zero byte between them. What is shown of them depends
// on whether they can be used, and on nothing else in them.
fuzz_target!(|text: &str| {
    let (api_key, app_key) = text.split_once('\0').unwrap_or((text, "k3y"));
    let found = shown(api_key, app_key);
    let usual = [("a", "b"), ("", "b"), ("\n", "b"), ("a", ""), ("a", "\n")];
    assert!(usual.iter().any(|(api_key, app_key)| shown(api_key, app_key) == found), "{found}");
});
