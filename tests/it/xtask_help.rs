//! What the maintenance commands say of themselves.

use expect_test::expect;

use crate::support::xtask;

#[test]
fn each_command_has_a_help_of_its_own() {
    let (code, out, err) = xtask(&["codegen", "--help"]);
    assert_eq!((code, &*err), (0, ""));
    expect![[r#"
        cargo xtask codegen [--check] [--spec FILE] [--out DIR]
            Generates sources from the OpenAPI fragment.

            --check       write nothing; exit 1 and print a diff if a file is stale
            --spec FILE   the fragment (default: spec/statuspage.yaml)
            --out DIR     where to put the files (default: this workspace)

            Exit codes: 0 success, or fresh; 1 stale (with --check); 2 the fragment is
            invalid, or a file can't be read or written; 64 the command line is invalid.
    "#]]
    .assert_eq(&out);
    let (code, out, err) = xtask(&["drift", "-h"]);
    assert_eq!((code, &*err), (0, ""));
    expect![[r#"
        cargo xtask drift [--page SOURCE]... [--upstream SOURCE] [--all-operations]
                          [--format text|json] [--spec FILE] [--accepted FILE]
            Compares the fragment with what Datadog publishes. A SOURCE is a file or
            a URL. Without a page and an upstream, it fetches both from the URLs in the
            fragment (x-datadog-sources).

            --page SOURCE      a page about one operation or all of them, in Markdown
            --upstream SOURCE  Datadog's OpenAPI document, as YAML or JSON
            --all-operations   report operations under our tag that we don't have
            --format FORMAT    text (default) or json
            --spec FILE        the fragment (default: spec/statuspage.yaml)
            --accepted FILE    known differences (default: spec/accepted-drift.yaml)

            Exit codes: 0 no drift; 1 drift; 2 a source can't be read, and the readable
            ones have no drift; 64 the command line is invalid.
    "#]]
    .assert_eq(&out);
    let (code, out, err) = xtask(&["bench", "--help"]);
    assert_eq!((code, &*err), (0, ""));
    expect![[r#"
        cargo xtask bench [--peers] [--out FILE]
            Measures the costs of the crates, compared with a program written by hand, and
            writes BENCHMARKS.md. The text between <!-- notes --> and <!-- /notes --> stays.
            Takes some minutes; counting instructions needs valgrind.

            --peers       measure Datadog's official client too, which takes 10 GB to build
            --out FILE    where to write the report (default: BENCHMARKS.md)

            Exit codes: 0 success; 1 something can't be built, run or written; 64 the
            command line is invalid.
    "#]]
    .assert_eq(&out);
}

#[test]
fn the_help_of_all_is_that_of_each() {
    let of = |arguments: &[&str]| {
        let (code, out, err) = xtask(arguments);
        assert_eq!((code, &*err), (0, ""), "{arguments:?}");
        out
    };
    let each = ["codegen", "drift", "bench"].map(|command| of(&[command, "--help"]));
    assert_eq!(of(&["--help"]), each.join("\n"));
    assert_eq!(of(&["-h"]), each.join("\n"));
}

#[test]
fn a_wrong_command_line_is_answered_with_what_would_be_right() {
    for (arguments, wrong, right) in [
        (&["drift", "--chek"][..], "invalid option '--chek'", "drift"),
        (&["bench", "more"], "unexpected argument \"more\"", "bench"),
        (
            &["codegen", "--out"],
            "missing argument for option '--out'",
            "codegen",
        ),
    ] {
        let (code, out, err) = xtask(arguments);
        assert_eq!((code, &*out), (64, ""), "{arguments:?}");
        let (_, help, _) = xtask(&[right, "--help"]);
        assert_eq!(err, format!("xtask: {wrong}\n\n{help}"), "{arguments:?}");
    }
}
