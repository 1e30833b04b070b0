#![no_main]

use datadog_statuspage_codegen::{Artifact, Fragment};
use libfuzzer_sys::fuzz_target;

// A fragment that parses can be generated. A panic of typify or progenitor, which the generator
// would catch, should end the run here: the model let it pass.
fuzz_target!(|text: &str| {
    match Fragment::parse(text) {
        Ok(fragment) => {
            for artifact in Artifact::ALL {
                assert!(!fragment.render(artifact).unwrap().is_empty());
            }
        }
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
