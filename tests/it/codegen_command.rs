//! `cargo xtask codegen` as a maintainer types it.

use std::fs;
use std::path::Path;

use crate::support::{root, xtask};

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn check_is_0_where_all_is_fresh() {
    let (code, out, err) = xtask(&["codegen", "--check"]);
    assert_eq!((code, &*err), (0, ""), "{out}");
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines.len(), 5, "{out}");
    assert!(
        lines
            .iter()
            .all(|line| line.contains(" unchanged ") && line.ends_with(" ms")),
        "{out}"
    );
}

#[test]
fn a_folder_is_filled_once_and_checked_after() {
    let out = tempfile::tempdir().unwrap();
    let out = path(out.path());
    let (code, printed, _) = xtask(&["codegen", "--out", out]);
    assert_eq!(
        (code, printed.matches(" updated ").count()),
        (0, 4),
        "{printed}"
    );
    let (code, printed, _) = xtask(&["codegen", "--out", out]);
    assert_eq!(
        (code, printed.matches(" unchanged ").count()),
        (0, 4),
        "{printed}"
    );

    let edited = Path::new(out).join("crates/datadog-statuspage/src/config/site/table.rs");
    let contents = fs::read_to_string(&edited)
        .unwrap()
        .replace("Site::Eu1", "Site::Eu2");
    fs::write(&edited, &contents).unwrap();
    let (code, printed, _) = xtask(&["codegen", "--check", "--out", out]);
    assert_eq!(code, 1);
    for part in [
        "--- a/crates/datadog-statuspage/src/config/site/table.rs",
        "-        Site::Eu2,",
        "+        Site::Eu1,",
        &format!("cargo xtask codegen --out {out}"),
    ] {
        assert!(printed.contains(part), "{part:?} is not in\n{printed}");
    }
    assert_eq!(
        fs::read_to_string(&edited).unwrap(),
        contents,
        "--check wrote"
    );

    fs::remove_file(&edited).unwrap();
    let (code, printed, _) = xtask(&["codegen", "--check", "--out", out]);
    assert_eq!(code, 1, "{printed}");
    assert!(!edited.exists(), "--check wrote");
}

#[test]
fn every_problem_of_a_broken_fragment_is_listed() {
    let broken = root().join("crates/datadog-statuspage-codegen/golden/broken.yaml");
    let expected =
        fs::read_to_string(root().join("crates/datadog-statuspage-codegen/golden/broken.txt"))
            .unwrap();
    let out = tempfile::tempdir().unwrap();
    let (code, printed, err) = xtask(&[
        "codegen",
        "--spec",
        path(&broken),
        "--out",
        path(out.path()),
    ]);
    assert_eq!((code, &*printed), (2, ""));
    for line in expected.lines() {
        let problem = line.strip_prefix("broken.yaml").unwrap();
        assert!(err.contains(problem), "{problem} is not in\n{err}");
    }
    assert!(!err.contains("panicked"), "{err}");
    assert_eq!(
        fs::read_dir(out.path()).unwrap().count(),
        0,
        "something was written"
    );
}

#[test]
fn a_fragment_that_is_not_yaml_or_not_there_is_exit_2() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.yaml");
    for contents in [&b"a: [b"[..], b"\xff\xfe", b"", b"a: 1\na: 2"] {
        fs::write(&file, contents).unwrap();
        let (code, _, err) = xtask(&[
            "codegen",
            "--spec",
            path(&file),
            "--out",
            path(folder.path()),
        ]);
        assert_eq!(code, 2, "{err}");
        assert!(
            err.contains("bad.yaml") && !err.contains("panicked"),
            "{err}"
        );
    }
    assert_eq!(xtask(&["codegen", "--spec", "nowhere.yaml"]).0, 2);
}

#[test]
fn a_wrong_command_line_is_neither_stale_nor_broken() {
    for arguments in [
        &[][..],
        &["code"],
        &["codegen", "--chek"],
        &["codegen", "--spec"],
    ] {
        let (code, _, err) = xtask(arguments);
        assert_eq!(code, 64, "{arguments:?}");
        assert!(err.contains("cargo xtask codegen [--check]"), "{err}");
    }
    assert_eq!(xtask(&["--help"]).0, 0);
}
