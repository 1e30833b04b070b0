//! Takes our own secrets out of what others say.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::Secret;

const MASK: &str = "*****";

/// Secrets to look for.
#[derive(Debug, Default)]
pub(crate) struct Mask<'a>(Vec<&'a Secret>);

impl<'a> Mask<'a> {
    pub(crate) fn new(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        Self(
            secrets
                .into_iter()
                .filter(|secret| !secret.is_empty())
                .collect(),
        )
    }

    /// `text` with every secret in it replaced, as it is or in a form in which
    /// servers repeat what they were sent.
    pub(crate) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // Datadog's own mask, which nearly every answer is.
        if text.bytes().all(|byte| byte == b'*') {
            return Cow::Borrowed(text);
        }
        let mut forms: Vec<_> = self
            .0
            .iter()
            .flat_map(|secret| forms(secret.expose()))
            .collect();
        // Longest first: a form that holds another must not be left in parts.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        let mut text = Cow::Borrowed(text);
        for form in forms {
            if text.contains(form.as_str()) {
                text = Cow::Owned(text.replace(form.as_str(), MASK));
            }
        }
        text
    }
}

/// A secret raw, escaped as in `Debug` and in JSON, percent-encoded and in base64.
fn forms(secret: &str) -> Vec<Zeroizing<String>> {
    let quoted = |text: String| {
        let inner = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        inner.map(str::to_owned).unwrap_or_default()
    };
    let encoded = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    // As in URLs, where these four need no encoding.
    let in_a_url = ["%2D", "%2E", "%5F", "%7E"]
        .into_iter()
        .zip(["-", ".", "_", "~"])
        .fold(encoded.clone(), |text, (code, plain)| {
            text.replace(code, plain)
        });
    [
        secret.to_owned(),
        // As in the name of a host.
        secret.to_ascii_lowercase(),
        quoted(format!("{secret:?}")),
        quoted(serde_json::Value::from(secret).to_string()),
        with_lower_codes(&encoded),
        with_lower_codes(&in_a_url),
        encoded,
        in_a_url,
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ]
    .into_iter()
    .map(Zeroizing::new)
    .filter(|form| !form.is_empty())
    .collect()
}

/// `%2F` as `%2f`, and the rest as it is.
fn with_lower_codes(encoded: &str) -> String {
    let mut code = 0u8;
    encoded
        .chars()
        .map(|c| match (c, code) {
            ('%', _) => {
                code = 2;
                c
            }
            (_, 0) => c,
            _ => {
                code = code.saturating_sub(1);
                c.to_ascii_lowercase()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occurrence_goes() {
        let [long, short, empty] = ["key-1-long", "key-1", ""].map(Secret::from);
        let mask = Mask::new([&short, &long, &empty]);
        assert_eq!(
            mask.apply("key-1-long, key-1 and key-2"),
            "*****, ***** and key-2"
        );
        assert_eq!(mask.apply("*****"), "*****");
        assert_eq!(mask.apply(""), "");
    }

    #[test]
    fn every_form_goes() {
        let secret = Secret::from("A/\"b\\é~-_.?>");
        let mask = Mask::new([&secret]);
        for form in [
            "A/\"b\\é~-_.?>",
            r#"A/\"b\\é~-_.?>"#,
            "A%2F%22b%5C%C3%A9%7E%2D%5F%2E%3F%3E",
            "A%2f%22b%5c%c3%a9%7e%2d%5f%2e%3f%3e",
            "A%2F%22b%5C%C3%A9~-_.%3F%3E",
            "A%2f%22b%5c%c3%a9~-_.%3f%3e",
            "QS8iYlzDqX4tXy4/Pg",
            "QS8iYlzDqX4tXy4_Pg",
        ] {
            assert_eq!(mask.apply(&format!("<{form}>")), "<*****>", "{form}");
        }
    }
}
