//! What the commands say of themselves.

/// Each command that has a help.
const PAGES: [(&str, &str); 3] = [("codegen", CODEGEN), ("drift", DRIFT), ("bench", BENCH)];

const CODEGEN: &str = "\
cargo xtask codegen [--check] [--spec FILE] [--out DIR]
    Generates the sources that come from the OpenAPI fragment.

    --check       write nothing; exit 1 and show a diff where a file is stale
    --spec FILE   the fragment (default: spec/statuspage.yaml)
    --out DIR     where to put the files (default: this workspace)

    Exit codes: 0 done, or fresh; 1 stale (with --check); 2 the fragment is
    broken, or a file can't be read or written; 64 the command line is wrong.
";

const DRIFT: &str = "\
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
";

const BENCH: &str = "\
cargo xtask bench [--peers] [--out FILE]
    Measures what the crates cost, beside a program written by hand, and writes
    BENCHMARKS.md, keeping what is between <!-- notes --> and <!-- /notes -->.
    Takes some minutes; instructions need valgrind.

    --peers       Datadog's official client too, which takes 10 GB to build
    --out FILE    where to write the report (default: BENCHMARKS.md)

    Exit codes: 0 done; 1 something can't be built, run or written; 64 the
    command line is wrong.
";

/// Returns the help of a command, or that of all where it has none.
pub(crate) fn of(command: Option<&str>) -> String {
    let own = PAGES.iter().find(|(name, _)| Some(*name) == command);
    match own {
        Some((_, page)) => (*page).to_owned(),
        None => PAGES.map(|(_, page)| page).join("\n"),
    }
}
