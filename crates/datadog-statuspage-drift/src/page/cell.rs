//! Interprets single words and cells of a page.

use std::collections::BTreeSet;

/// Splits `name [required]`, with the mark in any brackets.
pub(super) fn name_and_mark(cell: &str) -> (String, bool) {
    let cell = cell.replace('`', "");
    match cell.split_once(['[', '(']) {
        Some((name, mark)) => (name.trim().to_owned(), is_required(mark)),
        None => (cell.trim().to_owned(), false),
    }
}

/// Returns whether a mark means that something is required. It may be in any language, so this
/// excludes the other known marks.
pub(super) fn is_required(mark: &str) -> bool {
    const OTHERS: [&str; 6] = [
        "deprecated",
        "optional",
        "facultati",
        "opcional",
        "任意",
        "선택",
    ];
    let mark = mark.trim_matches([']', ')', ' ']).to_lowercase();
    !mark.is_empty() && !OTHERS.iter().any(|other| mark.contains(other))
}

/// Returns the values that a description lists, and the default after them.
///
/// Both are a colon and words in quotes, and the words before the colon may be in any language,
/// so the order distinguishes them.
pub(super) fn values_and_default(
    kind: &str,
    description: &str,
) -> (BTreeSet<String>, Option<String>) {
    let mut lists = lists(description);
    let is_enum = kind.trim_matches(['[', ']']) == "enum";
    let last = lists.last();
    let is_default = last.is_some_and(|(label, last)| {
        let is_one_of = |(_, before): &(&str, Vec<String>)| {
            last.len() == 1 && last.iter().all(|value| before.contains(value))
        };
        is_enum && lists.iter().rev().nth(1).is_some_and(is_one_of) || tells_default(label)
    });
    let default = match is_default {
        true => lists
            .pop()
            .and_then(|(_, values)| values.into_iter().next()),
        false => None,
    };
    let values = match lists.pop() {
        _ if !is_enum => BTreeSet::new(),
        Some((_, values)) => values.into_iter().collect(),
        None => bare_list(description),
    };
    (values, default)
}

/// Returns each list of quoted words after a colon, and the text before it.
fn lists(description: &str) -> Vec<(&str, Vec<String>)> {
    const BETWEEN: [&str; 8] = ["", "or", "and", "ou", "et", "o", "y", "または"];
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    let mut is_in_list = false;
    // Every other piece is in quotes.
    for (index, piece) in description.split('`').enumerate() {
        if index % 2 == 1 {
            if let Some((_, values)) = found.last_mut().filter(|_| is_in_list) {
                values.push(piece.trim().to_owned());
            }
            continue;
        }
        let between = piece.trim_matches([' ', ',', '、', '，']);
        is_in_list = is_in_list && BETWEEN.contains(&between);
        if piece.trim_end().ends_with([':', '：']) {
            found.push((piece, Vec::new()));
            is_in_list = true;
        }
    }
    found.retain(|(_, values)| !values.is_empty());
    found
}

fn tells_default(label: &str) -> bool {
    const WORDS: [&str; 5] = [
        "default",
        "défaut",
        "predeterminado",
        "デフォルト",
        "기본값",
    ];
    let label = label.to_lowercase();
    // The text before it may be about something else.
    let words = label.rsplit(['.', '。', ';']).next().unwrap_or_default();
    WORDS.iter().any(|word| words.contains(word))
}

/// Returns a list without quotes: single words after the last colon.
fn bare_list(description: &str) -> BTreeSet<String> {
    let Some((_, list)) = description.rsplit_once([':', '：']) else {
        return BTreeSet::new();
    };
    let bare = |word: &str| word.trim_matches(['"', '\'', ' ', '.']).to_owned();
    let words: BTreeSet<String> = list.split([',', '、', '，']).map(bare).collect();
    let is_list = words
        .iter()
        .all(|word| !word.is_empty() && !word.contains(' '));
    if is_list { words } else { BTreeSet::new() }
}

/// Returns whether a text is a type on Datadog's pages.
pub(super) fn is_kind(text: &str) -> bool {
    const KINDS: [&str; 21] = [
        "object",
        "string",
        "enum",
        "boolean",
        "integer",
        "int32",
        "int64",
        "number",
        "double",
        "float",
        "date-time",
        "date",
        "uuid",
        "email",
        "uri",
        "binary",
        "oneOf",
        "anyOf",
        "any",
        "array",
        "ipv4",
    ];
    let inner = text.trim_start_matches('[').trim_end_matches(']');
    let is_closed = text.matches('[').count() == text.matches(']').count();
    is_closed && KINDS.contains(&inner)
}

pub(super) fn is_method(word: &str) -> bool {
    const METHODS: [&str; 7] = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"];
    METHODS.contains(&word)
}

pub(super) fn is_status(label: &str) -> bool {
    label.len() == 3
        && label.starts_with(['1', '2', '3', '4', '5'])
        && label.chars().all(|c| c.is_ascii_digit())
}

/// Returns whether it is a version, such as `v2` or `v2 (latest)`.
pub(super) fn is_version(label: &str) -> bool {
    let word = label.split_whitespace().next().unwrap_or_default();
    let digits = word.strip_prefix(['v', 'V']).unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}
