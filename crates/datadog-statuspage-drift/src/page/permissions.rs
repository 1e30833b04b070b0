//! The permissions that the prose of a page names.

use std::collections::BTreeSet;

/// What a sentence about permissions says in the languages of Datadog's pages.
const WORDS: [&str; 8] = [
    "permission",
    "scope",
    "autorisation",
    "permiso",
    "権限",
    "スコープ",
    "권한",
    "разрешени",
];

/// How the names of Datadog's permissions begin or end, whatever the language around them.
const BEGINNINGS: [&str; 2] = ["manage_", "create_"];
const ENDS: [&str; 6] = ["_read", "_write", "_manage", "_delete", "_access", "_admin"];

/// The words that are written like permissions, and of which `known` or their
/// sentence says that they are. What names another thing of the operation is none.
pub(super) fn permissions(
    prose: &str,
    known: &BTreeSet<String>,
    others: &BTreeSet<String>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for sentence in prose.split_inclusive(['.', '。', '\n']) {
        let is_about_them = {
            // Not in the names.
            let plain: Vec<&str> = sentence.split('`').step_by(2).collect();
            let plain = plain.concat().to_lowercase();
            WORDS.iter().any(|word| plain.contains(word))
        };
        for word in sentence.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            let is_one = known.contains(word)
                || is_name(word)
                    && !others.iter().any(|other| other.contains(word))
                    && (is_about_them
                        || BEGINNINGS.iter().any(|start| word.starts_with(start))
                        || ENDS.iter().any(|end| word.ends_with(end)));
            if is_one {
                found.insert(word.to_owned());
            }
        }
    }
    found
}

fn is_name(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    word.contains('_')
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(is_part)
}
