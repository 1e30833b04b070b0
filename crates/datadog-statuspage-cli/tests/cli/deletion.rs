//! Deletions that may be unintended.

use crate::support::{Place, file, tags};

/// Creates an organization that watches `there` pages, of which a file wants `wanted`.
fn place(there: usize, wanted: usize) -> Place {
    let page = |number: usize| format!("https://page-{number}.statuspage.io");
    let pages: Vec<_> = (0..wanted)
        .map(|number| format!(r#"{{ url = "{}", tags = ["a"] }}"#, page(number)))
        .collect();
    let defaults = format!("prune = true\npages = [{}]", pages.join(", "));
    let place = Place::new(&file(&defaults, &[("web", "")]), &["web"]);
    place.as_client("web", async |client| {
        client.create_account("theirs").await.unwrap();
        for number in 0..there {
            let settings = client.url_settings();
            settings.create(page(number), tags("a")).await.unwrap();
        }
    });
    place
}

fn deletions(place: &Place) -> usize {
    let writes = place.writes().into_iter();
    writes.filter(|it| it.method() == "DELETE").count()
}

#[test]
fn half_of_the_pages_may_go_and_one_more_needs_to_be_allowed() {
    let half = place(4, 2);
    let ran = half.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!((ran.code, deletions(&half)), (0, 2), "{}", ran.err);

    let more = place(5, 2);
    let plan = more.run(&["plan", "statuspage.toml"]);
    assert_eq!(plan.code, 2);
    assert!(plan.out.contains("--allow-delete 3"), "{}", plan.out);
    let ran = more.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!((ran.code, deletions(&more)), (1, 0), "{}", ran.out);
    let why = "more than half of the pages of web would be deleted";
    assert!(ran.err.contains(why), "{}", ran.err);
    let ran = more.run(&["apply", "statuspage.toml", "--yes", "--allow-delete", "2"]);
    assert_eq!((ran.code, deletions(&more)), (1, 0), "{}", ran.err);
    let ran = more.run(&["apply", "statuspage.toml", "--yes", "--allow-delete", "3"]);
    assert_eq!((ran.code, deletions(&more)), (0, 3), "{}", ran.err);
}

#[test]
fn no_page_at_all_needs_to_be_allowed_and_so_does_another_list() {
    let none = place(1, 0);
    let ran = none.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!((ran.code, deletions(&none)), (1, 0), "{}", ran.out);
    let ran = none.run(&["apply", "statuspage.toml", "--yes", "--allow-delete", "1"]);
    assert_eq!((ran.code, deletions(&none)), (0, 1), "{}", ran.err);

    // Two are wanted, but not the two that exist.
    let other = place(2, 2);
    let text = other.read("statuspage.toml").replace("page-", "other-");
    other.write("statuspage.toml", &text);
    let ran = other.run(&["apply", "statuspage.toml", "--yes"]);
    assert_eq!((ran.code, deletions(&other)), (1, 0), "{}", ran.out);
}
