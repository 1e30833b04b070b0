//! The generator on other fragments, valid and broken.

mod broken;
mod edits;
mod golden;
mod refused;

use crate::artifact::Artifact;
use crate::fragment::Fragment;

const OTHER: &str = include_str!("../golden/other.yaml");
const OURS: &str = include_str!("../golden/ours.yaml");

fn render(fragment: &str, artifact: Artifact) -> String {
    let fragment = Fragment::parse(fragment);
    let fragment = fragment.unwrap_or_else(|problems| panic!("{problems:#?}"));
    fragment.render(artifact).unwrap()
}

/// Returns all problems of a fragment, one per line.
fn problems(fragment: &str) -> String {
    let problems = Fragment::parse(fragment).unwrap_err();
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| problem.render("broken.yaml"))
        .collect();
    lines.join("\n")
}
