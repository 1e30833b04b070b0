//! Every command, as an engineer would use them in sequence.

use expect_test::expect;
use serde_json::Value;

use crate::support::{Place, STATUSPAGE_KEY, tags, token};

#[test]
fn the_life_of_a_file_is_plan_apply_check_change_check() {
    let place = Place::of_three();
    let plan = place.run(&["plan", "statuspage.toml"]);
    assert_eq!((plan.code, &*plan.err), (2, ""));
    assert!(place.writes().is_empty());
    let apply = place.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!((apply.code, &*apply.err), (0, ""), "{}", apply.out);
    let writes = place.writes().len();
    assert_eq!(writes, 7);
    for command in ["plan", "check"] {
        let ran = place.run(&[command, "statuspage.toml"]);
        assert_eq!(ran.code, 0, "{}", ran.out);
    }
    assert_eq!(place.run(&["apply", "statuspage.toml", "--yes"]).code, 0);
    assert_eq!(place.writes().len(), writes);

    place.as_client("web-dev", async |client| {
        let settings = client.url_settings();
        let page = "https://example.statuspage.io";
        settings.ensure(page, tags("team:other")).await.unwrap();
    });
    let check = place.run(&["check", "statuspage.toml"]);
    assert_eq!(check.code, 2);
    expect![[r#"
        web-dev: 1 to update
        1 of 3 organizations to change; `plan` with the same arguments shows the changes
    "#]]
    .assert_eq(&check.out);
}

#[test]
fn an_exported_file_says_what_is_there_and_asks_for_nothing() {
    let place = Place::of_three();
    place.run(&["apply", "statuspage.toml", "--yes"]);
    let export = place.run(&["export", "statuspage.toml", "--org", "web-prod"]);
    assert_eq!((export.code, &*export.err), (0, ""));
    expect![[r#"
        # The present state. Statuspage keys can't be read back: to have accounts created, add
        # statuspage_key = "env:STATUSPAGE_API_KEY" to [defaults].

        [[organizations]]
        name = "web-prod"
        site = "datadoghq.eu"
        access_token = "env:WEB_PROD"

        [[organizations.pages]]
        url = "https://example.statuspage.io"
        tags = ["team:web", "env:prod"]

        [[organizations.pages]]
        url = "https://payments.statuspage.io"
        tags = ["team:payments"]
    "#]]
    .assert_eq(&export.out);
    place.write("exported.toml", &export.out);
    let plan = place.run(&["plan", "exported.toml"]);
    assert_eq!(plan.code, 0, "{}", plan.out);

    // Without a file it is the organization of the environment.
    let environment = |command: &mut std::process::Command| {
        let command = command.env("DD_BEARER_TOKEN", token("data"));
        crate::support::ran(command.output().unwrap())
    };
    let export = environment(&mut place.command(&["export", "--org", "mine"]));
    let (_, said) = export.out.split_once("\n\n").unwrap();
    expect![[r#"
        [[organizations]]
        name = "mine"
        site = "datadoghq.com"
        access_token = "env:DD_BEARER_TOKEN"

        [[organizations.pages]]
        url = "https://data.statuspage.io"
        tags = ["team:data"]
    "#]]
    .assert_eq(said);
    let find = environment(&mut place.command(&["find", "https://data.statuspage.io"]));
    assert!(
        find.out.contains("watched by 1 of 1 organization"),
        "{}",
        find.out
    );
}

#[test]
fn find_says_who_watches_a_page_however_it_is_written() {
    let place = Place::of_three();
    place.run(&["apply", "statuspage.toml", "--yes"]);
    let find = place.run(&["find", "https://EXAMPLE.statuspage.io/", "statuspage.toml"]);
    assert_eq!(find.code, 0);
    expect![[r#"
        web-prod  datadoghq.eu  team:web,env:prod
        web-dev  datadoghq.eu  team:web,env:prod
        https://EXAMPLE.statuspage.io/: watched by 2 of 3 organizations
    "#]]
    .assert_eq(&find.out);
    let none = place.run(&["find", "https://no.statuspage.io", "statuspage.toml"]);
    assert_eq!(none.code, 0);
    assert!(none.out.contains("watched by 0 of 3"), "{}", none.out);
    let no_page = place.run(&["find", "example.statuspage.io", "statuspage.toml"]);
    assert_eq!((no_page.code, &*no_page.out), (1, ""));
}

#[test]
fn rotate_writes_every_key_each_time() {
    let place = Place::of_three();
    let first = place.run(&["rotate", "statuspage.toml"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(
        first.out.contains("data: account created with the key"),
        "{}",
        first.out
    );
    // A create that finds an account, and its update.
    for writes in [9, 15] {
        let again = place.run(&["rotate", "statuspage.toml", "--concurrency", "1"]);
        assert_eq!(again.code, 0, "{}", again.err);
        expect![[r#"
            web-prod: key written
            web-dev: key written
            data: key written

            result   organizations  created  updated  deleted
            changed              3        0        3        0
        "#]]
        .assert_eq(&again.out);
        assert_eq!(place.writes().len(), writes);
        let last = &place.writes()[writes - 1];
        assert_eq!(last.method(), "PATCH");
        assert!(String::from_utf8_lossy(last.body()).contains(STATUSPAGE_KEY));
    }
    // It doesn't use the report of an apply, and writes none.
    assert!(!place.path("statuspage.rehearsal.report.json").exists());
}

#[test]
fn programs_get_one_document_on_stdout() {
    let place = Place::of_three();
    let document = |arguments: &[&str], code: i32| -> Value {
        let ran = place.run(arguments);
        assert_eq!(ran.code, code, "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    };
    let json = ["--format", "json"];
    let with = |arguments: &[&'static str]| [arguments, &json[..]].concat();
    let plan = document(&with(&["plan", "statuspage.toml"]), 2);
    assert_eq!(plan["organizations"][0]["outcome"], "to_change");
    assert_eq!(
        plan["organizations"][0]["changes"][1]["change"],
        "create_url_setting"
    );
    let refused = place.run(&with(&["apply", "statuspage.toml"]));
    assert_eq!((refused.code, &*refused.out), (1, ""));
    let apply = document(&with(&["apply", "statuspage.toml", "--yes"]), 0);
    assert_eq!(apply["organizations"][2]["outcome"], "changed");
    let check = document(&with(&["check", "statuspage.toml"]), 0);
    assert_eq!(
        (&check["schema"], &check["simulated"]),
        (&1.into(), &false.into())
    );
    let rotate = document(&with(&["rotate", "statuspage.toml"]), 0);
    assert_eq!(
        rotate["organizations"][0]["changes"][0]["change"],
        "replace_key"
    );
    let find = document(
        &with(&["find", "https://data.statuspage.io", "statuspage.toml"]),
        0,
    );
    assert_eq!(find["watched_by"][0]["name"], "data");
}

#[test]
fn only_some_organizations_can_be_chosen_and_need_their_secrets_alone() {
    let place = Place::of_three();
    // Secrets that aren't needed must not be requested.
    let text = place.read("statuspage.toml");
    place.write(
        "some.toml",
        &text.replace("env:WEB_PROD", "cmd:touch asked"),
    );
    let ran = crate::support::ran(
        place
            .command(&["apply", "some.toml", "--yes", "--only", "data,web-dev"])
            .env_remove("WEB_PROD")
            .output()
            .unwrap(),
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(place.writes().len(), 4);
    assert!(!place.path("asked").exists());
    let plan = place.run(&["plan", "statuspage.toml"]);
    assert!(
        plan.out.contains("to change                  1"),
        "{}",
        plan.out
    );
    // The report keeps its entries about the others, as long as FILE has them.
    for (file, only, kept) in [
        (
            "statuspage.toml",
            "web-prod",
            ["data", "web-dev", "web-prod"],
        ),
        ("renamed.toml", "other", ["data", "other", "web-dev"]),
    ] {
        let text = place.read("statuspage.toml");
        place.write(
            "renamed.toml",
            &text.replace("name = \"web-prod\"", "name = \"other\""),
        );
        let report = "some.rehearsal.report.json";
        let arguments = ["apply", file, "--yes", "--only", only, "--report", report];
        assert_eq!(place.run(&arguments).code, 0);
        let report: Value = serde_json::from_str(&place.read(report)).unwrap();
        let entries = report["organizations"].as_array().unwrap();
        let mut names: Vec<_> = entries
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        names.sort_unstable();
        assert_eq!(names, kept);
    }
    let unknown = place.run(&["plan", "statuspage.toml", "--only", "missing"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("not list: missing"), "{}", unknown.err);
}

#[test]
fn the_schema_the_completions_and_the_version_can_be_printed() {
    let place = Place::of_three();
    let schema = place.run_bare(&["schema"]);
    let schema: Value = serde_json::from_str(&schema.out).unwrap();
    let entry = &schema["$defs"]["Entry"]["properties"];
    for key in [
        "name",
        "site",
        "access_token",
        "api_key",
        "app_key",
        "statuspage_key",
        "pages",
        "prune",
    ] {
        assert!(entry[key].is_object(), "{key}: {schema}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = place.run_bare(&["completions", shell]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("datadog-statuspage"), "{}", ran.out);
    }
    let version = place.run_bare(&["--version"]);
    let expected = format!("datadog-statuspage {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((version.code, version.out), (0, expected));
    // Not 2, which means that there are changes.
    assert_eq!(place.run_bare(&["plan"]).code, 1);
    assert_eq!(
        place
            .run_bare(&["check", "statuspage.toml", "--onyl", "x"])
            .code,
        1
    );
}
