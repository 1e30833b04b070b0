//! The permissions that a page's prose names.

use std::collections::BTreeSet;

/// The word for permissions in each of the pages' languages.
const WORDS: [&str; 9] = [
    "permission",
    "scope",
    "autorisation",
    "permiso",
    "権限",
    "スコープ",
    "권한",
    "разрешени",
    "权限",
];

/// Words between two names of a list.
const BETWEEN: [&str; 9] = ["and", "or", "et", "ou", "y", "o", "и", "または", "と"];

#[derive(PartialEq)]
enum Word<'a> {
    /// A word written like a permission.
    Name(&'a str),
    /// A word that marks adjacent names as permissions.
    Said,
    Between,
    Other,
    End,
}

/// Returns the names beside a word for permissions, and those of `own` anywhere.
///
/// Any other word that is written like a permission may be something else.
pub(super) fn permissions(prose: &str, own: &BTreeSet<String>) -> BTreeSet<String> {
    let words = words(prose);
    let mut found: BTreeSet<String> = words.iter().filter_map(name).collect();
    found.retain(|name| own.contains(name));
    for (index, _) in words
        .iter()
        .enumerate()
        .filter(|(_, it)| **it == Word::Said)
    {
        let (before, after) = words.split_at(index);
        let mut before = before.iter().rev().peekable();
        // "the `a` authorization scope"
        before.next_if(|word| **word == Word::Other);
        found.extend(list(before));
        found.extend(list(after.iter().skip(1)));
    }
    found
}

/// Returns the names at the beginning of the words.
fn list<'a>(words: impl Iterator<Item = &'a Word<'a>>) -> impl Iterator<Item = String> {
    let mut words = words.peekable();
    let is_none = words.peek().is_some_and(|first| **first == Word::Between);
    let list =
        words.take_while(move |word| !is_none && matches!(word, Word::Name(_) | Word::Between));
    list.filter_map(name)
}

fn name(word: &Word<'_>) -> Option<String> {
    match word {
        Word::Name(name) => Some((*name).to_owned()),
        _ => None,
    }
}

fn words(prose: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for line in prose.lines() {
        // Every other piece is in quotes.
        for (index, piece) in line.split('`').enumerate() {
            if index % 2 == 1 {
                words.push(if is_name(piece) {
                    Word::Name(piece)
                } else {
                    Word::Other
                });
                continue;
            }
            for text in piece.split([' ', ',', '、', '，']) {
                words.extend(word(text));
            }
        }
        // A list continues in its items.
        let is_item = is_name(line.trim_matches(['`', ' ']));
        if !is_item && !line.ends_with([':', '：']) {
            words.push(Word::End);
        }
    }
    words
}

/// Splits a text without spaces into words, and detects whether a sentence ends after it.
fn word(text: &str) -> impl Iterator<Item = Word<'_>> {
    let plain = text.trim_matches(|c: char| !c.is_alphanumeric());
    let word = match plain.to_lowercase() {
        plain if plain.is_empty() => None,
        plain if BETWEEN.contains(&&*plain) => Some(Word::Between),
        _ if is_name(plain) => Some(Word::Name(plain)),
        plain if WORDS.iter().any(|word| plain.contains(word)) => Some(Word::Said),
        _ => Some(Word::Other),
    };
    let end = text
        .ends_with(['.', '。', '!', '?', ';'])
        .then_some(Word::End);
    word.into_iter().chain(end)
}

fn is_name(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    word.contains('_')
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(is_part)
}
