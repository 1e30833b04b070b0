//! The example `rollout`, as somebody with many organizations would run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{cleaned, root};

/// The program itself, so that it can be interrupted.
fn program() -> PathBuf {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--example", "rollout"])
        .args(["--features", "datadog-statuspage-examples/files"])
        .current_dir(root())
        .status()
        .unwrap();
    assert!(status.success());
    let test = std::env::current_exe().unwrap();
    let built = test.parent().and_then(Path::parent).unwrap();
    built
        .join("examples")
        .join(format!("rollout{}", std::env::consts::EXE_SUFFIX))
}

/// A folder with the file of 200 organizations, and what is run in it.
struct Rollout {
    program: PathBuf,
    folder: tempfile::TempDir,
}

impl Rollout {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = root().join("examples/orgs.toml");
        fs::copy(file, folder.path().join("orgs.toml")).unwrap();
        Self {
            program: program(),
            folder,
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        cleaned(&mut command)
            .args(arguments)
            .current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output {
            status,
            stdout,
            stderr,
        } = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }

    fn write(&self, change: impl FnOnce(String) -> String) {
        let path = self.folder.path().join("orgs.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, change(text)).unwrap();
    }

    /// How many organizations of the report are in a state.
    fn reported(&self, state: &str) -> usize {
        let path = self.folder.path().join("orgs.simulated.report.json");
        let report: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let organizations = report["organizations"].as_array().unwrap().iter();
        organizations
            .filter(|entry| entry["state"] == state)
            .count()
    }
}

/// The number beside some words in the table of results.
fn row(out: &str, words: &str) -> usize {
    let (_, table) = out.split_once("result             organizations").unwrap();
    let line = table.lines().find(|line| line.starts_with(words));
    line.map_or(0, |line| {
        line.split_whitespace().last().unwrap().parse().unwrap()
    })
}

#[test]
fn a_second_run_does_only_what_is_missing() {
    let rollout = Rollout::new();
    let (code, out, _) = rollout.run(&["orgs.toml"]);
    assert_eq!(code, 1, "{out}");
    assert_eq!(out.matches("/200  org-").count(), 200, "{out}");
    let failed = row(&out, "failed");
    assert!((1..20).contains(&failed), "{out}");
    for state in ["created", "updated", "unchanged"] {
        assert!(row(&out, state) > 10, "{out}");
        assert_eq!(row(&out, state), rollout.reported(state));
    }
    assert!(out.contains("NotApplied  Forbidden: "), "{out}");
    assert!(out.contains("Unknown     Server: "), "{out}");

    let (code, out, _) = rollout.run(&["orgs.toml"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(row(&out, "done before"), 200 - failed, "{out}");
    let (code, out, _) = rollout.run(&["orgs.toml"]);
    assert_eq!((code, row(&out, "done before")), (0, 200), "{out}");

    // What the file says otherwise now is missing too.
    rollout.write(|file| {
        let one = "name = \"org-007\", site = \"ddog-gov.com\"";
        assert!(file.contains(one));
        file.replace(one, "name = \"org-007\", site = \"uk1.datadoghq.com\"")
    });
    let (_, out, _) = rollout.run(&["orgs.toml"]);
    assert_eq!(row(&out, "done before"), 199, "{out}");
}

#[test]
fn a_dry_run_changes_nothing_and_remembers_nothing() {
    let rollout = Rollout::new();
    let (_, out, _) = rollout.run(&["orgs.toml", "--dry-run", "--concurrency", "16"]);
    assert!(row(&out, "would be created") > 10, "{out}");
    let change = "    + https://example.statuspage.io  team:web,env:prod";
    assert!(out.contains(change), "{out}");
    let left: Vec<_> = fs::read_dir(rollout.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

/// How else would a test press Ctrl-C?
#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_is_in_flight_and_the_next_run_does_the_rest() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;

    let rollout = Rollout::new();
    let mut command = rollout.command(&["orgs.toml", "--concurrency", "2"]);
    let mut running = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(running.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("5/200") {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0);
    }
    let pid = running.id().to_string();
    let killed = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(killed.success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(running.wait().unwrap().code(), Some(130), "{rest}");
    assert!(rest.contains("in flight will be finished"), "{rest}");
    let left = row(&rest, "not begun");
    assert!((100..195).contains(&left), "{rest}");
    assert_eq!(rollout.reported("not_begun"), left);

    let failed = row(&rest, "failed");
    let (_, out, _) = rollout.run(&["orgs.toml"]);
    assert_eq!(row(&out, "done before"), 200 - left - failed, "{out}");
    assert_eq!(row(&out, "not begun"), 0, "{out}");
}

#[test]
fn everything_that_is_wrong_with_a_file_is_said_at_once_and_nothing_is_done() {
    let rollout = Rollout::new();
    rollout.write(|file| {
        file.replace("ORG_003_DD_API_KEY", "0123456789abcdef0123456789abcdef")
            .replace("\"org-005\"", "\"org-006\"")
            .replace("\"ORG_009_", "\"ORG_008_")
            .replace(
                "name = \"org-007\", site = \"ddog-gov.com\"",
                "name = \"org-007\", site = \"mars\"",
            )
    });
    let (code, out, err) = rollout.run(&["orgs.toml"]);
    assert_eq!((code, &*out), (1, ""));
    assert!(
        err.starts_with("rollout: orgs.toml: nothing was done:\n"),
        "{err}"
    );
    for problem in [
        "org-003: api_key and app_key are names of variables",
        "org-006: the name is there twice",
        "org-007: ",
        "org-009: its keys are those of org-008",
    ] {
        assert!(err.contains(problem), "{err}");
    }
    assert!(!err.contains("0123456789abcdef"), "{err}");
    // Nobody has 200 organizations' keys in the environment of a test.
    let (code, _, err) = Rollout::new().run(&["orgs.toml", "--live"]);
    assert_eq!((code, err.lines().count()), (1, 601), "{err}");
    for variable in [
        "ORG_200_DD_API_KEY",
        "ORG_200_DD_APP_KEY",
        "STATUSPAGE_API_KEY",
    ] {
        assert!(err.contains(&format!("org-200: {variable}")), "{err}");
    }
}

#[test]
fn a_report_of_another_target_is_not_believed() {
    let rollout = Rollout::new();
    let path = rollout.folder.path().join("orgs.simulated.report.json");
    fs::write(&path, r#"{"target":"datadog","organizations":[]}"#).unwrap();
    let (code, _, err) = rollout.run(&["orgs.toml"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("is the report of a rollout to another target"),
        "{err}"
    );
    fs::write(&path, "{").unwrap();
    let (code, _, err) = rollout.run(&["orgs.toml"]);
    assert_eq!(code, 1);
    assert!(err.contains("is no report of a rollout"), "{err}");
    assert!(err.contains("delete it to begin anew"), "{err}");
}

#[test]
fn two_rollouts_do_not_share_a_report() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    let rollout = Rollout::new();
    let mut command = rollout.command(&["orgs.toml", "--concurrency", "1"]);
    let mut running = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(running.stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    let (code, _, err) = rollout.run(&["orgs.toml"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("another rollout is using this report"),
        "{err}"
    );
    running.kill().unwrap();
    running.wait().unwrap();
    // One that was killed keeps no other out.
    let (_, out, _) = rollout.run(&["orgs.toml"]);
    assert_eq!(row(&out, "not begun"), 0, "{out}");
}
