//! Fragments that can be generated. `tests/golden.rs` of datadog-statuspage-api, which has the
//! necessary dependencies, tests that their sources compile.

use expect_test::expect_file;

use super::{OTHER, OURS, render};
use crate::artifact::Artifact;

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
fn a_ninth_server_is_a_ninth_site() {
    let more = OURS.replace(
        "\ntags:",
        "  - url: https://api.xx9.example\n    x-datadog-site: { name: XX9, parameter: xx9.example, web: xx9.example }\n\ntags:",
    );
    let before = render(OURS, Artifact::Sites);
    let after = render(&more, Artifact::Sites);
    assert!(!before.contains("Xx9") && after.contains("Site::Xx9"));
    assert_eq!(render(OURS, Artifact::Wire), render(&more, Artifact::Wire));
}
