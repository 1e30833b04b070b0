//! The checks themselves, on small crates.

use super::circles;
use super::graph::Graph;
use super::layers::Layers;
use super::reader::Files;

/// Returns the graph of a crate with these files.
fn graph(files: &[(&str, &str)]) -> Graph {
    let files: Files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    Graph::read(&files, "lib.rs").unwrap()
}

/// Returns its arrows as `from > to`, without those of `lib.rs`.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let graph = graph(files);
    let arrows = graph.arrows.iter().filter(|arrow| arrow.from != "lib.rs");
    let mut arrows: Vec<String> = arrows
        .map(|arrow| format!("{} > {}", arrow.from, arrow.to))
        .collect();
    arrows.dedup();
    arrows
}

/// Returns the arrows of an `a.rs` with this text, beside `b.rs`, and `b/c.rs`.
fn arrows_of(text: &str) -> Vec<String> {
    let mut arrows = arrows(&[
        ("lib.rs", "mod a; mod b; pub use b::Thing; pub struct Root;"),
        ("a.rs", text),
        (
            "b.rs",
            "mod c; pub(crate) use c::Thing; pub(crate) use c::Other as Odd; pub fn face() {}",
        ),
        (
            "b/c.rs",
            "pub(crate) struct Thing; pub(crate) struct Other;",
        ),
    ]);
    arrows.retain(|arrow| arrow != "b.rs > b/c.rs");
    arrows
}

