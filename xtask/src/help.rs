//! The help of the commands.

/// Each command that has a help.
const PAGES: [(&str, &str); 3] = [("codegen", CODEGEN), ("drift", DRIFT), ("bench", BENCH)];

const CODEGEN: &str = "\
cargo xtask codegen [--check] [--spec FILE] [--out DIR]
    Generates sources from the OpenAPI fragment.

    --check       write nothing; exit 1 and print a diff if a file is stale
    --spec FILE   the fragment (default: spec/statuspage.yaml)
    --out DIR     where to put the files (default: this workspace)

    Exit codes: 0 success, or fresh; 1 stale (with --check); 2 the fragment is
    invalid, or a file can't be read or written; 64 the command line is invalid.
";

const DRIFT: &str = "\
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
";

const BENCH: &str = "\
cargo xtask bench [--peers] [--out FILE]
    Measures the costs of the crates, compared with a program written by hand, and
    writes BENCHMARKS.md. The text between <!-- notes --> and <!-- /notes --> stays.
    Takes some minutes; counting instructions needs valgrind.

    --peers       measure Datadog's official client too, which takes 10 GB to build
    --out FILE    where to write the report (default: BENCHMARKS.md)

    Exit codes: 0 success; 1 something can't be built, run or written; 64 the
    command line is invalid.
";

/// Returns the help of a command, or that of all where it has none.
pub(crate) fn of(command: Option<&str>) -> String {
    let own = PAGES.iter().find(|(name, _)| Some(*name) == command);
    match own {
        Some((_, page)) => (*page).to_owned(),
        None => PAGES.map(|(_, page)| page).join("\n"),
    }
}
