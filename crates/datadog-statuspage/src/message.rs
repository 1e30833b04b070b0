//! What an error's body says, whatever its shape.
//!
//! Datadog documents `{"errors": ["..."]}`; its siblings and what stands in
//! front of them also send JSON:API objects, an `error` object, maps, HTML and
//! plain text.

use serde_json::Value;

use crate::mask::Mask;

/// Characters of one message; the whole body is in `Error::body`.
const LONGEST: usize = 500;
/// Messages of one body.
const MOST: usize = 20;

/// The useful part of a body: texts without markup, each of one line, with secrets masked.
pub(crate) fn read(body: &[u8], mask: &Mask<'_>) -> Vec<String> {
    let text = String::from_utf8_lossy(body);
    let mut messages = Messages {
        found: Vec::new(),
        mask,
    };
    match serde_json::from_slice::<Value>(body) {
        Ok(json) => messages.json(&json),
        Err(_) if looks_like_html(&text) => messages.push(&title(&text).unwrap_or_default()),
        // JSON that was cut is no text for a person.
        Err(_) if text.trim_start().starts_with(['{', '[']) => {}
        Err(_) => messages.push(&text),
    }
    messages.found
}

struct Messages<'a> {
    found: Vec<String>,
    mask: &'a Mask<'a>,
}

impl Messages<'_> {
    fn push(&mut self, text: &str) {
        // First of all, since a key that was cut would not be recognized.
        let text = self.mask.apply(text);
        let mut line = String::new();
        for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
            if word.is_empty() {
                continue;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            if line.len() > LONGEST {
                break;
            }
        }
        if let Some((cut, _)) = line.char_indices().nth(LONGEST) {
            line.truncate(cut);
            line.push('…');
        }
        if !line.is_empty() && self.found.len() < MOST && !self.found.contains(&line) {
            self.found.push(line);
        }
    }

    fn json(&mut self, json: &Value) {
        match json {
            Value::Object(object) => {
                let known = ["errors", "error"]
                    .iter()
                    .filter_map(|name| object.get(*name));
                for part in known {
                    self.part(part);
                }
                if self.found.is_empty() {
                    self.part(json);
                }
            }
            other => self.part(other),
        }
    }

    /// One error, or several.
    fn part(&mut self, part: &Value) {
        match part {
            Value::String(text) => self.push(text),
            Value::Array(parts) => parts.iter().take(MOST).for_each(|part| self.part(part)),
            Value::Object(object) => {
                let named: Vec<_> = ["title", "message", "detail"]
                    .iter()
                    .filter_map(|name| object.get(*name)?.as_str())
                    .filter(|text| !text.trim().is_empty())
                    .collect();
                if named.is_empty() {
                    self.map(object);
                } else {
                    self.push(&named.join(": "));
                }
                if let Some(details) = object.get("details") {
                    self.part(details);
                }
            }
            _ => {}
        }
    }

    /// Errors by the field they are about.
    fn map(&mut self, object: &serde_json::Map<String, Value>) {
        for (name, value) in object.iter().take(MOST) {
            match value {
                Value::String(text) => self.push(&format!("{name}: {text}")),
                Value::Array(texts) => {
                    for text in texts.iter().filter_map(Value::as_str).take(MOST) {
                        self.push(&format!("{name}: {text}"));
                    }
                }
                _ => {}
            }
        }
    }
}

fn looks_like_html(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

fn title(html: &str) -> Option<String> {
    // ASCII, so that positions in the copy are positions in the original.
    let lower = html.to_ascii_lowercase();
    ["title", "h1"].iter().find_map(|tag| {
        let open = lower.find(&format!("<{tag}"))?;
        let start = open
            .checked_add(lower.get(open..)?.find('>')?)?
            .checked_add(1)?;
        let end = start.checked_add(lower.get(start..)?.find(&format!("</{tag}"))?)?;
        let text = html.get(start..end)?.trim();
        (!text.is_empty() && !text.contains('<')).then(|| text.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(body: &str, expected: &[&str]) {
        assert_eq!(read(body.as_bytes(), &Mask::default()), expected, "{body}");
    }

    #[test]
    fn the_documented_shape() {
        says(r#"{"errors":["one","two"]}"#, &["one", "two"]);
        says(r#"{"errors":[]}"#, &[]);
    }

    #[test]
    fn shapes_from_the_wild() {
        says(
            r#"{"errors":[{"status":"409","title":"Conflict","detail":"It is there"},{"id":null,"title":null}]}"#,
            &["Conflict: It is there"],
        );
        says(
            r#"{"status":"error","code":403,"errors":["Forbidden"],"statuspage":"http://x"}"#,
            &["Forbidden"],
        );
        says(
            r#"{"error":{"code":"bad","message":"No good","details":["a","b"]}}"#,
            &["No good", "a", "b"],
        );
        says(
            r#"{"errors":{"api_key":["is empty","is odd"],"type":"is wrong"}}"#,
            &["api_key: is empty", "api_key: is odd", "type: is wrong"],
        );
        says(
            "<html><head><title>502 Bad\n Gateway</title></head><body><h1>x</h1>",
            &["502 Bad Gateway"],
        );
        says("<html><body><p>nothing to quote", &[]);
        says("upstream connect error\n", &["upstream connect error"]);
        says("", &[]);
        says(r#"{"errors":["cut in ha"#, &[]);
    }

    #[test]
    fn messages_are_bounded() {
        let long = format!("{{\"errors\":[{:?}]}}", "é".repeat(10_000));
        let [message] = &read(long.as_bytes(), &Mask::default())[..] else {
            panic!("one message")
        };
        assert_eq!(message.chars().count(), LONGEST + 1);
        let many: Vec<_> = (0..1_000).map(|n| format!("\"{n}\"")).collect();
        assert_eq!(
            read(format!("[{}]", many.join(",")).as_bytes(), &Mask::default()).len(),
            MOST
        );
    }

    #[test]
    fn invalid_utf8_is_replaced() {
        assert_eq!(
            read(b"caf\xe9 down", &Mask::default()),
            ["caf\u{fffd} down"]
        );
    }
}