#[test]
fn every_way_to_name_a_thing_is_an_arrow() {
    for (text, expected) in [
        ("use crate::b;", &["a.rs > b.rs"][..]),
        ("use crate::b::face;", &["a.rs > b.rs"]),
        (
            "use crate::b::{self, Thing};",
            &["a.rs > b.rs", "a.rs > b/c.rs"],
        ),
        ("use crate::b::Thing;", &["a.rs > b/c.rs"]),
        ("use crate::b::Odd as Even;", &["a.rs > b/c.rs"]),
        ("use crate::Thing;", &["a.rs > b/c.rs"]),
        ("use super::b::*;", &["a.rs > b.rs"]),
        (
            "use super::{Root as R, b::{Thing, face as f}};",
            &["a.rs > b.rs", "a.rs > b/c.rs", "a.rs > lib.rs"],
        ),
        ("fn f(thing: crate::b::Thing) {}", &["a.rs > b/c.rs"]),
        ("fn f() { super::b::face(); }", &["a.rs > b.rs"]),
        ("fn f() { vec![crate::b::Odd::new()]; }", &["a.rs > b/c.rs"]),
        ("fn f() { use crate::b::face; }", &["a.rs > b.rs"]),
        (
            "mod inner { fn f() { super::super::b::face(); } }",
            &["a.rs > b.rs"],
        ),
        ("mod inner { use super::super::Thing; }", &["a.rs > b/c.rs"]),
        (
            "use crate::b; fn f() { b::Thing::new(); }",
            &["a.rs > b.rs", "a.rs > b/c.rs"],
        ),
        (
            "use super::*; fn f() { b::Odd::new(); }",
            &["a.rs > b/c.rs", "a.rs > lib.rs"],
        ),
        ("fn f() { crate::unknown!(); }", &["a.rs > lib.rs"]),
    ] {
        assert_eq!(arrows_of(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_built_or_not_ours_is_no_arrow() {
    for text in [
        "use std::fmt; use b::Thing; use ::b::face;",
        "use self::inner::Thing; mod inner { pub struct Thing; }",
        "pub(in crate::b) struct Visible; pub(super) fn f() {}",
        "#[cfg(test)] mod tests { use crate::b::Thing; }",
        "fn f() { quote! { crate::b::face() }; parse_quote!(crate::b::Thing); }",
        "#[cfg(test)] mod no_such_file;",
        "#[cfg(all(test, feature = \"f\"))] use crate::b;",
        "#[cfg(any(test, fuzzing))] use crate::b;",
        "#[cfg(fuzzing)] pub fn f() { crate::b::face(); }",
        "struct S; impl S { #[cfg(test)] fn f() { crate::b::face(); } }",
        "fn f() { #[cfg(test)] if crate::b::face() {} #[cfg(test)] let x = crate::b::face(); }",
    ] {
        assert_eq!(arrows_of(text), [""; 0], "{text}");
    }
    let text = "#[cfg(any(test, unix))] use crate::b; #[cfg(not(test))] use crate::Root;";
    assert_eq!(arrows_of(text), ["a.rs > b.rs", "a.rs > lib.rs"]);
}

#[test]
fn names_are_followed_through_globs_and_not_in_circles() {
    let files = [
        ("lib.rs", "mod a; mod b; pub use b::*;"),
        (
            "a.rs",
            "use crate::Thing; use crate::Nowhere; use crate::b::Loop;",
        ),
        (
            "b.rs",
            "mod c; pub use c::*; pub use crate::b::Loop; pub use super::*;",
        ),
        ("b/c.rs", "pub struct Thing;"),
    ];
    let found = arrows(&files);
    assert!(found.contains(&"a.rs > b/c.rs".to_owned()), "{found:?}");
}

#[test]
fn a_circle_through_a_re_export_is_found() {
    let found = circles(&graph(&[
        ("lib.rs", "mod a; mod b; mod d;"),
        ("a.rs", "use crate::b::Thing; use crate::d::D;"),
        ("b.rs", "mod c; pub(crate) use c::Thing;"),
        ("b/c.rs", "use crate::a; pub(crate) struct Thing;"),
        ("d.rs", "pub(crate) struct D;"),
    ]));
    assert_eq!(
        found,
        [
            "a circle of a.rs, b/c.rs:\n    a.rs uses b/c.rs (crate::b::Thing)\n    b/c.rs uses a.rs (crate::a)"
        ]
    );
}

#[test]
fn a_file_that_uses_its_own_parent_is_a_circle() {
    let face = "mod a; mod b; pub use a::A; pub struct Here;";
    for (text, count) in [
        ("use super::Here; pub struct A;", 1),
        ("use crate::f::Here; pub struct A;", 1),
        ("use super::*; pub struct A;", 1),
        ("use super::b::B; pub struct A;", 0),
    ] {
        let files = [
            ("lib.rs", "mod f;"),
            ("f.rs", face),
            ("f/a.rs", text),
            ("f/b.rs", "pub struct B;"),
        ];
        assert_eq!(circles(&graph(&files)).len(), count, "{text}");
    }
}

#[test]
fn a_module_without_its_file_is_an_error() {
    let files: Files = [("lib.rs".to_owned(), "mod a;".to_owned())].into();
    let error = Graph::read(&files, "lib.rs").unwrap_err();
    assert_eq!(error, "a.rs: there is no such file");
}

const DOCUMENT: &str = "\
# Architecture
<!-- layers -->
```text
lib.rs  guide.md    re-exports
operations/  one file a resource,
             and what they share
retry/       the loop
text.rs      one-line texts
```
```
other/
```
";

/// Returns the problems of a crate with this `retry/decide.rs`.
fn against_layers(decide: &str) -> Vec<String> {
    let graph = graph(&[
        ("lib.rs", "mod operations; mod retry; mod text;"),
        (
            "operations.rs",
            "mod account; pub(crate) use account::Account;",
        ),
        (
            "operations/account.rs",
            "use crate::retry::Loop; pub(crate) struct Account;",
        ),
        ("retry.rs", "mod decide; pub(crate) struct Loop;"),
        ("retry/decide.rs", decide),
        ("text.rs", ""),
    ]);
    Layers::of_document(DOCUMENT).unwrap().problems(&graph)
}

#[test]
fn an_arrow_upwards_is_named_with_both_its_ends() {
    assert_eq!(against_layers("use crate::text; use super::Loop;"), [""; 0]);
    for (text, expected) in [
        (
            "use crate::operations;",
            "retry/decide.rs uses operations.rs (crate::operations): operations stands above retry",
        ),
        (
            "use crate::operations::Account;",
            "retry/decide.rs uses operations/account.rs (crate::operations::Account): operations stands above retry",
        ),
        (
            "fn f() { crate::something!(); }",
            "retry/decide.rs uses lib.rs (crate::something): lib stands above retry",
        ),
    ] {
        assert_eq!(against_layers(text), [expected]);
    }
}

#[test]
fn a_wrong_list_is_detected() {
    let graph = graph(&[
        ("lib.rs", "mod operations; mod retry; mod more;"),
        ("operations.rs", ""),
        ("retry.rs", ""),
        ("more.rs", ""),
    ]);
    assert_eq!(
        Layers::of_document(DOCUMENT).unwrap().problems(&graph),
        [
            "the layer text.rs is in the list and not in the crate",
            "more.rs is in no layer of the list",
        ]
    );
    assert!(Layers::of_document("# Architecture\n```\nlib.rs\n```\n").is_none());
}
