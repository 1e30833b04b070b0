//! What the maintenance commands say of themselves.

use expect_test::expect;

use crate::support::xtask;

#[test]
fn each_command_has_a_help_of_its_own() {
    let (code, out, err) = xtask(&["codegen", "--help"]);
    assert_eq!((code, &*err), (0, ""));
    expect![[r#"
        cargo xtask codegen [--check] [--spec FILE] [--out DIR]
            Generates the sources that come from the OpenAPI fragment.

            --check       write nothing; exit 1 and show a diff where a file is stale
            --spec FILE   the fragment (default: spec/statuspage.yaml)
            --out DIR     where to put the files (default: this workspace)

            Exit codes: 0 done, or fresh; 1 stale (with --check); 2 the fragment is
            broken, or a file can't be read or written; 64 the command line is wrong.
    "#]]
    .assert_eq(&out);
    let (code, out, err) = xtask(&["drift", "-h"]);
    assert_eq!((code, &*err), (0, ""));
    expect![[r#"
        cargo xtask drift [--page SOURCE]... [--upstream SOURCE] [--all-operations]
                          [--format text|json] [--spec FILE] [--accepted FILE]
            Compares the fragment with what Datadog publishes. A SOURCE is a file or
            an address. Without a page and an upstream it fetches both from where the
            fragment says (x-datadog-sources).

            --page SOURCE      a page of one operation or of all, as Markdown
            --upstream SOURCE  Datadog's OpenAPI document, as YAML or JSON
            --all-operations   report operations under our tag that we don't have
            --format FORMAT    text (default) or json
            --spec FILE        the fragment (default: spec/statuspage.yaml)
            --accepted FILE    known differences (default: spec/accepted-drift.yaml)

            Exit codes: 0 no drift; 1 drift; 2 a source can't be read, and there is no
            drift in the others; 64 the command line is wrong.
    "#]]
    .assert_eq(&out);
    let (code, out, err) = xtask(&["bench", "--help"]);
    assert_eq!((code, &*err), (0, ""));
    expect![[r#"
        cargo xtask bench [--peers] [--out FILE]
            Measures what the crates cost, beside a program written by hand, and writes
            BENCHMARKS.md, keeping what is between <!-- notes --> and <!-- /notes -->.
            Takes some minutes; instructions need valgrind.

            --peers       Datadog's official client too, which takes 10 GB to build
            --out FILE    where to write the report (default: BENCHMARKS.md)

            Exit codes: 0 done; 1 something can't be built, run or written; 64 the
            command line is wrong.
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
