//! The public surface of the crates, so that a change of it is seen in review.
//!
//! `UPDATE_EXPECT=1 cargo test --test it public_api` writes it anew.

use std::path::PathBuf;
use std::process::Command;

use expect_test::{ExpectFile, expect_file};
use serde_json::Value;

use crate::support::root;

/// What the library that reads rustdoc's JSON knows: that of Rust 1.95, on
/// which one of CI's jobs is pinned. Each toolchain has another.
const FORMAT: u64 = 57;

/// What rustdoc says of a crate, as JSON.
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
        // Of its own, since the setting below makes everything be built anew.
        .args(["--target-dir", "target/public-api"])
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        // The format is unstable, and for a look at it no other toolchain is needed.
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTDOCFLAGS")
        .current_dir(root())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    let file = format!("target/public-api/doc/{}.json", package.replace('-', "_"));
    root().join(file)
}

fn check(package: &str, features: &str, expected: ExpectFile) {
    let path = documented(package, features);
    let json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    if json["format_version"] != FORMAT {
        println!("not checked: this toolchain's rustdoc has another format");
        return;
    }
    let api = public_api::Builder::from_rustdoc_json(path)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .unwrap();
    expected.assert_eq(&api.to_string());
}

#[test]
fn the_surface_of_the_ergonomic_crate_is_known() {
    check(
        "datadog-statuspage",
        "blocking,tracing,schemars",
        expect_file!["../public-api/datadog-statuspage.txt"],
    );
}

#[test]
fn the_surface_of_the_low_level_crate_is_known() {
    check(
        "datadog-statuspage-api",
        "schemars",
        expect_file!["../public-api/datadog-statuspage-api.txt"],
    );
}

#[test]
fn the_surface_of_the_testing_crate_is_known() {
    check(
        "datadog-statuspage-testing",
        "",
        expect_file!["../public-api/datadog-statuspage-testing.txt"],
    );
}

#[test]
fn the_blocking_client_has_every_method_of_the_async_one() {
    let surface = std::fs::read_to_string(root().join("tests/public-api/datadog-statuspage.txt"));
    let surface = surface.unwrap();
    let (mut methods, mut missing) = (0, Vec::new());
    for line in surface.lines() {
        let Some(method) = line.strip_prefix("pub fn datadog_statuspage::") else {
            continue;
        };
        let types = [
            "Client::",
            "AccountOperations::",
            "UrlSettingOperations::",
            "Call<T>::",
        ];
        let name = method.split('(').next().unwrap();
        if !types.iter().any(|of| name.starts_with(of))
            || name.ends_with("into_future")
            || name.ends_with("::fmt")
        {
            continue;
        }
        methods += 1;
        let blocking = format!("pub fn datadog_statuspage::blocking::{name}(");
        if !surface.contains(&blocking) {
            missing.push(name);
        }
    }
    assert!(methods > 20, "{methods}");
    assert!(missing.is_empty(), "{missing:?}");
}
