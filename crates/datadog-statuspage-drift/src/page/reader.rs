//! Assigns a page's blocks to operations. Datadog's forms use different words, so position and
//! shape decide wherever possible.

use serde_json::Value;

use super::blocks::{Block, Content as Piece, Table};
use super::cell::{is_required, is_status, is_version};
use super::curl::is_curl;
use super::operation::{Documented, note_absences};
use super::prepared::Tag;
use super::table::{Fields, endpoints, fields, has_endpoints};
use super::tabs::{Around, Tabs, no_status};
use crate::facts::{Content, Extent, Facts, Unreadable};

struct Reader<'a> {
    ours: &'a Facts,
    facts: Facts,
    /// The last heading that may be an operation's title, and its line.
    title: (usize, String),
    /// The last heading.
    heading: String,
    /// The prose since the last title.
    prose: String,
    tabs: Tabs,
    operation: Option<Documented>,
    /// The first line that was not understood, and the reason.
    strange: Option<(usize, String)>,
    /// The line of the last block.
    last: usize,
}

/// Reads all operations of a page.
pub(super) fn read(blocks: Vec<Block>, ours: &Facts) -> Result<Facts, Unreadable> {
    let mut reader = Reader {
        ours,
        facts: Facts::default(),
        title: (0, String::new()),
        heading: String::new(),
        prose: String::new(),
        tabs: Tabs::default(),
        operation: None,
        strange: None,
        last: 1,
    };
    let first = blocks.first().map(|block| block.line);
    for Block { line, content } in blocks {
        reader.last = line;
        let read = reader.block(line, content);
        read.map_err(|error| reader.in_context(error))?;
    }
    reader.finish()?;
    let mut facts = reader.facts;
    if facts.operations.is_empty() {
        let missed = "a table of endpoints (a site, and a method with its URL)";
        let what = "what is here".to_owned();
        let strange = reader.strange.or(first.map(|line| (line, what)));
        return Err(not_understood(strange, 1, &[], &[missed]));
    }
    if facts.operations.len() > 1 {
        facts.extent = Extent::Tag;
    }
    note_absences(&mut facts);
    Ok(facts)
}

