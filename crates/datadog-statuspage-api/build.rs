//! With the feature `build-codegen`: generates the client from `openapi.json`.

#[cfg(not(feature = "build-codegen"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}

#[cfg(feature = "build-codegen")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use datadog_statuspage_codegen::{Artifact, Fragment};

    const FRAGMENT: &str = "openapi.json";
    println!("cargo::rerun-if-changed={FRAGMENT}");
    let fragment = std::fs::read_to_string(FRAGMENT)?;
    let generated = Fragment::parse(&fragment)
        .and_then(|fragment| {
            fragment
                .render(Artifact::Wire)
                .map_err(|problem| vec![problem])
        })
        .map_err(|problems| {
            let lines: Vec<_> = problems
                .iter()
                .map(|problem| problem.render(FRAGMENT))
                .collect();
            lines.join("\n")
        })?;
    let out = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    std::fs::write(std::path::Path::new(&out).join("generated.rs"), generated)?;
    Ok(())
}
