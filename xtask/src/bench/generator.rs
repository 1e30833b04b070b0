//! The generator's run time, and how it grows with the fragment.

use std::fmt::Write;
use std::time::Instant;

use datadog_statuspage_codegen::{Artifact, Fragment};

/// Returns the seconds to check once that all files are fresh.
pub(super) fn check() -> Result<f64, String> {
    let spec = std::fs::read_to_string(crate::codegen::workspace().join("spec/statuspage.yaml"))
        .map_err(|error| error.to_string())?;
    time(&spec)
}

/// Returns the seconds for fragments of 10, 100 and 1,000 operations.
pub(super) fn growth() -> Result<Vec<(usize, f64)>, String> {
    [10, 100, 1_000]
        .into_iter()
        .map(|count| Ok((count, time(&fragment(count))?)))
        .collect()
}

fn time(spec: &str) -> Result<f64, String> {
    let start = Instant::now();
    let fragment = Fragment::parse(spec)
        .map_err(|problems| problems.first().map_or(String::new(), ToString::to_string))?;
    for artifact in Artifact::ALL {
        fragment
            .render(artifact)
            .map_err(|problem| problem.to_string())?;
    }
    Ok(start.elapsed().as_secs_f64())
}

/// Creates a fragment with this many operations, each with its own schemas.
fn fragment(count: usize) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for n in 0..count {
        let _ = write!(
            paths,
            "  /things/{n}:\n    post:\n      operationId: MakeThing{n}\n      requestBody:\n        required: true\n        content:\n          application/json:\n            schema: {{ $ref: \"#/components/schemas/Thing{n}\" }}\n      responses:\n        \"201\": {{ description: made, content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/Thing{n}\" }} }} }} }}\n        \"429\": {{ description: many, content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/Problem\" }} }} }} }}\n"
        );
        let _ = write!(
            schemas,
            "    Thing{n}:\n      type: object\n      required: [name]\n      properties:\n        name: {{ type: string, minLength: 1 }}\n        size: {{ type: integer, format: int64 }}\n"
        );
    }
    format!(
        "openapi: 3.0.3\ninfo: {{ title: many, version: \"1\" }}\nservers:\n  - url: https://api.example.com\n    x-datadog-site: {{ name: ONE, parameter: example.com, web: app.example.com }}\npaths:\n{paths}components:\n  schemas:\n    Problem: {{ type: object, properties: {{ errors: {{ type: array, items: {{ type: string }} }} }} }}\n{schemas}"
    )
}
