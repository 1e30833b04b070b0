//! Masks our secrets in text from others.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use datadog_statuspage_api::Secret;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::references::resolved;
use crate::text::one_line;

const MASK: &str = "*****";

/// Characters that need no encoding in a URL (RFC 3986, section 2.3).
const IN_URLS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Characters that `encodeURIComponent` leaves unchanged.
const IN_SCRIPTS: &AsciiSet = &IN_URLS
    .remove(b'!')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*');

/// The secrets to mask in text from others.
pub(crate) struct Mask<'a> {
    secrets: [&'a [Secret]; 3],
    /// The least length in bytes of a secret to look for.
    shortest: usize,
    /// The forms of the secrets, longest first. They are created when first needed, which after
    /// most successes is never.
    forms: OnceLock<Vec<Zeroizing<String>>>,
}

impl<'a> Mask<'a> {
    /// Creates a mask for these secrets.
    pub(crate) fn new(secrets: [&'a [Secret]; 3]) -> Self {
        Self {
            secrets,
            shortest: 1,
            forms: OnceLock::new(),
        }
    }

    /// Creates a mask for these secrets alone.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn of(secrets: &'a [Secret]) -> Self {
        Self::new([secrets, &[], &[]])
    }

    /// Returns a mask for data, which must stay intact: it skips keys short enough to occur
    /// anywhere. Keys that Datadog issues have 32 characters or more.
    pub(crate) fn for_data(&self) -> Self {
        Self {
            shortest: 8,
            ..Self::new(self.secrets)
        }
    }

    fn secrets(&self) -> impl Iterator<Item = &'a Secret> {
        let long = |secret: &&Secret| secret.expose().len() >= self.shortest;
        self.secrets.into_iter().flatten().filter(long)
    }

    /// Replaces every secret in `text`, unchanged or in a form in which servers repeat what they
    /// received: leftmost first, and the longest of several.
    pub(crate) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let masked = self.replace(text);
        if !masked.contains('&') {
            return masked;
        }
        // Any character of a key may be written as a reference, so a text that contains such a
        // key is shown with its references resolved.
        match self.replace(&resolved(&masked)) {
            Cow::Owned(found) => Cow::Owned(found),
            Cow::Borrowed(_) => masked,
        }
    }

    fn replace<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let forms = self.forms.get_or_init(|| self.all_forms());
        let mut masked = String::new();
        let (mut copied, mut position) = (0, 0);
        while let Some(rest) = text.get(position..) {
            let Some(first) = rest.chars().next() else {
                break;
            };
            match forms.iter().find(|form| rest.starts_with(form.as_str())) {
                Some(form) => {
                    masked.push_str(text.get(copied..position).unwrap_or_default());
                    masked.push_str(MASK);
                    position = position.saturating_add(form.len());
                    copied = position;
                }
                None => position = position.saturating_add(first.len_utf8()),
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        masked.push_str(text.get(copied..).unwrap_or_default());
        Cow::Owned(masked)
    }

    fn all_forms(&self) -> Vec<Zeroizing<String>> {
        let mut forms: Vec<_> = self
            .secrets()
            .flat_map(|secret| forms(secret.expose()))
            // A key of asterisks is masked already.
            .filter(|form| !form.bytes().all(|byte| byte == b'*'))
            .collect();
        forms.sort_by(|a, b| {
            b.len()
                .cmp(&a.len())
                .then_with(|| a.as_str().cmp(b.as_str()))
        });
        forms.dedup_by(|a, b| a.as_str() == b.as_str());
        forms
    }
}

impl fmt::Debug for Mask<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.secrets()).finish()
    }
}