impl Reader<'_> {
    fn block(&mut self, line: usize, content: Piece) -> Result<(), Unreadable> {
        match content {
            Piece::Heading { level, text } => self.heading(line, level, text),
            Piece::Text { text, raw } => self.text(line, &text, raw),
            Piece::Table(table) => return self.table(line, &table),
            Piece::Fence { language, text } => return self.fence(line, &language, text),
            Piece::Tag(Tag::Open(label)) => return self.open(line, label),
            Piece::Tag(Tag::Close) => return self.tabs.close(),
        }
        Ok(())
    }

    /// Adds the parts that were found and missed in the current operation.
    fn in_context(&self, error: Unreadable) -> Unreadable {
        let Some(operation) = &self.operation else {
            return error;
        };
        let (found, missed) = operation.found_and_missed();
        Unreadable::new(error.line, with_parts(&error.why, &found, &missed))
    }

    fn heading(&mut self, line: usize, level: usize, text: String) {
        // If code is not in a fence, a part of it may look like a heading.
        if text.is_empty() || is_version(&text) {
            return;
        }
        if level <= 2 {
            self.title = (line, text.clone());
            self.prose.clear();
        }
        if let Some(operation) = &mut self.operation {
            let words = text.to_lowercase();
            if words.contains("body") && operation.answers.is_empty() {
                let body = operation.body.get_or_insert_default();
                body.required = Some(says_required(&text));
            }
            if !KNOWN.iter().any(|known| words.starts_with(known)) {
                self.note(line, &text);
            }
        }
        self.heading = text;
    }

    fn text(&mut self, line: usize, text: &str, raw: String) {
        let is_told = self.tabs.are_closed();
        match &mut self.operation {
            Some(operation) if is_curl(&raw) => operation.add_code(raw),
            Some(operation) if !operation.is_code && is_told => {
                operation.prose.push_str(text);
                operation.prose.push('\n');
                if !operation.answers.is_empty() {
                    self.note(line, text);
                }
            }
            _ => {}
        }
        if self.operation.is_none() && text.contains("://api.") {
            self.note(line, text);
        }
        self.prose.push_str(text);
        self.prose.push('\n');
    }

    fn table(&mut self, line: usize, table: &Table) -> Result<(), Unreadable> {
        if has_endpoints(table) {
            self.finish()?;
            self.operation = Some(Documented {
                line,
                title: self.title.1.clone(),
                addresses: endpoints(table)?,
                prose: std::mem::take(&mut self.prose),
                ..Documented::default()
            });
            self.heading.clear();
            return Ok(());
        }
        if !self.is_in_operation(line, "a table")? {
            return Ok(());
        }
        let read = fields(table)?;
        let is_body = table.columns == 4 || self.heading.to_lowercase().contains("body");
        if self.tabs.are_closed() && !is_body {
            return self.parameters(line, read);
        }
        let content = self.content(line)?;
        for (name, field) in read {
            let why = format!("{name:?} appears twice");
            if content.fields.insert(name, field).is_some() {
                return Err(Unreadable::new(line, why));
            }
        }
        Ok(())
    }

    fn fence(&mut self, line: usize, language: &str, text: String) -> Result<(), Unreadable> {
        let is_example = matches!(language, "json" | "") && !is_curl(&text);
        let is_in_answer = matches!(self.tabs.around(), Around::Status(_));
        if let Some(operation) = &mut self.operation
            && !is_in_answer
            && (!is_example || operation.is_code)
        {
            operation.add_code(text);
            self.tabs.explain();
            return Ok(());
        }
        if !self.is_in_operation(line, "an example")? {
            return Ok(());
        }
        if self.tabs.are_closed() {
            return Err(Unreadable::new(line, "an example that is in no tab"));
        }
        let example: Value = serde_json::from_str(&text)
            .map_err(|_| Unreadable::new(line, "an example that is not JSON"))?;
        self.content(line)?.example.get_or_insert(example);
        Ok(())
    }

    fn open(&mut self, line: usize, label: String) -> Result<(), Unreadable> {
        let is_code = self
            .operation
            .as_ref()
            .is_none_or(|operation| operation.is_code);
        if !is_status(&label) {
            self.tabs.open(line, label, is_code);
            return Ok(());
        }
        if self.is_in_operation(line, "an answer")?
            && let Some(operation) = &mut self.operation
        {
            let known = operation.answers.insert(label.clone(), Content::default());
            if known.is_some() {
                let why = format!("the answer {label} appears twice");
                return Err(Unreadable::new(line, why));
            }
        }
        self.tabs.open_status(label);
        Ok(())
    }

    /// Returns the current body or answer.
    fn content(&mut self, line: usize) -> Result<&mut Content, Unreadable> {
        let nowhere = || Unreadable::new(line, "this belongs to no operation");
        let operation = self.operation.as_mut().ok_or_else(nowhere)?;
        match self.tabs.around() {
            Around::Status(status) => {
                let content = operation.answers.entry(status.to_owned()).or_default();
                self.tabs.explain();
                Ok(content)
            }
            Around::Other(line, label) if !operation.answers.is_empty() => {
                Err(no_status(line, label))
            }
            _ => {
                self.tabs.explain();
                let body = operation.body.get_or_insert_default();
                let required = says_required(&self.heading);
                body.required.get_or_insert(required);
                Ok(&mut body.content)
            }
        }
    }

    fn parameters(&mut self, line: usize, read: Fields) -> Result<(), Unreadable> {
        const OF_PATHS: [&str; 5] = ["path", "chemin", "ruta", "パス", "경로"];
        const OF_HEADERS: [&str; 5] = ["header", "en-tête", "encabezado", "ヘッダー", "헤더"];
        let Some(operation) = &mut self.operation else {
            return Ok(());
        };
        if !operation.answers.is_empty() {
            return Err(Unreadable::new(line, "a table that is in no answer"));
        }
        let path = operation.endpoint().path;
        let are_in_path = read
            .keys()
            .all(|name| path.contains(&format!("{{{name}}}")));
        let heading = self.heading.to_lowercase();
        let has_one_of = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        let place = if are_in_path || has_one_of(&OF_PATHS) {
            "path"
        } else if has_one_of(&OF_HEADERS) {
            "header"
        } else {
            "query"
        };
        let read = read.into_iter();
        operation
            .parameters
            .extend(read.map(|(name, field)| (format!("{place}/{name}"), field)));
        Ok(())
    }

    /// Returns whether a line belongs to the current operation, and isn't part of its code.
    fn is_in_operation(&mut self, line: usize, what: &str) -> Result<bool, Unreadable> {
        let Some(operation) = &self.operation else {
            self.note(line, what);
            return Ok(false);
        };
        let (since, title) = &self.title;
        if operation.is_code && *since > operation.line {
            let why = format!("{what} of {title:?}, of which no endpoint is known");
            return Err(Unreadable::new(line, why));
        }
        Ok(!operation.is_code)
    }

    fn note(&mut self, line: usize, what: &str) {
        self.strange.get_or_insert_with(|| (line, what.to_owned()));
    }

    /// Finishes the current operation.
    fn finish(&mut self) -> Result<(), Unreadable> {
        self.tabs.close_all()?;
        let Some(operation) = self.operation.take() else {
            return Ok(());
        };
        let (found, missed) = operation.found_and_missed();
        if !missed.is_empty() {
            let strange = self.strange.take();
            return Err(not_understood(strange, self.last, &found, &missed));
        }
        self.strange = None;
        operation.add_to(&mut self.facts, self.ours)
    }
}

/// The beginnings of headings on English pages.
const KNOWN: [&str; 11] = [
    "overview",
    "argument",
    "path param",
    "query",
    "header param",
    "request",
    "body",
    "response",
    "code example",
    "example",
    "model",
];

/// Returns whether a heading such as `Body Data (required)` has the mark.
fn says_required(heading: &str) -> bool {
    let mark = heading.rsplit_once(['(', '（']);
    mark.is_some_and(|(_, mark)| is_required(mark.trim_end_matches('）')))
}

fn not_understood(
    strange: Option<(usize, String)>,
    last: usize,
    found: &[String],
    missed: &[&str],
) -> Unreadable {
    let (line, what) = strange.map_or_else(
        || (last, "the page ends too early".to_owned()),
        |(line, what)| {
            let what: String = what.chars().take(80).collect();
            (line, format!("{what:?} is not understood"))
        },
    );
    Unreadable::new(line, with_parts(&what, found, missed))
}

fn with_parts(why: &str, found: &[String], missed: &[&str]) -> String {
    let list = |parts: String| match parts.is_empty() {
        true => "nothing".to_owned(),
        false => parts,
    };
    let (found, missed) = (list(found.join(", ")), list(missed.join(", ")));
    format!("{why}; found: {found}; missing: {missed}")
}
