//! Failures, and how they are reported.

use datadog_statuspage_testing::Simulator;
use expect_test::expect;

use crate::support::{Place, three};

/// Creates a Datadog that rejects every token.
fn locked_out() -> Place {
    let datadog = Simulator::builder().access_token("another", ["integrations_read"]);
    Place::of(datadog, &three(), &["web-prod", "web-dev", "data"])
}

#[test]
fn every_command_ends_with_1_where_an_organization_fails_and_names_it() {
    let place = locked_out();
    for command in [
        &["plan", "statuspage.toml"][..],
        &["check", "statuspage.toml"],
        &["apply", "statuspage.toml", "--yes"],
        &["rotate", "statuspage.toml"],
        &["export", "statuspage.toml"],
        &["find", "https://example.statuspage.io", "statuspage.toml"],
    ] {
        let ran = place.run(command);
        assert_eq!(ran.code, 1, "{command:?}: {}", ran.out);
        let all = format!("{}{}", ran.out, ran.err);
        for name in [
            "web-prod: 127.0.0.1:",
            "web-dev: 127.0.0.1:",
            "data: 127.0.0.1:",
        ] {
            assert!(all.contains(name), "{command:?}: {all}");
        }
        assert!(all.contains("answered 401"), "{all}");
    }
}

#[test]
fn a_failure_says_what_happened_and_what_to_do() {
    let place = locked_out();
    let ran = place.run(&["check", "statuspage.toml", "--only", "data"]);
    let out = ran.out.replace(
        place.datadog.base_url().trim_start_matches("http://"),
        "127.0.0.1:PORT!",
    );
    expect![[r#"
        data: 127.0.0.1:PORT! answered 401 Unauthorized while reading the account;
            nothing was changed; check that the access token is right, is of this site,
            and has not expired
        1 organization: no known differences from statuspage.toml; 1 could not be
          checked
    "#]]
    .assert_eq(&out);
}

#[test]
fn a_page_that_datadog_refuses_fails_its_organization_alone() {
    let text = three().replace("https://data.statuspage.io", "https://example.com");
    let place = Place::new(&text, &["web-prod", "web-dev", "data"]);
    let ran = place.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("changed              2"), "{}", ran.out);
    assert!(ran.out.contains("\ndata: 127.0.0.1:"), "{}", ran.out);
    // It is read again, and so are the finished ones.
    place.write("statuspage.toml", &three());
    let ran = place.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(
        ran.err.contains("which left 1 organization unfinished;"),
        "{}",
        ran.err
    );
    let report = place.read("statuspage.rehearsal.report.json");
    assert!(!report.contains("\"finished\": null"), "{report}");
}

#[test]
fn without_a_terminal_apply_does_not_ask_and_changes_nothing() {
    let place = Place::of_three();
    let ran = place.run(&["apply", "statuspage.toml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("add --yes"), "{}", ran.err);
    assert!(place.writes().is_empty());
    assert!(!place.path("statuspage.rehearsal.report.json").exists());
}
