//! The compared programs: how they are built, and the cost of building them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{Cost, cost};
use crate::codegen::workspace;

/// How often each program is built, except the official client's, which is built once.
pub(super) const BUILDS: usize = 3;

/// A program that makes the call, in its own workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) folder: &'static str,
    pub(super) name: &'static str,
}

/// The first one is the reference for all others.
pub(super) const OURS: [Subject; 3] = [
    Subject {
        folder: "bare",
        name: "bare reqwest",
    },
    Subject {
        folder: "api",
        name: "datadog-statuspage-api",
    },
    Subject {
        folder: "sdk",
        name: "datadog-statuspage",
    },
];

pub(super) const PEER: Subject = Subject {
    folder: "peer",
    name: "datadog-api-client",
};

/// The cost of building a subject from an empty folder.
pub(super) struct Built {
    pub(super) release: Cost,
    pub(super) debug: Cost,
    pub(super) crates: usize,
    pub(super) size: u64,
}

impl Subject {
    fn source(self) -> PathBuf {
        workspace().join("xtask/bench").join(self.folder)
    }

    fn target(self) -> PathBuf {
        workspace().join("target/bench").join(self.folder)
    }

    pub(super) fn program(self, name: &str) -> PathBuf {
        self.target().join("release").join(name)
    }

    /// Builds it from an empty folder, in both profiles.
    pub(super) fn build(self) -> Result<Built, String> {
        let source = self.source();
        // Downloads are not part of a build.
        cargo(&source, &["fetch", "--locked"])?;
        self.clean()?;
        let debug = self.cargo_build(&["--bin", "one"])?;
        let release = self.cargo_build(&["--bin", "one", "--release"])?;
        let size = fs::metadata(self.program("one")).map_err(|error| error.to_string())?;
        self.cargo_build(&["--bin", "load", "--release"])?;
        let tree = cargo(
            &source,
            &[
                "tree",
                "--locked",
                "--offline",
                "--prefix",
                "none",
                "--no-dedupe",
                "--edges",
                "normal,build",
            ],
        )?;
        let mut crates: Vec<&str> = tree
            .lines()
            .map(|line| {
                line.trim_end_matches(" (proc-macro)")
                    .split(" (")
                    .next()
                    .unwrap_or(line)
            })
            .collect();
        crates.sort_unstable();
        crates.dedup();
        Ok(Built {
            release,
            debug,
            // It doesn't count itself.
            crates: crates.len().saturating_sub(1),
            size: size.len(),
        })
    }

    fn clean(self) -> Result<(), String> {
        let target = self.target();
        match target.exists() {
            true => fs::remove_dir_all(&target)
                .map_err(|error| format!("{}: {error}", target.display())),
            false => Ok(()),
        }
    }

    fn cargo_build(self, arguments: &[&str]) -> Result<Cost, String> {
        let folder = self.target().display().to_string();
        let variables = [
            ("CARGO_TARGET_DIR", &*folder),
            ("CARGO_TERM_COLOR", "never"),
        ];
        let build = ["cargo", "build", "--quiet", "--locked", "--offline"];
        cost(
            &self.source(),
            &variables,
            &[&build[..], arguments].concat(),
        )
    }
}

fn cargo(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("cargo")
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!(
            "cargo {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
