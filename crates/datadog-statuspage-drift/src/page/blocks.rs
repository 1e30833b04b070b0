//! Splits a page into blocks, each with its line. A library parses the Markdown.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as Start, TagEnd};

use super::prepared::{Prepared, Tag, prepare};

#[derive(Debug)]
pub(super) struct Block {
    /// The line, from 1.
    pub(super) line: usize,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Heading {
        level: usize,
        text: String,
    },
    /// A paragraph, a list item, a quote, or other text.
    Text {
        text: String,
        /// The text as it is on the page.
        raw: String,
    },
    Table(Table),
    Fence {
        language: String,
        text: String,
    },
    Tag(Tag),
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) columns: usize,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
    /// The number of cells as written; Markdown cuts or extends them to the number of columns.
    pub(super) written: usize,
}

pub(super) fn blocks(page: &str) -> Vec<Block> {
    let Prepared { text, tags } = prepare(page);
    let mut collector = Collector {
        source: &text,
        ends: page.match_indices('\n').map(|(offset, _)| offset).collect(),
        blocks: Vec::new(),
        text: None,
        code: None,
        table: None,
    };
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        collector.event(event, range.start, range.end);
    }
    collector.flush();
    let mut found = collector.blocks;
    let tags = tags.into_iter();
    found.extend(tags.map(|(offset, tag)| (offset, Content::Tag(tag))));
    found.sort_by_key(|(offset, _)| *offset);
    let block = |(offset, content)| Block {
        line: line(&collector.ends, offset),
        content,
    };
    found.into_iter().map(block).collect()
}

struct Collector<'a> {
    source: &'a str,
    /// The ends of the lines.
    ends: Vec<usize>,
    blocks: Vec<(usize, Content)>,
    /// The text in progress, with its beginning and end so far.
    text: Option<(String, usize, usize)>,
    /// The code block in progress: its beginning, its language and its text.
    code: Option<(usize, String, String)>,
    table: Option<(usize, Table)>,
}

impl Collector<'_> {
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Text(text) => self.inline(&text, start, end),
            Event::Code(code) => self.inline(&format!("`{code}`"), start, end),
            Event::SoftBreak | Event::HardBreak => self.inline(" ", start, end),
            // They include line breaks inside a cell.
            Event::InlineHtml(_) => self.inline(" ", start, end),
            Event::Html(html) => self.inline(&html, start, end),
            Event::Start(Start::CodeBlock(kind)) => {
                self.flush();
                // Indented text is not an example, but irregular spacing.
                if let CodeBlockKind::Fenced(info) = kind {
                    let language = info.split_whitespace().next().unwrap_or_default();
                    self.code = Some((start, language.to_lowercase(), String::new()));
                }
            }
            Event::End(TagEnd::CodeBlock) => match self.code.take() {
                Some((start, language, text)) => {
                    self.blocks.push((start, Content::Fence { language, text }));
                }
                None => self.flush(),
            },
            Event::Start(Start::Table(columns)) => {
                self.flush();
                let columns = columns.len();
                self.table = Some((
                    start,
                    Table {
                        columns,
                        rows: Vec::new(),
                    },
                ));
            }
            Event::End(TagEnd::Table) => {
                let table = self.table.take();
                self.blocks
                    .extend(table.map(|(start, table)| (start, Content::Table(table))));
            }
            Event::Start(Start::TableRow) => self.row(start, end),
            Event::End(TagEnd::TableCell) => self.cell(),
            // Bold and italic text and links count as text.
            Event::Start(
                Start::Emphasis | Start::Strong | Start::Link { .. } | Start::Image { .. },
            )
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => {}
            Event::End(TagEnd::Heading(level)) => {
                let text = self.text.take().map(|(text, ..)| tidy(&text));
                let (level, text) = (level as usize, text.unwrap_or_default());
                self.blocks.push((start, Content::Heading { level, text }));
            }
            _ => self.flush(),
        }
    }

    fn inline(&mut self, text: &str, start: usize, end: usize) {
        if let Some((_, _, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        let (known, _, last) = self.text.get_or_insert_with(|| (String::new(), start, end));
        known.push_str(text);
        *last = end;
    }

    fn row(&mut self, start: usize, end: usize) {
        self.text = None;
        let raw = self.source.get(start..end).unwrap_or_default();
        let raw = raw.trim().replace("\\|", "");
        let raw = raw.strip_prefix('|').unwrap_or(&raw);
        let row = Row {
            line: line(&self.ends, start),
            cells: Vec::new(),
            written: raw.strip_suffix('|').unwrap_or(raw).split('|').count(),
        };
        if let Some((_, table)) = &mut self.table {
            table.rows.push(row);
        }
    }

    fn cell(&mut self) {
        let text = self.text.take().map(|(text, ..)| tidy(&text));
        let row = self
            .table
            .as_mut()
            .and_then(|(_, table)| table.rows.last_mut());
        if let Some(row) = row {
            row.cells.push(text.unwrap_or_default());
        }
    }

    /// Adds the text up to here, if there is any.
    fn flush(&mut self) {
        let Some((text, start, end)) = self.text.take() else {
            return;
        };
        let raw = self.source.get(start..end).unwrap_or_default().to_owned();
        let text = tidy(&text);
        if self.table.is_none() && !text.is_empty() {
            self.blocks.push((start, Content::Text { text, raw }));
        }
    }
}

fn line(ends: &[usize], offset: usize) -> usize {
    ends.partition_point(|end| *end < offset).saturating_add(1)
}

/// Returns the text with single spaces, and without invisible characters.
fn tidy(text: &str) -> String {
    let text = text.replace(['\u{200b}', '\u{ad}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