/// Returns the forms in which a server may repeat a secret.
fn forms(secret: &str) -> Vec<Zeroizing<String>> {
    let inner = |text: String| {
        let inner = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        inner.map(str::to_owned).unwrap_or_default()
    };
    let in_json = inner(serde_json::Value::from(secret).to_string());
    let percent = |set| utf8_percent_encode(secret, set).to_string();
    let mut forms = vec![
        secret.to_owned(),
        // As in headers, one-line messages and host names.
        secret.trim().to_owned(),
        one_line(secret, usize::MAX),
        secret.to_ascii_lowercase(),
        // Escaped, or pasted into JSON without escaping.
        inner(format!("{secret:?}")),
        in_json.replace('/', "\\/"),
        in_json,
        serde_json::from_str(&format!("\"{secret}\"")).unwrap_or_default(),
        // Encoded.
        percent(NON_ALPHANUMERIC),
        percent(IN_URLS),
        percent(IN_URLS).replace("%20", "+"),
        percent(IN_SCRIPTS),
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ];
    let lower: Vec<_> = forms
        .iter()
        .filter(|form| form.contains('%'))
        .map(|form| with_lower_codes(form))
        .collect();
    forms.extend(lower);
    forms
        .into_iter()
        .map(Zeroizing::new)
        .filter(|form| !form.is_empty())
        .collect()
}

/// Returns the text with `%2f` for `%2F`, and the rest unchanged.
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
        let secrets = ["key-1", "key-1-long", ""].map(Secret::from);
        let mask = Mask::of(&secrets);
        assert_eq!(
            mask.apply("key-1-long, key-1 and key-2"),
            "*****, ***** and key-2"
        );
        assert_eq!(mask.apply("*****"), "*****");
        assert_eq!(mask.apply(""), "");
    }

    #[test]
    fn nothing_grows_out_of_bounds() {
        let secrets = ["*", "a"].map(Secret::from);
        let text = "a*".repeat(1_000);
        let masked = Mask::of(&secrets).apply(&text).into_owned();
        assert_eq!(masked, "******".repeat(1_000));
        let long = [Secret::from("k3y ".repeat(1_000_000))];
        assert_eq!(Mask::of(&long).apply("no such key"), "no such key");
    }

    #[test]
    fn white_space_hides_no_key() {
        let secrets = ["k3y-padded \n", "k3y word"].map(Secret::from);
        let mask = Mask::of(&secrets);
        assert_eq!(mask.apply("<k3y-padded>"), "<*****>");
        assert_eq!(
            mask.apply(&one_line("a\tk3y\u{200b} \tword", 100)),
            "a *****"
        );
    }

    #[test]
    fn every_form_goes() {
        let secret = [Secret::from("A/\"b\\é~-_.?>")];
        let mask = Mask::of(&secret);
        for form in [
            "A/\"b\\é~-_.?>",
            r#"A/\"b\\é~-_.?>"#,
            "A%2F%22b%5C%C3%A9%7E%2D%5F%2E%3F%3E",
            "A%2f%22b%5c%c3%a9%7e%2d%5f%2e%3f%3e",
            "A%2F%22b%5C%C3%A9~-_.%3F%3E",
            "A%2f%22b%5c%c3%a9~-_.%3f%3e",
            "QS8iYlzDqX4tXy4/Pg",
            r#"A\/\"b\\é~-_.?>"#,
            "A/&quot;b\\é~-_.?&gt;",
            "A/&#34;b\\é~-_.?&gt;",
            "A&#x2F;&#0034;b&#x5c;é~-_.?>",
            "&#65;&#47;&#34;&#98;&#92;&#233;&#126;&#45;&#95;&#46;&#63;&#62;",
            "&#x41;&#X002f;&#x0022;&#X62;&#x5C;&#xE9;&#x7e;-_.?&#X3E;",
            "QS8iYlzDqX4tXy4_Pg",
        ] {
            assert_eq!(mask.apply(&format!("<{form}>")), "<*****>", "{form}");
        }
    }

    #[test]
    fn a_key_as_a_script_encodes_it_or_in_lower_case_goes() {
        let secret = [Secret::from("K3y!'(x)*+ Z")];
        let mask = Mask::of(&secret);
        for form in [
            "k3y!'(x)*+ z",
            "K3y!'(x)*%2B%20Z",
            "K3y!'(x)*%2b%20Z",
            "K3y%21%27%28x%29%2A%2B+Z",
        ] {
            assert_eq!(mask.apply(&format!("<{form}>")), "<*****>", "{form}");
        }
    }

    #[test]
    fn data_keeps_what_is_shorter_than_any_key() {
        let secrets = ["web", "k3y-0123456789"].map(Secret::from);
        let mask = Mask::of(&secrets).for_data();
        assert_eq!(mask.apply("team:web k3y-0123456789"), "team:web *****");
    }
}
