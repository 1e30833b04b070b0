//! Many organizations: with faults, and in any state.

use crate::support::{Place, file, many, names};

/// Returns the number of organizations beside a result in the table.
fn row(out: &str, result: &str) -> usize {
    let line = out.lines().rev().find(|line| line.starts_with(result));
    let rest = line.map_or("0", |line| line.trim_start_matches(result));
    rest.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn two_hundred_organizations_with_faults_are_done_in_two_runs() {
    let (_, text) = many(200);
    let place = Place::new(&text, &[""; 0]);
    let arguments = [
        "apply",
        "statuspage.toml",
        "--simulate",
        "--faults",
        "--yes",
    ];
    let first = place.run_bare(&arguments);
    assert_eq!(first.code, 1, "{}", first.err);
    assert_eq!(
        (row(&first.out, "changed"), row(&first.out, "failed")),
        (190, 10)
    );
    for sentence in [
        "answered 403 Forbidden while reading the account",
        "answered 502 Bad Gateway",
    ] {
        assert!(first.out.contains(sentence), "{}", first.out);
    }
    let second = place.run_bare(&arguments);
    assert_eq!(second.code, 0, "{}", second.out);
    assert_eq!(
        (
            row(&second.out, "changed"),
            row(&second.out, "nothing to do")
        ),
        (10, 190)
    );
    let check = place.run_bare(&["check", "statuspage.toml", "--simulate"]);
    assert_eq!(check.code, 0, "{}", check.out);
}

/// Gives each organization another state.
fn any_states(place: &Place, names: &[String]) {
    let mut random = fastrand::Rng::with_seed(19);
    let tag = [
        "team:web",
        "env:prod",
        " spaces ",
        "ünï:\"çödé\"",
        "back\\slash",
        "a=b",
        "#",
        "'",
    ];
    let page = [
        "https://a.statuspage.io",
        "https://A.statuspage.io/",
        "http://b.statuspage.io/x?y=%20#z",
        "https://c.status.io:8443",
    ];
    for name in names {
        let mut wanted = Vec::new();
        for page in page {
            let tags: Vec<_> = tag.iter().filter(|_| random.bool()).copied().collect();
            if random.bool() && !tags.is_empty() {
                wanted.push((page, tags));
            }
        }
        let has_account = random.bool();
        place.as_client(name, async |client| {
            if has_account {
                client.create_account("theirs").await.unwrap();
            }
            for (page, tags) in wanted {
                let tags = datadog_statuspage::Tags::new(tags).unwrap();
                client.url_settings().create(page, tags).await.unwrap();
            }
        });
    }
}

#[test]
fn a_plan_of_what_was_exported_has_nothing_to_do_in_fifty_random_states() {
    let names = names(50);
    let organizations: Vec<_> = names.iter().map(|name| (&**name, "")).collect();
    let place = Place::new(&file("", &organizations), &names);
    any_states(&place, &names);
    let before = place.writes().len();
    let export = place.run(&["export", "statuspage.toml"]);
    assert_eq!(export.code, 0, "{}", export.err);
    place.write("exported.toml", &export.out);
    let plan = place.run(&["plan", "exported.toml"]);
    assert_eq!(plan.code, 0, "{}{}", plan.out, plan.err);
    assert_eq!(row(&plan.out, "nothing to do"), 50);
    // With it, a page that was left out would be deleted.
    let pruning = format!("[defaults]\nprune = true\n{}", export.out);
    place.write("pruning.toml", &pruning);
    let plan = place.run(&["plan", "pruning.toml"]);
    assert_eq!(plan.code, 0, "{}{}", plan.out, plan.err);
    let apply = place.run(&["apply", "exported.toml", "--yes"]);
    assert_eq!(
        (apply.code, place.writes().len()),
        (0, before),
        "{}",
        apply.out
    );
}
