//! An operation as a page documents it, and its facts.

use std::collections::BTreeMap;

use super::curl::{call, is_curl};
use super::permissions::permissions;
use super::table::Address;
use crate::facts::{Body, Content, Endpoint, Facts, Field, Operation, Unreadable};

/// What is known about an operation so far.
#[derive(Default)]
pub(super) struct Documented {
    /// The line of its endpoints.
    pub(super) line: usize,
    pub(super) title: String,
    pub(super) addresses: Vec<Address>,
    /// The text in which a page names the necessary permissions.
    pub(super) prose: String,
    pub(super) parameters: BTreeMap<String, Field>,
    pub(super) body: Option<Body>,
    pub(super) answers: BTreeMap<String, Content>,
    /// A call by curl.
    pub(super) code: String,
    /// Whether examples of calls follow, which may contain anything.
    pub(super) is_code: bool,
}

impl Documented {
    /// Adds code, of which only the first call by curl is used.
    pub(super) fn add_code(&mut self, code: String) {
        self.is_code = true;
        if is_curl(&code) && !is_curl(&self.code) {
            self.code = code;
        }
    }

    pub(super) fn endpoint(&self) -> Endpoint {
        let first = self.addresses.first();
        Endpoint {
            method: first.map_or_else(String::new, |first| first.method.clone()),
            path: first.map_or_else(String::new, |first| template(first.url.path())),
        }
    }

    /// Returns the parts that were found, and the required ones that are missing.
    pub(super) fn found_and_missed(&self) -> (Vec<String>, Vec<&'static str>) {
        let mut found = vec![format!("the endpoints of {}", self.endpoint())];
        let mut missed = Vec::new();
        if !self.parameters.is_empty() {
            found.push(format!("{} parameters", self.parameters.len()));
        }
        if self.body.is_some() {
            found.push("a body".to_owned());
        }
        match self.answers.is_empty() {
            true => missed.push("answers in tabs that are named by their status"),
            false => {
                let statuses: Vec<&str> = self.answers.keys().map(String::as_str).collect();
                found.push(format!("the answers {}", statuses.join(", ")));
            }
        }
        match is_curl(&self.code) {
            true => found.push("a call by curl".to_owned()),
            false => missed.push("a call by curl, which comes after all else"),
        }
        (found, missed)
    }

    /// Adds the operation to a page's facts.
    pub(super) fn add_to(self, facts: &mut Facts, ours: &Facts) -> Result<(), Unreadable> {
        let body = self.body.iter().map(|body| ("body", &body.content));
        let answers = self.answers.iter();
        for (part, content) in body.chain(answers.map(|(status, content)| (&**status, content))) {
            if content.fields.is_empty() && content.example.is_some() {
                let why = format!("{part}: there is an example, but no table of fields");
                return Err(Unreadable::new(self.line, why));
            }
        }
        let endpoint = self.endpoint();
        for address in &self.addresses {
            let Some(host) = address.url.host_str() else {
                continue;
            };
            let host = match address.url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            };
            let site = facts.sites.entry(host).or_default();
            site.web.insert(address.web.clone());
            // Inverted once the whole page is read.
            site.absent_from.push(endpoint.clone());
        }
        let call = call(&self.code);
        let slug = slug(&self.title);
        let known = ours.known(&endpoint, Some(&slug));
        let own = known.and_then(|known| known.permissions.clone());
        let operation = Operation {
            slug: Some(slug),
            permissions: Some(permissions(&self.prose, &own.unwrap_or_default())),
            security: call.security.map(|used| [used].into()),
            headers: call.headers,
            consumes: call.consumes,
            produces: call.produces,
            parameters: self.parameters,
            body: self.body,
            answers: self.answers,
            ..Operation::default()
        };
        if facts
            .operations
            .insert(endpoint.clone(), operation)
            .is_some()
        {
            let why = format!("{endpoint} appears twice");
            return Err(Unreadable::new(self.line, why));
        }
        Ok(())
    }
}

/// Records which operations a site isn't listed for.
pub(super) fn note_absences(facts: &mut Facts) {
    let endpoints: Vec<_> = facts.operations.keys().cloned().collect();
    for site in facts.sites.values_mut() {
        let listed = std::mem::take(&mut site.absent_from);
        let absent = endpoints
            .iter()
            .filter(|endpoint| !listed.contains(endpoint));
        site.absent_from = absent.cloned().collect();
    }
}

/// Returns a URL's path with its braces as written.
fn template(path: &str) -> String {
    path.replace("%7B", "{").replace("%7D", "}")
}

/// Returns a title as the last part of an address.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.collect::<Vec<_>>().join("-")
}
