//! Our fragment, as far as the pages in `tests/pages` go. `tests/it` has this file too.

use std::sync::LazyLock;

const TAG: &str = include_str!("../../../../tests/pages/forms/tag.md");

/// Our own fragment, with every kind of thing in it, but without sites and operations that are
/// newer than the pages: `cargo xtask drift` reports those, and they say nothing of whether a
/// page is read well.
pub(crate) static FRAGMENT: LazyLock<String> = LazyLock::new(|| {
    let ours = include_str!("../../../../spec/statuspage.yaml");
    let (head, rest) = ours.split_once("\nservers:\n").unwrap();
    let (servers, rest) = rest.split_once("\n\ntags:\n").unwrap();
    let (tags, rest) = rest.split_once("\npaths:\n").unwrap();
    let (paths, components) = rest.split_once("\n\ncomponents:\n").unwrap();
    let mut servers = entries(servers, 2);
    servers.retain(|server| is_recorded_site(server));
    let servers = servers.concat();
    let paths: Vec<_> = entries(paths, 2).into_iter().filter_map(path).collect();
    let (servers, paths) = (servers.trim_end(), paths.concat());
    let paths = paths.trim_end();
    format!(
        "{head}\nservers:\n{servers}\n\ntags:\n{tags}\npaths:\n{paths}\n\ncomponents:\n{components}"
    )
});

/// The entries of a list or a map, each of which begins with a line of this indent.
fn entries(text: &str, indent: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        let is_first = line.len() - line.trim_start_matches(' ').len() == indent;
        match found.last_mut() {
            Some(entry) if !is_first => entry.push_str(line),
            _ => found.push(line.to_owned()),
        }
    }
    found
}

fn is_recorded_site(server: &str) -> bool {
    let Some((_, url)) = server.split_once("https://") else {
        return true;
    };
    let ends = |c: char| c.is_whitespace() || "\"',".contains(c);
    let host = url.split(ends).next().unwrap();
    TAG.contains(&format!(" https://{host}/"))
}

/// A path with its recorded operations, if there are any.
fn path(path: String) -> Option<String> {
    let at = path.trim_start().split(':').next().unwrap();
    let is_recorded = |method: &str| {
        let method = method.trim().split(':').next().unwrap().to_uppercase();
        TAG.contains(&format!("| {method} https://api.datadoghq.com{at} "))
    };
    let mut kept = entries(&path, 4);
    let operations = ["get", "put", "post", "patch", "delete"].map(|it| format!("    {it}:\n"));
    let is_operation = |entry: &String| operations.iter().any(|it| entry.starts_with(it));
    kept.retain(|entry| !is_operation(entry) || is_recorded(entry));
    kept.iter().any(is_operation).then(|| kept.concat())
}
