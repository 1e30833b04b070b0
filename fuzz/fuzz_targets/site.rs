#![no_main]

use datadog_statuspage::Site;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match text.parse::<Site>() {
        Ok(site) => assert_eq!(site.to_string().parse::<Site>().unwrap(), site),
        Err(error) => assert!(error.to_string().len() < 1_000),
    }
});
