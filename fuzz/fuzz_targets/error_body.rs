#![no_main]

use datadog_statuspage::{Secret, fuzzing};
use libfuzzer_sys::fuzz_target;

const KEY: &str = "k3y-0123456789";

fuzz_target!(|body: &[u8]| {
    let messages = fuzzing::messages(body, &Secret::from(KEY));
    assert!(messages.len() <= 20);
    for message in messages {
        assert!(message.chars().count() <= 501);
        assert!(!message.contains(KEY));
        assert!(!message.chars().any(char::is_control));
    }
});
