//! Extracts messages from an error's body of any shape.
//!
//! Datadog documents `{"errors": ["..."]}`. Its other APIs and the gateways in front of them also
//! send JSON:API objects, an `error` object, maps, HTML and plain text, with any content type. So
//! the bytes decide, not the header.

use serde_json::{Map, Value};

use super::mask::Mask;
use super::references::resolved;
use crate::text::{is_plain, one_line};

/// The most characters of one message; the whole body is in `Error::body`.
const LONGEST: usize = 500;
/// The most messages of one body.
const MOST: usize = 20;
/// The most bytes of a body to read. Errors written by people are far shorter, and the parsed
/// tree takes a hundred times the memory of its text.
const LOOKED_AT: usize = 64 * 1024;
/// Further bytes to read, so that a key that begins within the limit is complete.
const LONGEST_SECRET: usize = 16 * 1024;
/// The most values of a body to read, however they are nested.
const VALUES: usize = 1_000;

/// Returns the useful part of a body: texts without markup, one line each, with secrets masked.
pub(crate) fn read(body: &[u8], mask: &Mask<'_>) -> Vec<String> {
    let looked_at = LOOKED_AT.saturating_add(LONGEST_SECRET);
    let mut text = String::from_utf8_lossy(body.get(..looked_at).unwrap_or(body));
    if body.len() > LOOKED_AT {
        // Masked before it is cut, because a part of a key would not be recognized.
        let masked = mask.apply(&text).into_owned();
        text = masked.chars().take(LOOKED_AT).collect();
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    let mut messages = Messages {
        found: Vec::new(),
        values: VALUES,
        mask,
    };
    match serde_json::from_str::<Value>(text) {
        Ok(json) => messages.json(&json),
        _ if is_markup(text) => messages.push(&title(text).unwrap_or_default()),
        // JSON that was cut is not readable text.
        _ if text.starts_with(['{', '[', '"']) => {}
        _ => messages.push(text),
    }
    messages.found
}

struct Messages<'a> {
    found: Vec<String>,
    /// How many more values may be read.
    values: usize,
    mask: &'a Mask<'a>,
}

