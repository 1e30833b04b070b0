//! The generator: an OpenAPI fragment in, source files out.
//!
//! Everything here is a pure function over values. Nothing reads or writes a
//! file and nothing panics; who calls (`cargo xtask codegen`, the freshness
//! test, a build script) decides where the text goes.
//!
//! A [`Fragment`] is validated when it is parsed, before anything is generated
//! from it, and every [`Problem`] is reported at once, each with its place.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

mod document;
mod mock;
mod problem;
mod render;
mod site;
#[cfg(test)]
mod tests;
mod validate;
mod wire;

pub use problem::{Place, Problem};

use document::Document;
use validate::Checked;

/// A fragment in which nothing stands in the way of generating.
#[derive(Debug)]
pub struct Fragment(Checked);

impl Fragment {
    /// Reads and validates a fragment, which may be YAML or JSON.
    ///
    /// # Errors
    /// All problems of the fragment, in the order of their places.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        validate::check(Document::parse(text)?).map(Self)
    }

    /// The whole text of one generated file.
    ///
    /// # Errors
    /// progenitor does not support something that the fragment does.
    pub fn render(&self, artifact: Artifact) -> Result<String, Problem> {
        match artifact {
            Artifact::Wire => wire::generate(&self.0),
            Artifact::OpenApi => Ok(render::json(&self.0.document.value)),
            Artifact::Sites => Ok(site::generate(&self.0)),
            Artifact::Mock => mock::generate(&self.0),
        }
    }

    /// `readme` with its table of sites made fresh; `None` if it has no place
    /// for one, between the lines `<!-- sites -->` and `<!-- /sites -->`.
    pub fn render_readme(&self, readme: &str) -> Option<String> {
        const BEGIN: &str = "<!-- sites -->\n";
        const END: &str = "<!-- /sites -->";
        let (before, rest) = readme.split_once(BEGIN)?;
        let (_, after) = rest.split_once(END)?;
        let table = site::table(&self.0);
        Some(format!("{before}{BEGIN}\n{table}\n{END}{after}"))
    }
}

/// A file that is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artifact {
    /// The low-level client.
    Wire,
    /// The fragment as JSON.
    OpenApi,
    /// The variants of `Site`.
    Sites,
    /// The typed mocks.
    Mock,
}

impl Artifact {
    /// Every generated file.
    pub const ALL: [Self; 4] = [Self::Wire, Self::OpenApi, Self::Sites, Self::Mock];

    /// Where the file belongs, relative to the workspace root, with `/` between names.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Wire => "crates/datadog-statuspage-api/src/generated.rs",
            Self::OpenApi => "crates/datadog-statuspage-api/openapi.json",
            Self::Sites => "crates/datadog-statuspage/src/config/site/table.rs",
            Self::Mock => "crates/datadog-statuspage-testing/src/mock.rs",
        }
    }
}
