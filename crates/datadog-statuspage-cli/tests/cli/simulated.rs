//! `--simulate` and `simulate`.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::support::{Place, three};

const FIRST: &str = "SIMULATED: 3 organizations, nothing was sent to Datadog";

#[test]
fn a_simulation_says_so_first_and_last_and_remembers() {
    let place = Place::new(&three(), &[""; 0]);
    for (arguments, code) in [
        (&["plan", "statuspage.toml"][..], 2),
        (&["apply", "statuspage.toml"], 1),
        (&["apply", "statuspage.toml", "--yes"], 0),
        (&["plan", "statuspage.toml"], 0),
        (&["check", "statuspage.toml"], 0),
        (&["rotate", "statuspage.toml"], 0),
        (&["check", "statuspage.toml"], 0),
        (
            &["find", "https://data.statuspage.io", "statuspage.toml"],
            0,
        ),
        (&["export", "statuspage.toml"], 0),
    ] {
        let mut command = place.bare(arguments);
        let ran = crate::support::ran(command.arg("--simulate").output().unwrap());
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        let lines: Vec<_> = ran
            .out
            .lines()
            .map(|line| line.trim_start_matches("# "))
            .collect();
        assert_eq!(
            (lines.first(), lines.last()),
            (Some(&FIRST), Some(&FIRST)),
            "{arguments:?}"
        );
        if arguments[0] == "export" {
            place.write("exported.toml", &ran.out);
        }
    }
    assert!(place.datadog.requests().is_empty());
    // Another report doesn't contain its state.
    let other = [
        "check",
        "statuspage.toml",
        "--simulate",
        "--report",
        "other.json",
    ];
    assert_eq!(place.run_bare(&other).code, 2);
    let report = [
        "plan",
        "exported.toml",
        "--simulate",
        "--report",
        "statuspage.simulated.report.json",
    ];
    assert_eq!(place.run_bare(&report).code, 0);
    let json = place.run_bare(&["check", "statuspage.toml", "--simulate", "--format", "json"]);
    serde_json::from_str::<serde_json::Value>(&json.out).unwrap();
    assert_eq!(json.err.lines().filter(|line| *line == FIRST).count(), 2);
}

#[test]
fn the_simulator_answers_each_key_apart_and_logs_no_key() {
    let place = Place::of_three();
    let mut command = place.bare(&[
        "simulate",
        "--listen",
        "127.0.0.1:0",
        "--fault",
        "503:Retry-After=0",
    ]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let url = line.split_whitespace().next().unwrap();
    for (arguments, code) in [
        (
            &["apply", "statuspage.toml", "--yes", "--concurrency", "1"][..],
            0,
        ),
        (&["check", "statuspage.toml"], 0),
    ] {
        let mut command = place.bare(arguments);
        let ran = crate::support::ran(command.args(["--base-url", url]).output().unwrap());
        assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    }
    interrupt(child.id());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut log = String::new();
    out.read_to_string(&mut log).unwrap();
    let first: Vec<_> = log.lines().take(3).collect();
    assert_eq!(
        first,
        [
            "GET /api/v2/integration/statuspage/account 503",
            "GET /api/v2/integration/statuspage/account 404",
            "GET /api/v2/integration/statuspage/url_settings 200",
        ]
    );
    assert_eq!(log.matches("POST").count(), 7, "{log}");
    assert!(!log.contains("k3y"), "{log}");
}

#[test]
fn the_simulator_listens_on_this_machine_alone() {
    let place = Place::of_three();
    let ran = place.run_bare(&["simulate", "--listen", "0.0.0.0:0"]);
    assert_eq!((ran.code, &*ran.out), (1, ""));
    assert!(
        ran.err
            .contains("--listen must be an address of this machine"),
        "{}",
        ran.err
    );
    let help = place.run_bare(&["simulate", "--help"]);
    assert!(help.out.contains("127.0.0.1:8127"), "{}", help.out);
}

/// Sends Ctrl-C.
pub(crate) fn interrupt(pid: u32) {
    let kill = Command::new("kill")
        .args(["-INT", &pid.to_string()])
        .status();
    assert!(kill.unwrap().success());
}