impl Messages<'_> {
    fn push(&mut self, text: &str) {
        if self.found.len() >= MOST {
            return;
        }
        let line = line(text, self.mask);
        if !line.is_empty() && !self.found.contains(&line) {
            self.found.push(line);
        }
    }

    fn json(&mut self, json: &Value) {
        let Value::Object(object) = json else {
            return self.part(json);
        };
        for name in ["errors", "error"] {
            if let Some(part) = object.get(name) {
                self.part(part);
            }
        }
        if self.found.is_empty() {
            self.named(object);
        }
    }

    /// Reads one error, or several.
    fn part(&mut self, part: &Value) {
        match self.values.checked_sub(1) {
            Some(values) => self.values = values,
            None => return,
        }
        match part {
            Value::String(text) => self.push(text),
            Value::Array(parts) => parts.iter().take(MOST).for_each(|part| self.part(part)),
            Value::Object(object) => {
                if !self.named(object) {
                    self.by_field(object);
                }
                if let Some(details) = object.get("details") {
                    self.part(details);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Reads an object with known members. Returns whether it has any.
    fn named(&mut self, object: &Map<String, Value>) -> bool {
        let text = |name: &str| {
            let text = object.get(name)?.as_str()?.trim();
            (!text.is_empty()).then_some(text)
        };
        let mut texts: Vec<_> = ["title", "message", "detail"]
            .into_iter()
            .filter_map(text)
            .collect();
        texts.dedup();
        if texts.is_empty() {
            // A code says little, but more than nothing.
            texts.extend(text("code"));
        }
        self.push(&texts.join(": "));
        !texts.is_empty()
    }

    /// Reads errors grouped by field.
    fn by_field(&mut self, object: &Map<String, Value>) {
        const ABOUT_ITSELF: [&str; 5] = ["id", "status", "meta", "links", "source"];
        for (name, value) in object {
            if ABOUT_ITSELF.contains(&name.as_str()) || name == "details" {
                continue;
            }
            let texts = match value {
                Value::Array(texts) => texts.as_slice(),
                text => std::slice::from_ref(text),
            };
            for text in texts.iter().filter_map(Value::as_str).take(MOST) {
                match self.values.checked_sub(1) {
                    Some(values) => self.values = values,
                    None => return,
                }
                self.push(&format!("{name}: {text}"));
            }
        }
    }
}

/// Returns text from others as one line of limited length, with secrets masked.
pub(crate) fn line(text: &str, mask: &Mask<'_>) -> String {
    // Masked before anything is cut, because a part of a key would not be recognized, and after
    // white space is removed, which may have split a key.
    let masked = mask.apply(text);
    if is_plain(&masked, LONGEST) {
        return masked.into_owned();
    }
    let line = one_line(&masked, usize::MAX);
    one_line(&mask.apply(&line), LONGEST)
}

fn is_markup(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.starts_with('<')
        || ["<html", "<!doctype", "<head", "<body", "</"]
            .iter()
            .any(|tag| lower.contains(tag))
}

/// Returns the text of the first title or heading that has one.
fn title(html: &str) -> Option<String> {
    // Only ASCII is changed, so that positions in the copy are positions in the original.
    let lower = html.to_ascii_lowercase();
    ["title", "h1", "h2"].iter().find_map(|tag| {
        let open = lower.find(&format!("<{tag}"))?;
        let start = open
            .checked_add(lower.get(open..)?.find('>')?)?
            .checked_add(1)?;
        let end = start.checked_add(lower.get(start..)?.find(&format!("</{tag}"))?)?;
        let text = html.get(start..end)?.trim();
        (!text.is_empty() && !text.contains('<')).then(|| resolved(text))
    })
}

#[cfg(test)]
mod tests {
    use datadog_statuspage_api::Secret;
    use proptest::prelude::*;

    use super::*;
    use crate::text::is_invisible;

    #[test]
    fn messages_are_bounded() {
        let read = |text: String| read(text.as_bytes(), &Mask::of(&[]));
        let [message] = &read(format!("{{\"errors\":[{:?}]}}", "é".repeat(10_000)))[..] else {
            panic!("one message")
        };
        // Plus the `…` of a cut text.
        assert_eq!(message.chars().count(), 501);
        let many: Vec<_> = (0..1_000).map(|n| format!("\"{n}\"")).collect();
        assert_eq!(read(format!("[{}]", many.join(","))).len(), MOST);
        let nested = format!("{}\"x\"{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(nested).is_empty());
    }

    #[test]
    fn no_more_of_a_body_is_looked_at_than_is_documented() {
        let read = |text: &str| read(text.as_bytes(), &Mask::of(&[]));
        for (length, messages) in [(64 * 1024, 1), (64 * 1024 + 1, 0)] {
            let around = r#"{"pad":"","errors":["x"]}"#.len();
            let pad = "x".repeat(length - around);
            let body = format!(r#"{{"pad":"{pad}","errors":["x"]}}"#);
            assert_eq!(read(&body).len(), messages, "{length}");
        }
        // 20 by 20 by 20 values, with a text in the last of about twenty.
        let twenty = |part: &str| vec![part; 20].join(",");
        let empty = format!("[{}]", twenty(&format!("[{}]", twenty("0"))));
        for (before, messages) in [(1, 1), (2, 0)] {
            let last = format!("{}\"x\"]]", empty.strip_suffix("0]]").unwrap());
            let body = format!("[{}{last}]", format!("{empty},").repeat(before));
            assert_eq!(read(&body).len(), messages, "{before}");
        }
    }

    #[test]
    fn a_key_at_the_end_of_what_is_looked_at_is_masked_whole() {
        let hidden = |key: &str, before: usize| {
            let body = format!("x{}{key} and more", " ".repeat(before));
            let messages = read(body.as_bytes(), &Mask::of(&[Secret::from(key)]));
            assert!(!messages[0].contains("k3y"), "{before}: {messages:?}");
        };
        for before in LOOKED_AT - 20..LOOKED_AT + 2 {
            hidden("k3y-0123456789", before);
        }
        hidden(&"k3y-".repeat(4 * 1024), LOOKED_AT - 20);
    }

    #[test]
    fn a_key_at_the_cut_is_masked_whole() {
        let key = Secret::from("k3y-0123456789");
        let body = format!("{}{}", "x".repeat(LONGEST - 5), key.expose());
        let messages = read(body.as_bytes(), &Mask::of(std::slice::from_ref(&key)));
        assert!(!messages[0].contains("k3y"), "{messages:?}");
    }

    /// Generates bodies that look like a known shape.
    fn bodies() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            r#"[{}\[\]":,<>/]"#.prop_map(String::from),
            prop_oneof![
                Just("errors"),
                Just("error"),
                Just("title"),
                Just("detail"),
                Just("<title>"),
                Just("</title"),
                Just("<html"),
                Just("k3y-0123456789"),
                Just("null"),
                Just("\u{feff}"),
                Just("\u{202e}"),
                Just("&amp;"),
                Just("&#x6b;&#51;y-0123456789"),
            ]
            .prop_map(String::from),
            any::<String>(),
        ];
        let text =
            proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat().into_bytes());
        prop_oneof![text, proptest::collection::vec(any::<u8>(), 0..300)]
    }

    proptest! {
        #[test]
        fn no_body_does_harm(body in bodies()) {
            let key = Secret::from("k3y-0123456789");
            let messages = read(&body, &Mask::of(std::slice::from_ref(&key)));
            prop_assert!(messages.len() <= MOST);
            for message in messages {
                prop_assert!(message.chars().count() <= LONGEST + 1);
                prop_assert!(!message.contains(key.expose()));
                prop_assert!(!message.chars().any(|c| c.is_control() || is_invisible(c)));
            }
        }
    }
}
