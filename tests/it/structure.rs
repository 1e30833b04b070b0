//! The modules are as ARCHITECTURE.md describes them, and no file is too long.

mod cases;
mod graph;
mod layers;
mod names;
mod reader;

use std::fs;
use std::path::{Path, PathBuf};

use graph::Graph;
use layers::Layers;
use reader::Files;

use crate::support::rust_files;

/// The most lines of a hand-written file.
const LONGEST: usize = 350;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the path of a file in `folder`, with `/` on every system.
fn below(folder: &Path, file: &Path) -> String {
    let names = file.strip_prefix(folder).unwrap().iter();
    let names: Vec<_> = names.map(|name| name.to_str().unwrap()).collect();
    names.join("/")
}

/// The graphs of a package, by the path of their sources; one for each root.
fn graphs(package: &Path) -> Vec<(String, Graph)> {
    let src = package.join("src");
    let files: Files = rust_files(&src)
        .iter()
        .map(|path| (below(&src, path), read(path)))
        .collect();
    let name = below(workspace(), package);
    let roots = ["lib.rs", "main.rs"].into_iter();
    roots
        .filter(|root| files.contains_key(*root))
        .map(|root| {
            let graph = Graph::read(&files, root);
            let graph = graph.unwrap_or_else(|why| panic!("{name}/src/{why}"));
            (name.clone(), graph)
        })
        .collect()
}

fn all_graphs() -> Vec<(String, Graph)> {
    let crates = fs::read_dir(workspace().join("crates")).unwrap();
    let mut packages: Vec<PathBuf> = crates.map(|entry| entry.unwrap().path()).collect();
    packages.sort();
    packages.push(workspace().join("xtask"));
    packages
        .iter()
        .flat_map(|package| graphs(package))
        .collect()
}

/// Returns each cycle of a graph, and the names that close it.
fn circles(graph: &Graph) -> Vec<String> {
    let circles = graph.circles().into_iter();
    circles
        .map(|(files, arrows)| {
            let ties = arrows.iter().map(|arrow| format!("\n    {arrow}"));
            let ties: String = ties.collect();
            format!("a circle of {}:{ties}", files.join(", "))
        })
        .collect()
}

#[track_caller]
fn none(problems: impl IntoIterator<Item = String>) {
    let problems: Vec<String> = problems.into_iter().collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn no_files_of_a_crate_use_each_other_in_a_circle() {
    none(all_graphs().iter().flat_map(|(name, graph)| {
        let circles = circles(graph).into_iter();
        circles.map(move |circle| format!("{name}: {circle}"))
    }));
}

#[test]
fn modules_use_only_the_layers_below_them() {
    const CRATE: &str = "crates/datadog-statuspage";
    let layers = Layers::of_document(&read(&workspace().join("ARCHITECTURE.md")));
    let problems = match layers {
        None => vec!["there is no list of layers".to_owned()],
        Some(layers) => {
            let graphs = graphs(&workspace().join(CRATE));
            let problems = graphs.iter().flat_map(|(_, graph)| layers.problems(graph));
            problems.collect()
        }
    };
    none(problems.iter().map(|why| format!("ARCHITECTURE.md: {why}")));
}

/// Where two runs at once would meet; `tempfile` makes a folder for each.
#[test]
fn no_file_names_a_folder_that_all_runs_share() {
    let shared = [concat!("/", "tmp/"), concat!("temp", "_dir()")];
    let scripts = fs::read_dir(workspace().join(".ci")).unwrap();
    let scripts = scripts.map(|entry| entry.unwrap().path());
    let files = rust_files(workspace()).into_iter().chain(scripts);
    none(files.filter_map(|path| {
        let text = read(&path);
        let found = shared.iter().find(|it| text.contains(**it))?;
        Some(format!("{}: {found}", below(workspace(), &path)))
    }));
}

#[test]
fn no_file_that_a_person_wrote_is_too_long() {
    none(rust_files(workspace()).iter().filter_map(|path| {
        let text = read(path);
        let lines = text.lines().count();
        let name = below(workspace(), path);
        // The generator's output for other fragments is generated too.
        let generated = text.starts_with("// @generated") || name.contains("/golden/");
        (lines > LONGEST && !generated)
            .then(|| format!("{name}: {lines} lines, of {LONGEST} at most"))
    }));
}
