//! HTML character references, which titles contain and with which a server may write a key.

/// Returns a text with its references resolved: numeric ones, and named ones that are used for
/// escaping. Others stay.
pub(super) fn resolved(text: &str) -> String {
    let mut parts = text.split('&');
    let mut resolved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let reference = part.split_once(';');
        match reference.and_then(|(name, rest)| Some((character(name)?, rest))) {
            Some((character, rest)) => {
                resolved.push(character);
                resolved.push_str(rest);
            }
            None => {
                resolved.push('&');
                resolved.push_str(part);
            }
        }
    }
    resolved
}

fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return match name {
            "amp" => Some('&'),
            "apos" => Some('\''),
            "gt" => Some('>'),
            "lt" => Some('<'),
            "nbsp" => Some(' '),
            "quot" => Some('"'),
            _ => None,
        };
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_once_and_other_text_stays() {
        for (text, expected) in [
            ("", ""),
            ("a & b; c", "a & b; c"),
            ("&lt;a&gt; &quot;&apos;&nbsp;&amp;lt;", "<a> \"' &lt;"),
            (
                "&#107;&#0051;&#x79;&#X0059;&#xe9;&#128273;",
                "k3yYé\u{1f511}",
            ),
            (
                "&;&#;&#x;&#xg;&#1114112;&#xd800;&copy;",
                "&;&#;&#x;&#xg;&#1114112;&#xd800;&copy;",
            ),
            ("&#99999999999999999999;&&#97;", "&#99999999999999999999;&a"),
            ("&#97", "&#97"),
        ] {
            assert_eq!(resolved(text), expected, "{text}");
        }
    }
}
