//! A page that is taken apart, and the facts in it.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::facts::{Body, Content, Endpoint, Facts, Field, Operation, Site, Unreadable};

/// A page in either form, once it is taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) title: String,
    /// Each URL of the endpoint, with the web host where it is told.
    pub(super) endpoints: Vec<(Option<String>, Url)>,
    pub(super) method: String,
    /// Where a page tells what the application key must be allowed to do.
    pub(super) overview: String,
    pub(super) parameters: BTreeMap<String, Field>,
    pub(super) body: Option<Body>,
    pub(super) answers: BTreeMap<String, Content>,
    /// The text of a call by curl.
    pub(super) code: String,
}

impl Page {
    /// What we take to be the same operation.
    pub(super) fn counterpart<'a>(&self, ours: &'a Facts) -> Option<&'a Operation> {
        let slug = slug(&self.title);
        let is_it = |endpoint: &Endpoint| {
            let paths = self.endpoints.iter().map(|(_, url)| template(url.path()));
            endpoint.method == self.method && paths.into_iter().any(|path| path == endpoint.path)
        };
        let mut operations = ours.operations.iter();
        let same = operations.find(|(endpoint, _)| is_it(endpoint));
        same.map(|(_, operation)| operation).or_else(|| {
            ours.operations
                .values()
                .find(|operation| operation.slug.as_ref() == Some(&slug))
        })
    }

    pub(super) fn into_facts(self) -> Result<Facts, Unreadable> {
        let path = self.checked_path()?;
        let endpoint = Endpoint {
            method: self.method.clone(),
            path: template(path),
        };
        let sites = self.endpoints.iter().filter_map(|(web, url)| {
            let host = url.host_str()?;
            let host = match url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            };
            Some((host, Site { web: web.clone() }))
        });
        let (headers, produces, consumes) = headers(&self.code);
        let operation = Operation {
            id: None,
            slug: Some(slug(&self.title)),
            permissions: self.permissions(),
            headers,
            consumes,
            produces,
            parameters: self.parameters.clone(),
            body: self.body.clone(),
            answers: self.answers.clone(),
        };
        Ok(Facts {
            sites: sites.collect(),
            operations: [(endpoint, operation)].into(),
            complete: false,
            duplicates: Vec::new(),
        })
    }

    /// The path of the endpoint, on a page that has all its parts.
    fn checked_path(&self) -> Result<&str, Unreadable> {
        let mut paths: Vec<&str> = self.endpoints.iter().map(|(_, url)| url.path()).collect();
        paths.dedup();
        let [path] = paths.as_slice() else {
            let why = if paths.is_empty() {
                "no endpoint is in it"
            } else {
                "its endpoint has not the same path on all sites"
            };
            return Err(Unreadable::new(None, why));
        };
        if self.answers.is_empty() {
            return Err(Unreadable::new(None, "no answer is documented in it"));
        }
        let body = self.body.iter().map(|body| ("body", &body.content));
        let answers = self.answers.iter();
        if let Some((_, url)) = self
            .endpoints
            .iter()
            .find(|(_, url)| url.scheme() != "https")
        {
            return Err(Unreadable::new(None, format!("{url} is not an https URL")));
        }
        for (part, content) in body.chain(answers.map(|(status, content)| (&**status, content))) {
            if content.fields.is_empty() && content.example.is_some() {
                let why = format!("{part}: there is an example, and no table of fields");
                return Err(Unreadable::new(None, why));
            }
        }
        if !self.code.contains("curl") {
            let why = "no call by curl is at its end, so a part of it may be missing";
            return Err(Unreadable::new(None, why));
        }
        Ok(path)
    }

    /// The words of the overview that are written like permissions, and name nothing else.
    ///
    /// This doesn't depend on the language that they stand in.
    fn permissions(&self) -> Option<BTreeSet<String>> {
        let contents = self.body.iter().map(|body| &body.content);
        let fields = contents
            .chain(self.answers.values())
            .flat_map(|content| content.fields.keys());
        let names = fields.chain(self.parameters.keys());
        let others: BTreeSet<&str> = names
            .filter_map(|path| path.rsplit(['.', '/']).next())
            .collect();
        let is_permission = |word: &&str| {
            word.contains('_')
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && word.starts_with(|c: char| c.is_ascii_lowercase())
                && !others.contains(word)
        };
        let words = self
            .overview
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let found: BTreeSet<String> = words.filter(is_permission).map(str::to_owned).collect();
        (!self.overview.is_empty()).then_some(found)
    }
}

type Names = Option<BTreeSet<String>>;

/// The headers of a curl call, and the media types that they name: produced and consumed.
fn headers(code: &str) -> (Names, Names, Names) {
    let mut names = BTreeSet::new();
    let (mut produces, mut consumes) = (None, None);
    for piece in code.split("-H \"").skip(1) {
        let header = piece.split('"').next().unwrap_or_default();
        let Some((name, value)) = header.split_once(':') else {
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        let media = || Some([value.trim().to_ascii_lowercase()].into());
        match name.as_str() {
            "accept" => produces = media(),
            "content-type" => {
                consumes = media();
                names.insert(name);
            }
            _ => {
                names.insert(name);
            }
        }
    }
    ((!names.is_empty()).then_some(names), produces, consumes)
}

/// A URL's path with its braces as they were written.
fn template(path: &str) -> String {
    path.replace("%7B", "{").replace("%7D", "}")
}

/// A title as the last part of an address.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}
