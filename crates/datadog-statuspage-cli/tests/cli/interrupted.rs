//! Runs that were interrupted, and how the next run continues.

use std::collections::BTreeMap;
use std::process::Stdio;

use serde_json::Value;

use crate::simulated::interrupt;
use crate::support::{Place, STATUSPAGE_KEY, many, ran};

const REPORT: &str = "statuspage.rehearsal.report.json";

fn report(place: &Place) -> Value {
    serde_json::from_str(&place.read(REPORT)).unwrap()
}

/// Counts the organizations of the report that have this outcome.
fn reported(place: &Place, outcome: &str) -> usize {
    let report = report(place);
    let all = report["organizations"].as_array().unwrap().iter();
    all.filter(|it| it["outcome"] == outcome).count()
}

/// Checks that every organization has everything, each thing once, and that the report says so.
fn everything_was_done_once(place: &Place, organizations: usize) {
    let mut made: BTreeMap<(String, String), usize> = BTreeMap::new();
    for write in place.writes() {
        let token = write.headers()["authorization"]
            .to_str()
            .unwrap()
            .to_owned();
        let body = String::from_utf8_lossy(write.body()).into_owned();
        *made
            .entry((token, format!("{} {body}", write.method())))
            .or_default() += 1;
    }
    assert_eq!(made.len(), organizations * 3);
    assert!(made.values().all(|count| *count == 1), "{made:#?}");
    let report = report(place);
    assert!(report["finished"].is_string());
    for entry in report["organizations"].as_array().unwrap() {
        assert_eq!(entry["changes"].as_array().unwrap().len(), 3, "{entry:#}");
        assert_eq!(entry["outcome"], "changed", "{entry:#}");
    }
    assert_eq!(place.run(&["plan", "statuspage.toml"]).code, 0);
}

#[test]
fn after_kill_9_nothing_is_lost_and_nothing_done_twice() {
    let (names, text) = many(40);
    // While reading, at the first change, and between changes.
    for requests in [40, 81, 140, 170] {
        let place = Place::new(&text, &names);
        let mut child = place.started(&["apply", "statuspage.toml", "--yes"], requests);
        child.kill().unwrap();
        child.wait().unwrap();
        place.open_the_gate();
        if requests > 100 {
            assert!(reported(&place, "in_flight") > 0, "{requests}");
        }
        let again = place.run(&["apply", "statuspage.toml", "--yes"]);
        assert_eq!(again.code, 0, "{}{}", again.out, again.err);
        everything_was_done_once(&place, 40);
    }
}

#[test]
fn ctrl_c_finishes_what_is_in_flight_and_the_next_run_does_the_rest() {
    let (names, text) = many(40);
    let place = Place::new(&text, &names);
    let arguments = ["apply", "statuspage.toml", "--yes", "--concurrency", "2"];
    let child = place.started(&arguments, 100);
    interrupt(child.id());
    place.open_the_gate();
    let stopped = ran(child.wait_with_output().unwrap());
    assert_eq!(stopped.code, 130, "{}{}", stopped.out, stopped.err);
    assert!(
        stopped
            .err
            .contains("stopping after the organizations in progress"),
        "{}",
        stopped.err
    );
    let left = reported(&place, "not_begun");
    assert!((1..40).contains(&left), "{}", stopped.out);
    assert_eq!(reported(&place, "in_flight"), 0);
    let said = format!("{left} organizations left; run the same command again to continue");
    assert!(stopped.out.contains(&said), "{}", stopped.out);
    let again = place.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    assert!(
        again.err.contains(&format!("which left {left} ")),
        "{}",
        again.err
    );
    everything_was_done_once(&place, 40);
}

#[test]
fn ctrl_c_while_looking_changes_nothing() {
    let (names, text) = many(40);
    for command in [
        &["plan", "statuspage.toml"][..],
        &["apply", "statuspage.toml", "--yes"],
    ] {
        let place = Place::new(&text, &names);
        let arguments = [command, &["--concurrency", "1"]].concat();
        let child = place.started(&arguments, 5);
        interrupt(child.id());
        place.open_the_gate();
        let stopped = ran(child.wait_with_output().unwrap());
        assert_eq!(stopped.code, 130, "{}{}", stopped.out, stopped.err);
        assert!(place.writes().is_empty());
        let looked = place.datadog.requests().len();
        assert!(looked < 40, "{looked} requests of 80");
    }
}

#[test]
fn two_runs_do_not_share_a_report_and_a_dead_one_blocks_no_other() {
    let (names, text) = many(40);
    let place = Place::new(&text, &names);
    let mut child = place.started(
        &["apply", "statuspage.toml", "--yes", "--concurrency", "1"],
        3,
    );
    let second = place.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!(second.code, 1);
    let err = second.err.replace("\n  ", " ");
    assert!(err.contains("another run is using this report"), "{err}");
    let command_line = std::fs::read(format!("/proc/{}/cmdline", child.id()));
    let command_line = String::from_utf8(command_line.unwrap_or_default()).unwrap();
    assert!(!command_line.contains("k3y") && !command_line.contains(STATUSPAGE_KEY));
    place.open_the_gate();
    // Looking needs no report.
    let plan = place.run(&["plan", "statuspage.toml", "--only", "org-040"]);
    assert_eq!(plan.code, 2);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(place.run(&["apply", "statuspage.toml", "--yes"]).code, 0);
}

#[test]
fn a_report_of_something_else_is_not_believed_and_not_overwritten() {
    let place = Place::of_three();
    for (text, why) in [
        ("{", "is not a report"),
        (
            r#"{"schema":2,"target":"x","started":"2026-01-01T00:00:00Z","finished":null,"organizations":[]}"#,
            "is a report of version 2",
        ),
        (
            r#"{"schema":1,"target":"datadog","started":"2026-01-01T00:00:00Z","finished":null,"organizations":[]}"#,
            "is a report for datadog, not for http",
        ),
    ] {
        place.write(REPORT, text);
        let ran = place.run(&["apply", "statuspage.toml", "--yes"]);
        assert_eq!(ran.code, 1);
        let err = ran.err.replace("\n  ", " ");
        assert!(
            err.contains(why) && err.contains("delete it to start over"),
            "{err}"
        );
        assert_eq!(place.read(REPORT), text);
        assert_eq!(place.run(&["check", "statuspage.toml"]).code, 2);
    }
    assert!(place.writes().is_empty());
}

#[test]
fn a_report_that_cannot_be_kept_stops_before_the_first_request() {
    let place = Place::of_three();
    let mut command = place.command(&[
        "apply",
        "statuspage.toml",
        "--yes",
        "--report",
        "no/such/folder.json",
    ]);
    let output = command.stdout(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(place.datadog.requests().is_empty());
}
