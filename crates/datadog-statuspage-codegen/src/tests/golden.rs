//! Fragments that can be generated. `tests/golden.rs` of datadog-statuspage-api, which has the
//! necessary dependencies, tests that their sources compile.

use expect_test::expect_file;

use super::{OTHER, OURS, render};
use crate::artifact::Artifact;
use crate::fragment::Fragment;

macro_rules! golden {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                let fragment = include_str!(concat!("../../golden/", stringify!($name), ".yaml"));
                expect_file![concat!("../../golden/", stringify!($name), ".rs")]
                    .assert_eq(&render(fragment, Artifact::Wire));
                expect_file![concat!("../../golden/", stringify!($name), ".mock.rs")]
                    .assert_eq(&render(fragment, Artifact::Mock));
            }
        )*

        const ALL: &[&str] = &[
            $(include_str!(concat!("../../golden/", stringify!($name), ".yaml"))),*
        ];
    };
}

golden! {
    all_of, empty, enums, formats, keywords, nested, nullable, other, plain, recursive, unicode,
}

#[test]
fn sites_and_json() {
    expect_file!["../../golden/other.table.rs"].assert_eq(&render(OTHER, Artifact::Sites));
    expect_file!["../../golden/other.json"].assert_eq(&render(OTHER, Artifact::OpenApi));
}

#[test]
fn the_json_form_of_a_fragment_generates_the_same() {
    for fragment in ALL.iter().chain([&OURS]) {
        let json = render(fragment, Artifact::OpenApi);
        for artifact in Artifact::ALL {
            assert_eq!(
                render(&json, artifact),
                render(fragment, artifact),
                "{artifact:?}"
            );
        }
    }
}

#[test]
fn one_more_server_is_one_more_site_and_nothing_else() {
    const GUIDE: &str = "# Sites\n\n<!-- sites -->\n<!-- /sites -->\n";
    let guide = |fragment: &str| Fragment::parse(fragment).unwrap().render_guide(GUIDE);
    for (entry, variant) in [
        (
            "{ name: XX9, parameter: xx9.example, web: xx9.example }",
            "Site::Xx9",
        ),
        (
            "{ name: XX9-FED, parameter: xx9-gov.example, web: app.xx9-gov.example, aliases: [xxgov] }",
            "Site::Xx9Fed",
        ),
    ] {
        let server = format!("  - url: https://api.xx9.example\n    x-datadog-site: {entry}\n");
        let more = OURS.replace("\n\ntags:", &format!("\n{server}\ntags:"));
        let table = guide(&more).unwrap();
        let row = table.lines().filter(|line| line.contains(variant));
        assert_eq!(row.count(), 1, "{table}");
        let without: Vec<_> = table.lines().filter(|it| !it.contains(variant)).collect();
        let before = guide(OURS).unwrap();
        assert_eq!(without, before.lines().collect::<Vec<_>>());
        for artifact in Artifact::ALL {
            let (before, after) = (render(OURS, artifact), render(&more, artifact));
            match artifact {
                Artifact::Sites => assert!(!before.contains(variant) && after.contains(variant)),
                Artifact::OpenApi => assert!(!before.contains("xx9") && after.contains("xx9")),
                Artifact::Wire | Artifact::Mock => assert_eq!(before, after),
            }
        }
    }
}
