//! The public API of the crates, so that reviews see its changes.
//!
//! `UPDATE_EXPECT=1 cargo test --workspace --test it public_api` updates it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use expect_test::{ExpectFile, expect_file};
use regex::Regex;
use serde_json::Value;

use crate::support::{root, target};

/// The format that the rustdoc JSON library reads: that of Rust 1.95, to which one of CI's jobs
/// is pinned. Each toolchain has another one.
const FORMAT: u64 = 57;

/// Returns rustdoc's JSON for a crate.
fn documented(package: &str, features: &str) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args([
            "rustdoc",
            "--quiet",
            "--locked",
            "--lib",
            "--package",
            package,
        ])
        .args(["--no-default-features", "--features", features])
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .env("RUSTDOC", root().join("tests/public-api/rustdoc"))
        .env_remove("RUSTDOCFLAGS")
        .current_dir(root())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    let file = format!("doc/{}.json", package.replace('-', "_"));
    target().join(file)
}

/// Returns the public API of a crate, one line per item; `None` with another toolchain.
fn surface(package: &str, features: &str) -> Option<String> {
    let path = documented(package, features);
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
static ERGONOMIC: LazyLock<Option<String>> =
    LazyLock::new(|| surface("datadog-statuspage", "blocking,schemars"));

fn check(surface: Option<&str>, expected: ExpectFile) {
    if let Some(surface) = surface {
        expected.assert_eq(surface);
    }
}

#[test]
fn the_surface_of_the_ergonomic_crate_is_known() {
    let pinned = expect_file!["../public-api/datadog-statuspage.txt"];
    check(ERGONOMIC.as_deref(), pinned);
}

/// A type that isn't re-exported has no path that users can write.
#[test]
fn every_type_of_the_ergonomic_crate_can_be_named() {
    let path = Regex::new(r"datadog_statuspage::([a-z_]+)::[A-Z]").unwrap();
    let surface = ERGONOMIC.as_deref().unwrap_or_default();
    let private: BTreeSet<_> = surface.lines().filter(|line| path.is_match(line)).collect();
    assert!(
        private.is_empty(),
        "re-export these in crates/datadog-statuspage/src/lib.rs: {private:#?}"
    );
}

#[test]
fn the_surface_of_the_low_level_crate_is_known() {
    let pinned = expect_file!["../public-api/datadog-statuspage-api.txt"];
    check(
        surface("datadog-statuspage-api", "schemars").as_deref(),
        pinned,
    );
}

#[test]
fn the_surface_of_the_testing_crate_is_known() {
    let pinned = expect_file!["../public-api/datadog-statuspage-testing.txt"];
    check(
        surface("datadog-statuspage-testing", "mocks").as_deref(),
        pinned,
    );
}
