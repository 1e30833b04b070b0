//! What single words, cells and examples of a page mean.

use std::collections::BTreeSet;

use serde_json::Value;

/// `name [required]`, where any mark in brackets will do.
pub(super) fn name_and_mark(text: &str) -> (String, bool) {
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
pub(super) fn values_and_default(
    kind: &str,
    description: &str,
) -> (BTreeSet<String>, Option<String>) {
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
pub(super) fn is_kind(text: &str) -> bool {
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
pub(super) fn tidy(text: &str) -> String {
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

pub(super) fn is_method(word: &str) -> bool {
    matches!(
        word,
        "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS"
    )
}

/// A JSON value at the start of `lines`, and how many lines it takes.
pub(super) fn json_at(lines: &[&str]) -> Option<(Value, usize)> {
    let text = lines.join("\n");
    let mut stream = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let value = stream.next()?.ok()?;
    let taken = text.get(..stream.byte_offset())?;
    Some((value, taken.matches('\n').count().saturating_add(1)))
}
