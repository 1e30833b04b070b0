//! Text from others and from the environment: one line, unquoted, without invisible characters.

use std::time::Duration;

/// Returns `text` as one line with single spaces, cut after `longest` characters.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    if is_plain(text, longest) {
        return text.to_owned();
    }
    let mut line = String::new();
    // A format character could reverse a line of a log.
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

/// Returns whether a text is a single short word of ASCII, which `one_line` leaves unchanged.
pub(crate) fn is_plain(text: &str, longest: usize) -> bool {
    text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Returns whether a character reorders or hides the text around it.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Strips white space and quotes that env files leave around values.
pub(crate) fn unquote(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
}

/// Returns whether there is nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Parses a header's number: digits, optionally with a plus sign or a fraction (`30.0`). One too
/// large for a `u64` becomes the maximum.
pub(crate) fn number(text: &str) -> Option<Duration> {
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let seconds = whole.parse().unwrap_or(u64::MAX);
    let nanos = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanos = nanos.fold(0_u32, |nanos, digit| {
        nanos
            .saturating_mul(10)
            .saturating_add(u32::from(digit.saturating_sub(b'0')))
    });
    Some(Duration::new(seconds, nanos.min(999_999_999)))
}

/// Parses a header's whole number, without its fraction.
pub(crate) fn whole_number(text: &str) -> Option<u64> {
    number(text).map(|number| number.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_a_sign_and_a_fraction() {
        for (text, millis) in [
            ("0", Some(0)),
            ("0002", Some(2_000)),
            (" 30.0 ", Some(30_000)),
            ("+3", Some(3_000)),
            ("2.5", Some(2_500)),
            ("2.0009999999999", Some(2_000)),
            ("", None),
            ("+", None),
            (".5", None),
            ("2.", None),
            ("-2", None),
            ("++2", None),
            ("2s", None),
            ("2,5", None),
            ("1e3", None),
        ] {
            let read = number(text).map(|read| read.as_millis());
            assert_eq!(read, millis, "{text:?}");
        }
        assert_eq!(whole_number("99999999999999999999"), Some(u64::MAX));
    }
}
