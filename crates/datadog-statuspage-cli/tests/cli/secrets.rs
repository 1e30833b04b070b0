//! Where secrets come from, and that they appear nowhere else.

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{Place, STATUSPAGE_KEY, file, ran, three, token};

/// Creates a file with one organization whose token has this reference.
fn with_token(reference: &str) -> Place {
    let text = file("", &[("web", "")]).replace("env:WEB", reference);
    Place::new(&text, &["web"])
}

/// Returns the token that was sent.
fn sent(place: &Place) -> String {
    let requests = place.datadog.requests();
    let value = requests[0].headers().get("authorization").unwrap();
    value.to_str().unwrap().to_owned()
}

#[test]
fn a_secret_is_in_a_variable_a_file_or_the_first_line_of_a_command() {
    for reference in [
        "env:WEB",
        "file:secret",
        "cmd:cat secret",
        "cmd:printf 'k3y-token-of-web \\n second'",
    ] {
        let reference = reference.replace('\\', "\\\\");
        let place = with_token(&reference);
        place.write("secret", &format!("  {} \n", token("web")));
        let plan = place.run(&["plan", "statuspage.toml"]);
        assert_eq!(plan.code, 2, "{reference}: {}", plan.err);
        assert_eq!(sent(&place), format!("Bearer {}", token("web")));
    }
}

#[test]
fn a_place_without_a_secret_is_named_before_anything_is_sent() {
    for (reference, why) in [
        ("env:NOTHING", "NOTHING is not set: web"),
        ("env:EMPTY", "EMPTY gives an empty or blank secret"),
        (
            "file:nothing",
            "the secret's file nothing can't be read: No such file",
        ),
        ("file:empty", "empty gives an empty or blank secret"),
        (
            "cmd:no-such-command k3y",
            "the command no-such-command can't be run",
        ),
        ("cmd:cat k3y", "the command cat failed (exit status: 1)"),
        (
            "cmd:true k3y",
            "the command true gives an empty or blank secret",
        ),
        ("k3y-literal", "access_token is not a reference to a secret"),
        ("env:k3y", "access_token needs a variable's name after env:"),
    ] {
        let place = with_token(reference);
        place.write("empty", "\n");
        let mut command = place.command(&["plan", "statuspage.toml"]);
        let ran = ran(command.env("EMPTY", " ").output().unwrap());
        assert_eq!((ran.code, &*ran.out), (1, ""), "{reference}");
        let err = ran.err.replace("\n    ", " ");
        assert!(err.contains(why), "{reference}: {err}");
        assert!(!err.contains("k3y"), "{reference}: {err}");
        assert!(place.datadog.requests().is_empty());
    }
}

#[test]
fn a_command_has_ten_seconds() {
    let place = with_token("cmd:sleep 60");
    let began = Instant::now();
    let ran = place.run(&["plan", "statuspage.toml"]);
    assert!(
        ran.err
            .contains("the command sleep took more than 10 s: web"),
        "{}",
        ran.err
    );
    let elapsed = began.elapsed();
    assert!(
        (Duration::from_secs(10)..Duration::from_secs(20)).contains(&elapsed),
        "{elapsed:?}"
    );
}

#[test]
fn each_place_is_looked_at_once() {
    let names = crate::support::names(20);
    let organizations: Vec<_> = names.iter().map(|name| (&**name, "")).collect();
    let text = file("", &organizations);
    let text = text.replace(
        "env:STATUSPAGE_API_KEY",
        "cmd:sh -c 'echo x >> count; echo k3y'",
    );
    let place = Place::new(&text, &names);
    let ran = place.run(&["plan", "statuspage.toml"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(place.read("count"), "x\n");
}

#[test]
fn no_secret_is_printed_kept_or_logged() {
    let place = Place::of_three();
    let mut all = String::new();
    for arguments in [
        &["plan", "statuspage.toml", "-vv"][..],
        &["apply", "statuspage.toml", "--yes", "-vv"],
        &["check", "statuspage.toml", "-v", "--format", "json"],
        &["rotate", "statuspage.toml", "-vv"],
        &["export", "statuspage.toml", "-vv"],
        &[
            "find",
            "https://example.statuspage.io",
            "statuspage.toml",
            "-vv",
        ],
        &["apply", "statuspage.toml", "--yes", "--simulate"],
    ] {
        let ran = match arguments.contains(&"--simulate") {
            true => place.run_bare(arguments),
            false => place.run(arguments),
        };
        assert_eq!(
            ran.code / 2,
            i32::from(arguments[0] == "plan"),
            "{}",
            ran.err
        );
        all.push_str(&ran.out);
        all.push_str(&ran.err);
    }
    assert!(all.contains("http.request.method"), "-v logs calls: {all}");
    all.push_str(&place.everything());
    assert!(
        !all.contains(STATUSPAGE_KEY) && !all.contains("k3y-token"),
        "{all}"
    );
}

#[test]
fn the_report_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::of_three();
    place.run(&["apply", "statuspage.toml", "--yes"]);
    let path = place.path("statuspage.rehearsal.report.json");
    let mode = fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_base_url_that_would_show_the_keys_is_refused() {
    let place = Place::new(&three(), &["web-prod", "web-dev", "data"]);
    let ran = place.run_bare(&[
        "plan",
        "statuspage.toml",
        "--base-url",
        "http://example.com",
    ]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("web-prod: "), "{}", ran.out);
}
