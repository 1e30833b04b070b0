/// The one file of which only a part is generated, by [`Fragment::render_guide`](crate::Fragment::render_guide).
pub const GUIDE: &str = "crates/datadog-statuspage/src/guide.md";

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
    /// All generated files.
    pub const ALL: [Self; 4] = [Self::Wire, Self::OpenApi, Self::Sites, Self::Mock];

    /// Returns the path of the file, relative to the workspace root, with `/` between names.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Wire => "crates/datadog-statuspage-api/src/generated.rs",
            Self::OpenApi => "crates/datadog-statuspage-api/openapi.json",
            Self::Sites => "crates/datadog-statuspage/src/config/site/table.rs",
            Self::Mock => "crates/datadog-statuspage-testing/src/mock.rs",
        }
    }
}
