//! The public API of the crates, so that reviews see its changes.
//!
//! `UPDATE_EXPECT=1 cargo test --workspace --test it public_api` updates it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use datadog_statuspage::Site;
use expect_test::{ExpectFile, expect_file};
use regex::Regex;
use serde_json::Value;

use crate::support::{root, target};

/// The format that the rustdoc JSON library reads: that of Rust 1.95, to which one of CI's jobs
/// is pinned. Each toolchain has another one.
const FORMAT: u64 = 57;

/// The folder with rustdoc's JSON for each crate.
///
/// Of the whole workspace at once, so that all that it builds on is there after `cargo clippy`.
static DOCUMENTED: LazyLock<PathBuf> = LazyLock::new(|| {
    let output = Command::new(env!("CARGO"))
        .args([
            "doc",
            "--quiet",
            "--locked",
            "--workspace",
            "--no-deps",
            "--lib",
        ])
        .env("RUSTDOC", root().join("tests/public-api/rustdoc"))
        .env("RUSTDOCFLAGS", "-Z unstable-options --output-format json")
        .current_dir(root())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    target().join("doc")
});

/// Returns the public API of a crate, one line per item; `None` with another toolchain.
fn surface(package: &str) -> Option<String> {
    let path = DOCUMENTED.join(format!("{}.json", package.replace('-', "_")));
    let json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    if json["format_version"] != FORMAT {
        println!("not checked: this toolchain's rustdoc has another format than that of Rust 1.95");
        return None;
    }
    let api = public_api::Builder::from_rustdoc_json(path)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .unwrap();
    Some(api.to_string())
}

/// The public API of the main crate, as it is now.
static ERGONOMIC: LazyLock<Option<String>> = LazyLock::new(|| surface("datadog-statuspage"));

/// What the variants of `Site` begin with.
const SITE: &str = "pub datadog_statuspage::Site::";

fn check(surface: Option<&str>, expected: ExpectFile) {
    if let Some(surface) = surface {
        expected.assert_eq(surface);
    }
}

#[test]
fn the_surface_of_the_ergonomic_crate_is_known() {
    let pinned = expect_file!["../public-api/datadog-statuspage.txt"];
    let surface = ERGONOMIC.as_deref().map(|surface| {
        let lines = surface.lines().filter(|line| !line.starts_with(SITE));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    });
    check(surface.as_deref(), pinned);
}

/// They are not pinned, since the fragment is their list: a site is one entry there. That none is
/// lost or renamed is for `sites.rs` to say.
#[test]
fn the_sites_on_the_surface_are_those_of_the_fragment() {
    let Some(surface) = ERGONOMIC.as_deref() else {
        return;
    };
    let on_surface: BTreeSet<_> = surface
        .lines()
        .filter_map(|line| line.strip_prefix(SITE))
        .map(str::to_owned)
        .collect();
    let of_fragment = Site::ALL.iter().map(|site| format!("{site:?}")).collect();
    assert_eq!(on_surface, of_fragment);
}

/// A type that isn't re-exported has no path that users can write.
#[test]
fn every_type_of_the_ergonomic_crate_can_be_named() {
    let path = Regex::new(r"datadog_statuspage::(?:[a-z_]+::)+[A-Z]").unwrap();
    let surface = ERGONOMIC.as_deref().unwrap_or_default();
    let private: BTreeSet<_> = surface.lines().filter(|line| path.is_match(line)).collect();
    assert!(
        private.is_empty(),
        "re-export these in crates/datadog-statuspage/src/lib.rs: {private:#?}"
    );
}

/// Or a program couldn't put a client behind a trait of its own.
#[test]
fn whatever_a_call_returns_can_be_made_up() {
    let returned = Regex::new(r"-> datadog_statuspage::Call<(.*)>$").unwrap();
    let named = Regex::new(r"datadog_statuspage::\w[\w:]*").unwrap();
    let surface = ERGONOMIC.as_deref().unwrap_or_default();
    let returned = surface.lines().filter_map(|line| returned.captures(line));
    for returned in returned.filter(|it| !it[1].contains("Response<")) {
        for path in named.find_iter(&returned[1]).map(|it| it.as_str()) {
            let is_made = |line: &str| {
                line.starts_with(&format!("pub fn {path}::new("))
                    || line.ends_with(&format!("pub enum {path}<T>"))
                    || line.contains("FromIterator<") && line.ends_with(&format!(" for {path}"))
            };
            assert!(surface.lines().any(is_made), "{path} has no `new`");
        }
    }
}

#[test]
fn every_operation_is_in_the_readme_or_in_the_guide() {
    let method = Regex::new(r"pub fn datadog_statuspage::\w+Api::(\w+)\(").unwrap();
    let documents = ["README.md", "crates/datadog-statuspage/src/guide.md"];
    let documents = documents.map(|it| std::fs::read_to_string(root().join(it)).unwrap());
    let surface = ERGONOMIC.as_deref().unwrap_or_default();
    for method in method.captures_iter(surface) {
        let call = format!(".{}(", &method[1]);
        let is_there = documents.iter().any(|it| it.contains(&call));
        assert!(
            is_there,
            "{call}…) is not in README.md's table of operations"
        );
    }
}

#[test]
fn the_surface_of_the_low_level_crate_is_known() {
    let pinned = expect_file!["../public-api/datadog-statuspage-api.txt"];
    check(surface("datadog-statuspage-api").as_deref(), pinned);
}

#[test]
fn the_surface_of_the_testing_crate_is_known() {
    let pinned = expect_file!["../public-api/datadog-statuspage-testing.txt"];
    check(surface("datadog-statuspage-testing").as_deref(), pinned);
}
