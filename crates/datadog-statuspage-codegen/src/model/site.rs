//! Sites, which are the fragment's servers.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use url::Url;

use crate::names::{pascal, taken};
use crate::problem::Place;
use crate::reader::At;

const EXTENSION: &str = "x-datadog-site";

#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) variant: String,
    pub(crate) name: String,
    pub(crate) parameter: String,
    pub(crate) api_url: String,
    pub(crate) web_host: String,
    pub(crate) aliases: Vec<String>,
}

/// Reads all servers; a server that can't be generated is reported as a problem.
pub(super) fn read(root: &At<'_>) -> Vec<Site> {
    let servers = root.list("servers");
    if servers.is_empty() {
        root.problem_at("servers", "the fragment names no server");
    }
    let mut spellings = Spellings::default();
    let sites = servers.iter().enumerate();
    sites
        .filter_map(|(index, server)| site(index, server, &mut spellings))
        .collect()
}

fn site(index: usize, server: &At<'_>, spellings: &mut Spellings) -> Option<Site> {
    server.object("a server", &["url", EXTENSION]);
    let url = api_url(server);
    let Some(at) = server.get(EXTENSION) else {
        server.problem_at(EXTENSION, format!("the server has no {EXTENSION}"));
        return None;
    };
    at.object(EXTENSION, &["name", "parameter", "web", "aliases"]);
    let mut claim = |key: &str, spelling: &str| {
        let at = at.get(key).unwrap_or_else(|| server.clone());
        spellings.claim(index, spelling, &at);
    };
    let name = at.needed("the server", "name").map(str::to_owned);
    let variant = name.as_ref().map(|name| pascal(&name.to_lowercase()));
    if let Some((name, variant)) = name.as_ref().zip(variant.as_ref()) {
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let message = format!("the server's name {name:?} does not start with a letter");
            at.problem_at("name", message);
        }
        claim("name", name);
        claim("name", variant);
    }
    let [parameter, web_host] = ["parameter", "web"].map(|key| {
        let text = at.needed("the server", key)?;
        claim(key, text);
        Some(text.to_owned())
    });
    if let Some(url) = &url {
        claim("url", url.trim_start_matches("https://"));
    }
    let mut aliases = Vec::new();
    for alias in at.list("aliases") {
        if let Some(text) = alias.as_text() {
            claim("aliases", text);
            aliases.push(text.to_owned());
        }
    }
    Some(Site {
        variant: variant?,
        name: name?,
        parameter: parameter?,
        api_url: url?,
        web_host: web_host?,
        aliases,
    })
}

/// The server of each spelling, and where it is declared.
#[derive(Default)]
struct Spellings(HashMap<String, (usize, Place)>);

impl Spellings {
    /// Claims a spelling for a site. Two sites can't share one, or `Site::from_str` would be
    /// ambiguous.
    fn claim(&mut self, index: usize, spelling: &str, at: &At<'_>) {
        match self.0.entry(spelling.to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert((index, at.place()));
            }
            Entry::Occupied(by) => {
                let (server, earlier) = by.get();
                // A server may use a spelling twice: US3 uses `us3.datadoghq.com` in two roles.
                if *server != index {
                    at.problem(format!("{spelling:?} {} by another server", taken(earlier)));
                }
            }
        }
    }
}

fn api_url(server: &At<'_>) -> Option<String> {
    let text = server.needed("the server", "url")?;
    let problem = |why: String| server.problem_at("url", format!("{text:?} is {why}"));
    match Url::parse(text) {
        Err(error) => problem(format!("not a URL: {error}")),
        Ok(url) if url.scheme() != "https" => problem("not an https URL".to_owned()),
        Ok(url) => {
            let bare = url.username().is_empty()
                && url.password().is_none()
                && url.path() == "/"
                && url.query().is_none()
                && url.fragment().is_none();
            if bare {
                return Some(url.as_str().trim_end_matches('/').to_owned());
            }
            problem("more than scheme, host and port".to_owned());
        }
    }
    None
}
