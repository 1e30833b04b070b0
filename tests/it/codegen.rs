//! The generated files are what the generator makes of the fragment.

use std::fs;
use std::path::Path;

use datadog_statuspage_codegen::{Artifact, Fragment, GUIDE};

#[test]
fn generated_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let fragment = fs::read_to_string(root.join("spec/statuspage.yaml")).unwrap();
    let fragment = Fragment::parse(&fragment).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems
            .iter()
            .map(|problem| problem.render("spec/statuspage.yaml"))
            .collect();
        panic!("{}", lines.join("\n"))
    });
    let mut stale: Vec<_> = Artifact::ALL
        .into_iter()
        .filter(|artifact| {
            let current = fs::read_to_string(root.join(artifact.path())).unwrap_or_default();
            current != fragment.render(*artifact).unwrap()
        })
        .map(Artifact::path)
        .collect();
    let guide = fs::read_to_string(root.join(GUIDE)).unwrap();
    if fragment.render_guide(&guide).as_ref() != Some(&guide) {
        stale.push(GUIDE);
    }
    assert!(
        stale.is_empty(),
        "stale: {}\nTo see the difference: cargo xtask codegen --check\nTo repair it: cargo xtask codegen",
        stale.join(", "),
    );
}
