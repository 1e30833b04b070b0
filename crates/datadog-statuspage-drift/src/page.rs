//! The readers of Datadog's pages, each of which documents one operation.

mod markdown;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use url::Url;

use crate::facts::{Body, Content, Endpoint, Facts, Field, Operation, Site, Unreadable};

/// Reads a page, in its Markdown or its plain-text form.
///
/// The plain text doesn't say which field is in which; where its example
/// doesn't either, `ours` does.
///
/// # Errors
/// There is no endpoint in it, or a table that can't be read, or it is in
/// neither form.
pub fn read_page(text: &str, ours: &Facts) -> Result<Facts, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start().to_ascii_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        return Err(Unreadable::new(
            Some(1),
            "this is HTML; a page is read as Markdown or as plain text",
        ));
    }
    let is_markdown = text
        .lines()
        .any(|line| line.trim_start().starts_with("{% tab"))
        || text.lines().any(|line| line.starts_with("| "));
    let page = if is_markdown {
        markdown::read(text)?
    } else {
        text::read(text, ours)?
    };
    page.into_facts()
}

/// A page in either form, once it is taken apart.
#[derive(Debug, Default)]
struct Page {
    title: String,
    /// Each URL of the endpoint, with the web host where it is told.
    endpoints: Vec<(Option<String>, Url)>,
    method: String,
    /// Where a page tells what the application key must be allowed to do.
    overview: String,
    parameters: BTreeMap<String, Field>,
    body: Option<Body>,
    answers: BTreeMap<String, Content>,
    /// The text of a call by curl.
    code: String,
}

impl Page {
    /// What we take to be the same operation.
    fn counterpart<'a>(&self, ours: &'a Facts) -> Option<&'a Operation> {
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

    fn into_facts(self) -> Result<Facts, Unreadable> {
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

/// `name [required]`, where any mark in brackets will do.
fn name_and_mark(text: &str) -> (String, bool) {
    let text = tidy(text);
    match text.split_once('[') {
        Some((name, mark)) => (name.trim().to_owned(), is_required(mark)),
        None => (text, false),
    }
}

/// Whether a mark says so, in whatever language, and nothing else that marks say.
fn is_required(mark: &str) -> bool {
    let mark = mark.trim_matches(']').trim().to_lowercase();
    !mark.is_empty() && !mark.contains("deprecated") && !mark.contains("optional")
}

/// The values of an enum, which are listed behind the last colon of its
/// description, and its default, should it be told behind them.
fn values_and_default(kind: &str, description: &str) -> (BTreeSet<String>, Option<String>) {
    let bare = |word: &str| word.trim_matches(['`', '"', '\'', ' ']).to_owned();
    let (description, default) = match description.rsplit_once("default:") {
        Some((before, default)) => (before, Some(bare(default))),
        None => (description, None),
    };
    if kind.trim_matches(['[', ']']) != "enum" {
        return (BTreeSet::new(), default);
    }
    let list = description
        .rsplit_once([':', '：'])
        .map(|(_, list)| list.trim());
    // In quotes, the list ends where the quotes do.
    let list = list.unwrap_or_default();
    let list = match list.starts_with('`') {
        true => list
            .split_inclusive('`')
            .scan(true, |outside, piece| {
                let is_between = piece
                    .trim_end_matches('`')
                    .trim()
                    .trim_matches([',', '、', '，'])
                    .is_empty();
                let goes_on = !*outside || is_between;
                *outside = !*outside;
                goes_on.then_some(piece)
            })
            .collect(),
        false => list.to_owned(),
    };
    let words = list.split([',', '、', '，', ' ']).map(bare);
    (words.filter(|word| !word.is_empty()).collect(), default)
}

/// What is a type on Datadog's pages.
fn is_kind(text: &str) -> bool {
    let inner = text.trim_start_matches('[').trim_end_matches(']');
    let brackets = text.matches('[').count() == text.matches(']').count();
    brackets
        && matches!(
            inner,
            "object"
                | "string"
                | "enum"
                | "boolean"
                | "integer"
                | "int32"
                | "int64"
                | "number"
                | "double"
                | "float"
                | "date-time"
                | "date"
                | "uuid"
                | "email"
                | "uri"
                | "binary"
                | "oneOf"
                | "anyOf"
                | "any"
                | "array"
                | "ipv4"
        )
}

/// Without character references, Markdown's escapes and marks, and with single spaces.
fn tidy(text: &str) -> String {
    const REFERENCES: [(&str, &str); 10] = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#91;", "["),
        ("&#93;", "]"),
        ("&#95;", "_"),
        ("&#x2d;", "-"),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    for (reference, plain) in REFERENCES {
        text = text.replace(reference, plain);
    }
    for mark in ["\\_", "\\[", "\\]", "\\*", "\\|", "\\`"] {
        text = text.replace(mark, mark.trim_start_matches('\\'));
    }
    let text = text.replace(['*', '\u{200b}', '\u{ad}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_method(word: &str) -> bool {
    matches!(
        word,
        "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS"
    )
}

/// A JSON value at the start of `lines`, and how many lines it takes.
fn json_at(lines: &[&str]) -> Option<(Value, usize)> {
    let text = lines.join("\n");
    let mut stream = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let value = stream.next()?.ok()?;
    let taken = text.get(..stream.byte_offset())?;
    Some((value, taken.matches('\n').count().saturating_add(1)))
}
