//! Texts of others and of the environment: one line, unquoted, without what can't be seen.

/// `text` as one line with single spaces, cut after `longest` characters.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    if is_plain(text, longest) {
        return text.to_owned();
    }
    let mut line = String::new();
    // A format character could turn a line of a log around.
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((cut, _)) = line.char_indices().nth(longest) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// Whether a text is a single short word of ASCII, which `one_line` leaves as it is.
pub(crate) fn is_plain(text: &str, longest: usize) -> bool {
    text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether a character reorders or hides what stands around it.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Removes the white space and quotes that env files leave around values.
pub(crate) fn unquote(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
}

/// Whether there is nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Reads a header's number of seconds: digits alone, since `parse` also takes a plus sign.
pub(crate) fn whole_number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
