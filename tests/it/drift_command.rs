//! `cargo xtask drift` as a maintainer types it.

use std::fs;

use expect_test::expect;
use serde_json::Value;

use crate::raw_server::RawServer;
use crate::recorded::FRAGMENT;
use crate::support::{root, xtask};

const MARKDOWN: &str = "tests/pages/create-the-statuspage-account.md";
const FORMS: [&str; 3] = [
    "tests/pages/forms/latest.md",
    "tests/pages/forms/latest-bold.md",
    "tests/pages/forms/tag.md",
];

/// The command with our fragment, but without sites that are newer than the pages.
pub(crate) fn drift(arguments: &[&str]) -> (i32, String, String) {
    let spec = file(&FRAGMENT);
    let path = spec.path().to_str().unwrap();
    let (code, out, err) = xtask(&[&["drift", "--spec", path], arguments].concat());
    (code, out.replace(path, "OURS"), err)
}

/// A copy of the page, changed.
fn changed(change: impl FnOnce(String) -> String) -> tempfile::NamedTempFile {
    let page = fs::read_to_string(root().join(MARKDOWN)).unwrap();
    file(&change(page))
}

#[test]
fn a_page_that_says_the_same_is_no_drift() {
    let mut arguments = vec!["--page", MARKDOWN];
    arguments.extend(FORMS.iter().flat_map(|page| ["--page", page]));
    let (code, out, err) = drift(&arguments);
    assert_eq!((code, &*err), (0, ""));
    expect![[r#"
        OURS was compared with
          page      tests/pages/create-the-statuspage-account.md
          page      tests/pages/forms/latest.md
          page      tests/pages/forms/latest-bold.md
          page      tests/pages/forms/tag.md
        no drift
    "#]]
    .assert_eq(&out);
}

/// Which isn't the reader's mistake, as the other tests have it, but news.
#[test]
fn a_site_that_a_source_lacks_is_drift() {
    let entry = "https://api.xx9.example\n    x-datadog-site: { name: XX9, parameter: xx9.example, web: xx9.example }";
    let servers = format!("\nservers:\n  - url: {entry}\n");
    let spec = file(&FRAGMENT.replace("\nservers:\n", &servers));
    let spec = spec.path().to_str().unwrap();
    let (code, out, err) = xtask(&["drift", "--spec", spec, "--page", MARKDOWN]);
    assert_eq!((code, &*err), (1, ""));
    expect![[r#"
        breaking: site-gone at sites/api.xx9.example
          source  tests/pages/create-the-statuspage-account.md
          ours    api.xx9.example
          repair  remove the server https://api.xx9.example, or accept that the source lacks it

        OURS was compared with
          page      tests/pages/create-the-statuspage-account.md
        1 problem
    "#]]
    .assert_eq(&out.replace(spec, "OURS"));
}

#[test]
fn a_difference_is_shown_with_its_repair() {
    let page = changed(|page| page.replace("uk1", "uk2"));
    let path = page.path().to_str().unwrap();
    let (code, out, _) = drift(&["--page", path]);
    assert_eq!(code, 1, "{out}");
    assert!(
        out.contains("breaking: site-gone at sites/api.uk1.datadoghq.com"),
        "{out}"
    );
    assert!(
        out.contains(
            "x-datadog-site: { name: UK2, parameter: uk2.datadoghq.com, web: uk2.datadoghq.com } }"
        ),
        "{out}"
    );
    let (code, out, _) = drift(&["--format", "json", "--page", path]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 1);
    let problems = report["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 2);
    let names: Vec<_> = problems[1]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "kind", "severity", "where", "ours", "theirs", "repair", "source"
        ]
    );
    assert_eq!(problems[1]["source"], path);
    assert_eq!(problems[1]["kind"], "site-missing");
    assert_eq!(problems[1]["severity"], "additive");
}

#[test]
fn an_accepted_difference_is_left_out_until_it_is_gone() {
    let page = changed(|page| page.replace("| errors [*required*]", "| errors"));
    let accepted = tempfile::NamedTempFile::new().unwrap();
    let entry = |status| {
        format!(
            "  - kind: field-required\n    where: CreateStatuspageAccount/responses/{status}/errors\n    source: page\n    reason: a test\n"
        )
    };
    let entries: String = [400, 403, 409, 429].map(entry).concat();
    fs::write(accepted.path(), format!("accepted:\n{entries}")).unwrap();
    let accepted = accepted.path().to_str().unwrap();
    let page = page.path().to_str().unwrap();
    let (code, out, err) = drift(&["--accepted", accepted, "--page", page]);
    assert_eq!((code, &*err), (0, ""));
    assert!(out.ends_with("\nno drift (4 accepted)\n"), "{out}");
    let (code, out, _) = drift(&["--accepted", accepted, "--page", MARKDOWN]);
    assert_eq!(
        (code, out.matches("acceptance-unused").count()),
        (1, 4),
        "{out}"
    );
}

/// Returns our fragment as part of Datadog's whole document.
pub(crate) fn upstream() -> String {
    let parameter = |line: &str| {
        let (_, rest) = line.split_once("parameter: ")?;
        rest.split_once(',').map(|(site, _)| site.to_owned())
    };
    let (before, rest) = FRAGMENT.split_once("servers:\n").unwrap();
    let (servers, after) = rest.split_once("\ntags:").unwrap();
    let mut sites: Vec<_> = servers.lines().filter_map(parameter).collect();
    // Which is there twice, and accepted.
    sites.push("uk1.datadoghq.com".to_owned());
    let site = format!(
        "  - url: https://{{subdomain}}.{{site}}\n    variables:\n      subdomain: {{ default: api }}\n      site:\n        default: datadoghq.com\n        enum: [{}]\n",
        sites.join(", ")
    );
    format!("{before}servers:\n{site}\ntags:{after}")
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    file
}

/// Returns our fragment with other sources.
fn fragment(page: &[&str], upstream: &[&str]) -> tempfile::NamedTempFile {
    let (before, rest) = FRAGMENT.split_once("\nx-datadog-sources:\n").unwrap();
    let after = &rest[rest.find("\n\n").unwrap()..];
    file(&format!(
        "{before}\nx-datadog-sources: {{ page: {page:?}, upstream: {upstream:?} }}\n{after}"
    ))
}

#[test]
fn without_arguments_the_sources_of_the_fragment_are_read() {
    let upstream = file(&upstream());
    let upstream = upstream.path().to_str().unwrap();
    let upstream_path = upstream;
    let run = |page: &[&str], upstream: &[&str], more: &[&str]| {
        let spec = fragment(page, upstream);
        let mut arguments = vec!["drift", "--spec", spec.path().to_str().unwrap()];
        arguments.extend(more);
        let (code, out, err) = xtask(&arguments);
        let out = out.replace(arguments[2], "OURS");
        (code, out.replace(upstream_path, "UPSTREAM"), err)
    };
    let (code, out, err) = run(
        &[FORMS[2]],
        &["no/such.yaml", upstream],
        &["--all-operations"],
    );
    assert_eq!(code, 0, "{err}");
    expect![[r#"
        OURS was compared with
          page      tests/pages/forms/tag.md
          upstream  UPSTREAM
        no drift (1 accepted)
    "#]]
    .assert_eq(&out);
    // The first address was of no use, which is no problem, but is reported.
    assert!(
        err.starts_with("no/such.yaml: ") && err.lines().count() == 1,
        "{err}"
    );

    // If one is unavailable, the other is still compared, and the failure is distinguished from
    // drift.
    let (code, out, err) = run(&["no/such.md"], &[upstream], &[]);
    assert_eq!(code, 2, "{err}");
    expect![[r#"
        OURS was compared with
          upstream  UPSTREAM
        no drift (1 accepted) in what could be read; 1 could not be: no/such.md
    "#]]
    .assert_eq(&out);
    assert!(err.contains("could not be loaded"), "{err}");
    let drifted = changed(|page| page.replace("uk1", "uk2"));
    let drifted = drifted.path().to_str().unwrap();
    let (code, out, err) = run(&[drifted], &["no/such.yaml"], &["--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, report["problems"].as_array().unwrap().len()),
        (1, 2),
        "{err}"
    );
    assert_eq!(report["unreadable"].as_array().unwrap().len(), 1, "{err}");

    // An unknown form is neither drift nor unavailable.
    let unknown = file("# A page\n\n- GET https://api.datadoghq.com/a\n");
    let (code, out, err) = run(&[unknown.path().to_str().unwrap()], &["no/such"], &[]);
    assert_eq!((code, &*out), (2, ""), "{err}");
    assert!(
        err.contains(":3: ") && err.contains("was not understood"),
        "{err}"
    );
}

#[test]
fn the_upstream_is_a_whole_document() {
    let upstream = upstream();
    let file = file(&upstream);
    let (code, out, err) = drift(&["--upstream", file.path().to_str().unwrap()]);
    assert_eq!((code, &*err), (0, ""));
    assert!(out.ends_with("\nno drift (1 accepted)\n"), "{out}");

    let other = "paths:\n  /api/v2/integration/statuspage/other:\n    get:\n      operationId: GetOther\n      tags: [Statuspage Integration]\n      responses: { \"200\": { description: x } }\n";
    fs::write(
        file.path(),
        upstream
            .replace("paths:\n", other)
            .replace("maxLength: 100", "maxLength: 99"),
    )
    .unwrap();
    let path = file.path().to_str().unwrap();
    let (code, out, _) = drift(&["--all-operations", "--upstream", path]);
    assert_eq!(code, 1);
    assert!(
        out.contains("additive: operation-missing at GetOther"),
        "{out}"
    );
    assert!(
        out.contains("breaking: length at UpdateStatuspageUrlSetting/request/data.id"),
        "{out}"
    );
}

#[test]
fn a_source_that_can_not_be_read_is_2_with_its_name_and_line() {
    let page = changed(|page| page.replace("| string |", "| length |"));
    let path = page.path().to_str().unwrap();
    let line = 1 + fs::read_to_string(path)
        .unwrap()
        .lines()
        .position(|line| line.contains("| length |"))
        .unwrap();
    let (code, out, err) = drift(&["--page", path, "--page", "no/such.md", "--page", MARKDOWN]);
    assert_eq!(code, 2);
    let told = format!("; 2 could not be: {path}, no/such.md\n");
    assert!(out.ends_with(&told), "{out}");
    assert!(
        err.contains(&format!("{path}:{line}: \"api_key\" of type \"length\"")),
        "{err}"
    );
    assert!(err.contains("no/such.md: "), "{err}");
    let html = changed(|_| "<html><body>Please log in</body></html>".to_owned());
    let (code, _, err) = drift(&["--page", html.path().to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(err.contains("this is HTML"), "{err}");
    let (code, _, err) = drift(&["--upstream", MARKDOWN]);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = drift(&["--accepted", "no/such.yaml", "--page", MARKDOWN]);
    assert_eq!(code, 2, "{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_may_be_an_address() {
    let page = fs::read_to_string(root().join(MARKDOWN)).unwrap();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    let server = RawServer::start([
        answer,
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
    ])
    .await;
    let url = format!("{}/page.md", server.base_url());
    let run = || {
        let url = url.clone();
        tokio::task::spawn_blocking(move || drift(&["--page", &url]))
    };
    let (code, out, err) = run().await.unwrap();
    assert_eq!((code, &*err), (0, ""));
    assert!(out.contains(&format!("  page      {url}\n")), "{out}");
    let (code, _, err) = run().await.unwrap();
    assert_eq!(code, 2);
    assert!(
        err.starts_with(&format!("{url}: ")) && err.contains("404"),
        "{err}"
    );
}

#[test]
fn a_command_line_that_is_wrong_is_64() {
    for arguments in [
        &["drift", "--format", "xml"][..],
        &["drift", "--all-operations", "--page", MARKDOWN],
        &["drift", "page.md"],
        &["drift", "--page"],
    ] {
        assert_eq!(xtask(arguments).0, 64, "{arguments:?}");
    }
}
