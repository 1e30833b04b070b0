#![no_main]

use datadog_statuspage_codegen::Fragment;
use libfuzzer_sys::fuzz_target;

// Only the loader: progenitor panics on what it doesn't support, which the
// generator catches, and a fuzzer can't.
fuzz_target!(|text: &str| {
    match Fragment::parse(text) {
        Ok(fragment) => assert!(format!("{fragment:?}").len() > 1),
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(
                problems
                    .iter()
                    .all(|problem| !problem.render("f").is_empty())
            );
        }
    }
});
