//! The order of a crate's modules: each layer may use those below it.

use super::graph::Graph;

/// From top to bottom: `call/` for a folder and its `call.rs`, `text.rs` for a file.
pub(super) struct Layers(Vec<String>);

/// The mark before the list in a document.
const MARK: &str = "<!-- layers -->";

impl Layers {
    /// Reads the fenced block after the mark: one layer a line, named by its first word.
    pub(super) fn of_document(document: &str) -> Option<Self> {
        let (_, rest) = document.split_once(MARK)?;
        let (_, rest) = rest.split_once("```")?;
        let (block, _) = rest.split_once("\n```")?;
        let lines = block.lines().skip(1);
        let layers = lines.filter(|line| !line.starts_with(char::is_whitespace));
        let names = layers.filter_map(|line| line.split_whitespace().next());
        Some(Self(names.map(str::to_owned).collect()))
    }

    /// Returns the contradictions between the list and the crate.
    pub(super) fn problems(&self, graph: &Graph) -> Vec<String> {
        let mut problems = Vec::new();
        for layer in &self.0 {
            if !graph.files.iter().any(|file| is_of(file, layer)) {
                problems.push(format!(
                    "the layer {layer} is in the list and not in the crate"
                ));
            }
        }
        for file in &graph.files {
            if self.height(file).is_none() {
                problems.push(format!("{file} is in no layer of the list"));
            }
        }
        for arrow in &graph.arrows {
            let (from, to) = (self.height(&arrow.from), self.height(&arrow.to));
            // The list begins at the top.
            if let (Some(from), Some(to)) = (from, to)
                && to < from
            {
                let (below, above) = (short(&self.0[from]), short(&self.0[to]));
                problems.push(format!("{arrow}: {above} stands above {below}"));
            }
        }
        problems
    }

    fn height(&self, file: &str) -> Option<usize> {
        self.0.iter().position(|layer| is_of(file, layer))
    }
}

fn is_of(file: &str, layer: &str) -> bool {
    match layer.strip_suffix('/') {
        Some(folder) => file.starts_with(layer) || file.strip_suffix(".rs") == Some(folder),
        None => file == layer,
    }
}

fn short(layer: &str) -> &str {
    layer.trim_end_matches('/').trim_end_matches(".rs")
}
