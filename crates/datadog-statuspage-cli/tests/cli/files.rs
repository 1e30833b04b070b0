//! The contents of a FILE, and their problems.

use datadog_statuspage::Site;
use expect_test::expect;

use crate::support::{Place, STATUSPAGE_KEY, file, many, three};

const PAGE: &str = r#"{ url = "https://a.statuspage.io", tags = ["a"] }"#;

#[test]
fn everything_that_is_wrong_is_said_at_once_and_nothing_is_sent() {
    let text = r#"
[defaults]
statuspage_key = "env:NOT_THERE"
pages = [{ url = "example.statuspage.io", tags = ["a"] }]

[[organizations]]
name = "a"
site = "mars"
access_token = "0123456789abcdef0123456789abcdef"

[[organizations]]
name = "b"
api_key = "env:B"
app_key = "file:not/there"

[[organizations]]
name = "b"
site = "datadoghq.com"
api_key = "cmd:false"
pages = [{ url = "https://x.statuspage.io", tags = [] }, { url = "https://y.statuspage.io", tags = ["a,b"] }]

[[organizations]]
name = "d"
site = "datadoghq.com"
api_key = "env:B"
app_key = "file:not/there"
pages = [{ url = "https://x.statuspage.io", tags = ["a"] }, { url = "https://X.statuspage.io/", tags = ["b"] }]
"#;
    let place = Place::new(text, &["b"]);
    for command in ["plan", "apply", "check", "rotate"] {
        let ran = place.run(&[command, "statuspage.toml"]);
        assert_eq!((ran.code, &*ran.out), (1, ""), "{}", ran.err);
        assert!(!ran.err.contains("0123456789abcdef"), "{}", ran.err);
    }
    assert!(place.datadog.requests().is_empty());
    let ran = place.run(&["plan", "statuspage.toml"]);
    expect![[r#"
        datadog-statuspage: statuspage.toml: 12 problems, nothing was done
          NOT_THERE is not set: a, b, d
          example.statuspage.io: the page's URL can't be read (relative URL without a
            base); write it like https://example.statuspage.io: a, b, d
          the secret's file not/there can't be read: No such file or directory (os error
            2): b, d
          the name is used twice: b
          uses the same keys as b: d
          "mars" is not a Datadog site; known sites are ALL; for a newer site, pass its API address to base_url: a
          access_token is not a reference to a secret; write env:NAME, file:PATH or
            cmd:COMMAND, never the secret itself: a
          has no site, such as site = "datadoghq.com": b
          needs either access_token or both api_key and app_key: b
          https://x.statuspage.io: there are no tags; Datadog requires at least one: b
          https://y.statuspage.io: the tag "a,b" contains a comma, which separates tags;
            pass two tags instead: b
          https://X.statuspage.io/ is listed with the tags a and with the tags b; list
            each page once: d
    "#]]
    .assert_eq(&without_sites(&ran.err));
}

/// Puts `ALL` in the place of the sites, which are for the fragment to list. How the sentence is
/// broken into lines depends on them, so it is made one line.
fn without_sites(text: &str) -> String {
    let all: Vec<_> = Site::ALL.iter().map(|site| site.parameter()).collect();
    let start = text.find("known sites are").unwrap();
    let (before, rest) = text.split_at(start);
    let end = rest.find(": a\n").unwrap();
    let (sentence, after) = rest.split_at(end);
    let words: Vec<_> = sentence.split_whitespace().collect();
    let line = words.join(" ").replace(&all.join(", "), "ALL");
    format!("{before}{line}{after}")
}

#[test]
fn a_problem_of_many_organizations_is_said_once() {
    let (names, text) = many(40);
    let place = Place::new(&text, &names);
    let mut command = place.command(&["plan", "statuspage.toml"]);
    let ran = crate::support::ran(command.env_remove("STATUSPAGE_API_KEY").output().unwrap());
    assert_eq!(
        ran.err,
        "datadog-statuspage: statuspage.toml: 1 problem, nothing was done\n  \
         STATUSPAGE_API_KEY is not set: 40 organizations\n"
    );
}

#[test]
fn what_is_no_file_of_ours_is_refused_with_its_line_and_without_its_values() {
    for (text, why) in [
        (
            "organizations = 7",
            "statuspage.toml:1: expected a sequence",
        ),
        (
            "[defaults]\nprunes = true\n",
            "statuspage.toml:2: unknown field `prunes`",
        ),
        (
            "organizations = []\n[defaults]\nprune = \"k3y\"",
            "3: expected a boolean",
        ),
        ("[defaults]\nsite = k3y\n", "statuspage.toml:2: "),
        (
            "[defaults]\nsk-k3y12345 = true\n",
            "unknown field, expected one of `site`",
        ),
        (
            "[[organizations]]\nname = \"a\"\npages = \"k3y\"\n",
            "expected a list of pages",
        ),
        (
            "[[organizations]]\nname = \"a\"\napi_key = 12345\n",
            "3: expected a string",
        ),
        (
            "[[organizations]]\nname = \"a\"\npages = [{ url = \"u\", tag = [] }]\n",
            "unknown field `tag`",
        ),
        (
            "[[organizations]]\nname = \"a\"\npages = { but = [] }\n",
            "unknown field `but`",
        ),
        ("organizations = []", "the file lists no organizations"),
    ] {
        let place = Place::new(text, &["a"]);
        let ran = place.run(&["plan", "statuspage.toml"]);
        assert_eq!(ran.code, 1, "{text}");
        assert!(ran.err.contains(why), "{text}: {}", ran.err);
        assert!(
            !ran.err.contains("k3y") && !ran.err.contains("12345"),
            "{}",
            ran.err
        );
    }
    let place = Place::of_three();
    let ran = place.run(&["plan", "missing.toml"]);
    assert!(
        ran.err.contains("missing.toml can't be read: No such file"),
        "{}",
        ran.err
    );
}

/// Returns a plan's changes for the one organization of a file.
fn planned(defaults: &str, own: &str) -> Vec<String> {
    let place = Place::new(&file(defaults, &[("web", own)]), &["web"]);
    let plan = place.run(&["plan", "statuspage.toml"]);
    assert_eq!(plan.code, 2, "{}", plan.err);
    let lines = plan.out.lines().filter(|line| line.starts_with("  + http"));
    let words = |line: &str| {
        line.split_whitespace()
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ")
    };
    lines.map(words).collect()
}

#[test]
fn own_pages_add_to_the_shared_ones_unless_they_replace_them() {
    let shared = format!("pages = [{PAGE}]");
    let own = r#"{ url = "https://b.statuspage.io", tags = ["b"] }"#;
    let (a, b) = ("https://a.statuspage.io a", "https://b.statuspage.io b");
    assert_eq!(planned(&shared, ""), [a]);
    assert_eq!(planned(&shared, &format!("pages = [{own}]")), [a, b]);
    assert_eq!(
        planned(&shared, &format!("pages = {{ only = [{own}] }}")),
        [b]
    );
    assert_eq!(planned(&shared, "pages = \"only\""), [""; 0]);
    // The same page with other tags replaces the shared one.
    let other = r#"pages = [{ url = "https://A.statuspage.io/", tags = ["c"] }]"#;
    assert_eq!(planned(&shared, other), ["https://A.statuspage.io/ c"]);
    let table = "[[organizations.pages]]\nurl = \"https://b.statuspage.io\"\ntags = [\"b\"]";
    assert_eq!(planned(&shared, table), [a, b]);
}

#[test]
fn an_own_key_and_an_own_prune_leave_the_shared_pages() {
    let own = "statuspage_key = \"env:OTHER\"\nprune = false";
    let text = file(&format!("prune = true\npages = [{PAGE}]"), &[("web", own)]);
    let place = Place::new(&text, &["web"]);
    place.as_client("web", async |client| {
        let settings = client.url_settings();
        let tags = crate::support::tags("b");
        settings
            .create("https://b.statuspage.io", tags)
            .await
            .unwrap();
    });
    let mut command = place.command(&["apply", "statuspage.toml", "--yes"]);
    let ran = crate::support::ran(command.env("OTHER", "k3y-other").output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let bodies: Vec<_> = place
        .writes()
        .iter()
        .map(|it| String::from_utf8_lossy(it.body()).into_owned())
        .collect();
    assert_eq!(bodies.len(), 3, "{bodies:?}");
    assert!(
        bodies[1].contains("k3y-other") && !bodies[1].contains(STATUSPAGE_KEY),
        "{bodies:?}"
    );
    assert!(bodies[2].contains("https://a.statuspage.io"), "{bodies:?}");
}

#[test]
fn sites_have_to_be_named() {
    let place = Place::new(
        &three().replace("site = \"datadoghq.eu\"", ""),
        &["web-prod", "web-dev", "data"],
    );
    let ran = place.run(&["plan", "statuspage.toml"]);
    assert!(ran.err.contains("has no site, such as"), "{}", ran.err);
}
