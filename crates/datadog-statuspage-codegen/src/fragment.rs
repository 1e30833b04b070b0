use crate::artifact::Artifact;
use crate::document::Document;
use crate::emit;
use crate::model::Model;
use crate::problem::Problem;

/// A fragment that is valid for code generation.
#[derive(Debug)]
pub struct Fragment {
    document: Document,
    model: Model,
}

impl Fragment {
    /// Reads and validates a fragment in YAML or JSON.
    ///
    /// # Errors
    /// All problems of the fragment, in the order of their places.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(text)?;
        let model = Model::read(&document)?;
        Ok(Self { document, model })
    }

    /// Returns the full text of one generated file.
    ///
    /// # Errors
    /// typify or progenitor fails, which no fragment that parses is known to cause.
    pub fn render(&self, artifact: Artifact) -> Result<String, Problem> {
        match artifact {
            Artifact::Wire => emit::wire(&self.model),
            Artifact::OpenApi => Ok(emit::openapi(&self.document.value)),
            Artifact::Sites => Ok(emit::sites(&self.model.sites)),
            Artifact::Mock => emit::mock(&self.model),
        }
    }

    /// Returns `guide`, which is Markdown, with its table of sites made fresh; `None` if it has no
    /// place for one, between the lines `<!-- sites -->` and `<!-- /sites -->`.
    pub fn render_guide(&self, guide: &str) -> Option<String> {
        emit::guide(&self.model.sites, guide)
    }
}
