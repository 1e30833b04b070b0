//! Handles what Datadog's pages have besides Markdown: tags, and cells with several lines.

/// A tag that structures a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    /// `{% tab label="201" %}`
    Open(String),
    /// `{% /tab %}`
    Close,
}

/// A page in plain Markdown. Each byte keeps its position.
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) tags: Vec<(usize, Tag)>,
}

/// How many lines a cell of a table may have.
const LINES_OF_A_CELL: usize = 20;

pub(super) fn prepare(page: &str) -> Prepared {
    let lines: Vec<&str> = page.split_inclusive('\n').collect();
    let mut prepared = Prepared {
        text: String::with_capacity(page.len()),
        tags: Vec::new(),
    };
    let mut fence: Option<&str> = None;
    // The lines that continue the row above them.
    let mut joined: usize = 0;
    for (index, line) in lines.iter().enumerate() {
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| line.trim_start().starts_with(mark));
        if let Some(mark) = mark
            && fence.is_none_or(|open| open == mark)
        {
            fence = if fence.is_some() { None } else { Some(mark) };
            prepared.text.push_str(line);
            continue;
        }
        if fence.is_some() {
            prepared.text.push_str(line);
            continue;
        }
        let start = prepared.text.len();
        prepared.blank_tags(line);
        if joined == 0 {
            joined = rest_of_row(&lines, index);
        } else {
            joined = joined.saturating_sub(1);
        }
        if joined > 0 {
            let row = prepared.text.split_off(start);
            prepared.text.push_str(&row.replace(['\r', '\n'], " "));
        }
    }
    prepared
}

impl Prepared {
    /// Adds a line, with its tags replaced by spaces.
    fn blank_tags(&mut self, line: &str) {
        let mut rest = line;
        while let Some((before, tag)) = rest.split_once("{%") {
            let Some((tag, after)) = tag.split_once("%}") else {
                break;
            };
            self.text.push_str(before);
            let known = match tag.split_whitespace().next() {
                Some("tab") => Some(Tag::Open(label(tag))),
                Some("/tab") => Some(Tag::Close),
                _ => None,
            };
            self.tags
                .extend(known.map(|known| (self.text.len(), known)));
            let width = tag.len().saturating_add("{%%}".len());
            self.text.extend(std::iter::repeat_n(' ', width));
            rest = after;
        }
        self.text.push_str(rest);
    }
}

fn label(tag: &str) -> String {
    let value = ["label=", "title="]
        .into_iter()
        .find_map(|name| tag.split_once(name));
    let text = value.map_or(tag, |(_, value)| value);
    let quoted = text.split(['"', '\'']).nth(1);
    quoted.unwrap_or_default().trim().to_owned()
}

/// Returns how many further lines belong to the row that begins in this one.
fn rest_of_row(lines: &[&str], index: usize) -> usize {
    let is_open = |line: &&str| {
        let line = line.trim();
        line.starts_with('|') && line.len() > 1 && !line.ends_with('|')
    };
    if !lines.get(index).is_some_and(is_open) {
        return 0;
    }
    for (count, line) in lines.iter().skip(index).take(LINES_OF_A_CELL).enumerate() {
        let line = line.trim();
        let begins_another = ["|", "#", "```", "~~~", "{%"]
            .iter()
            .any(|mark| line.starts_with(mark));
        if count > 0 && begins_another {
            return 0;
        }
        if count > 0 && line.ends_with('|') {
            return count;
        }
    }
    0
}
