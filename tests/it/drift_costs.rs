//! The cost of `cargo xtask drift` with a document as large as Datadog's.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use crate::drift_command::upstream;
use crate::recorded::FRAGMENT;
use crate::support::xtask_program;

const SIZE: usize = 12_000_000;

/// Datadog's document has a few thousand schemas, of which a dozen are ours.
fn large() -> String {
    let upstream = upstream();
    let (paths, schemas) = upstream.split_once("\n  schemas:\n").unwrap();
    let (head, paths) = paths.split_once("\npaths:\n").unwrap();
    let (mut others, mut other_schemas) = (String::new(), String::new());
    let mut count = 0;
    while others.len() + other_schemas.len() + upstream.len() < SIZE {
        count += 1;
        write!(
            others,
            "  /api/v2/other/{count}:\n    get:\n      operationId: GetOther{count}\n      summary: Gets another thing, with some words on what that is.\n      tags: [Other {tag}]\n      x-permission:\n        operator: OR\n        permissions:\n          - other_read\n      security:\n        - apiKeyAuth: []\n          appKeyAuth: []\n        - AuthZ:\n            - other_read\n      responses:\n        \"200\":\n          description: OK\n          content:\n            application/json:\n              schema:\n                $ref: \"#/components/schemas/Other{count}\"\n              examples:\n                default:\n                  value:\n                    data:\n                      id: 00000000-0000-0000-0000-000000000001\n                      type: other\n",
            tag = count % 50,
        )
        .unwrap();
        write!(
            other_schemas,
            "    Other{count}:\n      description: Another thing, of which somebody says what it is.\n      type: object\n      required:\n        - data\n      properties:\n        data:\n          description: What it consists of, in some more words.\n          type: object\n          properties:\n            name:\n              description: What it is called.\n              type: string\n              example: something\n            count:\n              format: int64\n              type: integer\n              maximum: 100\n            kind:\n              enum:\n                - one\n                - two\n              type: string\n              x-enum-varnames:\n                - ONE\n                - TWO\n",
        )
        .unwrap();
    }
    format!("{head}\npaths:\n{others}{paths}\n  schemas:\n{other_schemas}{schemas}")
}

/// Took about two seconds and 140 MB when it was written. The bounds leave room for slower
/// machines; they detect time or memory that grows faster than the document.
#[cfg(unix)]
#[test]
fn a_document_of_12_megabytes_is_read_in_seconds() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), large()).unwrap();
    let path = file.path().to_str().unwrap();
    let spec = tempfile::NamedTempFile::new().unwrap();
    fs::write(spec.path(), &*FRAGMENT).unwrap();
    let arguments = [
        "drift",
        "--spec",
        spec.path().to_str().unwrap(),
        "--upstream",
        path,
    ];
    let start = Instant::now();
    let mut child = Command::new(xtask_program())
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let ended = child.wait4().unwrap();
    assert!(ended.status.success(), "{}", ended.status);
    let wall = start.elapsed().as_secs_f64();
    let cpu = (ended.rusage.utime + ended.rusage.stime).as_secs_f64();
    let kilobytes = ended.rusage.maxrss / 1024;
    println!("{SIZE} bytes: {wall} s, {cpu} s of CPU, {kilobytes} kB");
    assert!(cpu < 10.0, "{cpu} s of CPU");
    assert!(kilobytes < 500_000, "{kilobytes} kB");
}
