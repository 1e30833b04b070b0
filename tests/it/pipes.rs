//! What is printed for a reader who has left, such as `head`.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::recorded::FRAGMENT;
use crate::support::{build, cleaned, root, xtask_program};

/// The exit code and the errors of a program whose output has no reader.
fn unread(program: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = cleaned(&mut Command::new(program))
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), errors)
}

#[test]
fn a_maintenance_command_ends_quietly() {
    let stale = tempfile::tempdir().unwrap();
    let out = stale.path().to_str().unwrap();
    let spec = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(spec.path(), &*FRAGMENT).unwrap();
    let spec = spec.path().to_str().unwrap();
    let page = "tests/pages/create-the-statuspage-account.md";
    for (arguments, code) in [
        (&["--help"][..], 0),
        (&["drift", "--help"], 0),
        (&["codegen", "--check"], 0),
        (&["codegen", "--check", "--out", out], 1),
        (&["codegen", "--out", out], 0),
        (&["drift", "--spec", spec, "--page", page], 0),
        (
            &["drift", "--spec", spec, "--page", page, "--format", "json"],
            0,
        ),
    ] {
        let unread = unread(xtask_program(), arguments);
        assert_eq!(unread, (Some(code), String::new()), "{arguments:?}");
    }
}

#[test]
fn an_example_ends_quietly() {
    // With the features that `cargo test --workspace` has built them with already.
    let first = build(&["--workspace", "--examples"], "examples/create_account");
    for example in ["create_account", "declarative", "blocking"] {
        let suffix = std::env::consts::EXE_SUFFIX;
        let program = first.with_file_name(format!("{example}{suffix}"));
        for arguments in [&[][..], &["--help"]] {
            let unread = unread(&program, arguments);
            assert_eq!(unread, (Some(0), String::new()), "{example} {arguments:?}");
        }
    }
}
