//! Output at 80 columns and without a terminal.

use std::process::Stdio;

use expect_test::expect;

use crate::support::{Place, file, tags};

/// Creates an organization with changes of each kind.
fn place() -> Place {
    let pages = r#"prune = true
pages = [
    { url = "https://example.statuspage.io", tags = ["team:web", "env:prod"] },
    { url = "https://new.statuspage.io", tags = ["team:web", "env:prod", "service:checkout", "service:payments", "region:eu-west-1"] },
    { url = "https://a-page-with-quite-a-long-name.statuspage.io/and/a/path", tags = ["team:web", "env:prod"] },
    { url = "https://same.statuspage.io", tags = ["team:web"] },
]"#;
    let place = Place::new(&file(pages, &[("web", ""), ("dev", "")]), &["web", "dev"]);
    place.as_client("web", async |client| {
        let settings = client.url_settings();
        for host in ["example", "old", "same"] {
            let page = format!("https://{host}.statuspage.io");
            settings.create(page, tags("team:web")).await.unwrap();
        }
    });
    place
}

#[test]
fn a_plan_is_aligned_and_wrapped() {
    let place = place();
    let plan = place.run(&["plan", "statuspage.toml"]);
    expect![[r#"
        web  datadoghq.eu
          + account
          + https://new.statuspage.io      team:web,env:prod,service:checkout,
                                           service:payments,region:eu-west-1
          + https://a-page-with-quite-a-long-name.statuspage.io/and/a/path
                                           team:web,env:prod
          ~ https://example.statuspage.io  team:web -> team:web,env:prod
          - https://old.statuspage.io      team:web

        dev  datadoghq.eu
          + account
          + https://example.statuspage.io  team:web,env:prod
          + https://new.statuspage.io      team:web,env:prod,service:checkout,
                                           service:payments,region:eu-west-1
          + https://a-page-with-quite-a-long-name.statuspage.io/and/a/path
                                           team:web,env:prod
          + https://same.statuspage.io     team:web

        result     organizations  to create  to update  to delete
        to change              2          8          1          1
    "#]]
    .assert_eq(&plan.out);
    assert!(plan.out.lines().all(|line| line.chars().count() <= 80));
    assert!(!plan.out.contains('\u{1b}') && plan.err.is_empty());
}

#[test]
fn an_apply_ends_with_a_table() {
    let place = place();
    let apply = place.run(&["apply", "statuspage.toml", "--yes", "--concurrency", "1"]);
    assert_eq!(apply.code, 0, "{}", apply.err);
    let (_, end) = apply.out.split_once("\nweb: ").unwrap();
    expect![[r#"
        3 created, 1 updated, 1 deleted
        dev: 5 created

        result   organizations  created  updated  deleted
        changed              2        8        1        1

        report: statuspage.rehearsal.report.json
    "#]]
    .assert_eq(end);
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let place = place();
    for (arguments, code) in [
        (&["plan", "statuspage.toml"][..], 2),
        (&["apply", "statuspage.toml", "--yes"], 0),
        (&["export", "statuspage.toml"], 0),
    ] {
        let mut command = place.command(arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "",
            "{arguments:?}"
        );
    }
}
