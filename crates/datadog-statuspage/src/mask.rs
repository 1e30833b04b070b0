//! Takes our own secrets out of what others say.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::Secret;
use crate::credentials::Credentials;
use crate::message::one_line;

const MASK: &str = "*****";

/// What needs no encoding in a URL (RFC 3986, section 2.3).
const IN_URLS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What `encodeURIComponent` leaves as it is.
const IN_SCRIPTS: &AsciiSet = &IN_URLS
    .remove(b'!')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*');

/// Secrets to look for.
#[derive(Default)]
pub(crate) struct Mask<'a> {
    credentials: Option<&'a Credentials>,
    others: [&'a [Secret]; 2],
    /// Secrets from here and there.
    loose: Vec<&'a Secret>,
    /// What they may look like, longest first; made when first needed, which
    /// after a success is hardly ever.
    forms: OnceLock<Vec<Zeroizing<String>>>,
}

impl<'a> Mask<'a> {
    pub(crate) fn new(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        Self {
            loose: secrets.into_iter().collect(),
            ..Self::default()
        }
    }

    /// A mask of the credentials and some more.
    pub(crate) fn of(credentials: &'a Credentials, others: [&'a [Secret]; 2]) -> Self {
        Self {
            credentials: Some(credentials),
            others,
            ..Self::default()
        }
    }

    /// All but the credentials.
    fn others(&self) -> impl Iterator<Item = &'a Secret> {
        let [some, more] = self.others;
        some.iter().chain(more).chain(self.loose.iter().copied())
    }

    fn secrets(&self) -> impl Iterator<Item = &'a Secret> {
        let keys = self.credentials.map(Credentials::secrets);
        keys.into_iter().flatten().chain(self.others())
    }

    /// For data, which must stay what it is: without keys so short that they
    /// could stand anywhere. Those that Datadog issues have 32 characters or more.
    pub(crate) fn of_data(&self) -> Self {
        const SHORTEST: usize = 8;
        let secrets = self.secrets();
        Self::new(secrets.filter(|secret| secret.expose().len() >= SHORTEST))
    }

    /// `text` with every secret in it replaced, as it is or in a form in which
    /// servers repeat what they were sent.
    pub(crate) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // Datadog's own mask, which nearly every answer is.
        if text.bytes().all(|byte| byte == b'*') {
            return Cow::Borrowed(text);
        }
        // Most names and masks are shorter than any key, and need no look at one.
        let longer = |secret: &Secret| lasting(secret.expose(), text.len()) > text.len();
        let of_keys = self.credentials.map_or(usize::MAX, Credentials::least);
        if text.len() < of_keys && self.others().all(longer) {
            return Cow::Borrowed(text);
        }
        let forms = self.forms.get_or_init(|| self.all_forms());
        let find = |form: &str, from: usize| -> Option<usize> {
            text.get(from..)?
                .find(form)
                .and_then(|at| at.checked_add(from))
        };
        // Where each form comes next. One pass, so that a mask is never masked.
        let mut next: Vec<_> = forms.iter().map(|form| (form, find(form, 0))).collect();
        let mut masked = String::new();
        let mut position = 0;
        loop {
            for (form, at) in &mut next {
                if at.is_some_and(|at| at < position) {
                    *at = find(form, position);
                }
            }
            // The first of equals is the longest form.
            let first = next
                .iter()
                .filter_map(|(form, at)| Some((form, (*at)?)))
                .min_by_key(|(_, at)| *at);
            let Some((form, at)) = first else {
                break;
            };
            masked.push_str(text.get(position..at).unwrap_or_default());
            masked.push_str(MASK);
            position = at.saturating_add(form.len());
        }
        if position == 0 {
            return Cow::Borrowed(text);
        }
        masked.push_str(text.get(position..).unwrap_or_default());
        Cow::Owned(masked)
    }

    fn all_forms(&self) -> Vec<Zeroizing<String>> {
        let mut forms: Vec<_> = self
            .secrets()
            .flat_map(|secret| forms(secret.expose()))
            // A key of asterisks is as good as masked.
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

/// Bytes that every form of a secret has at least, up to one more than
/// `enough`: letters and digits of ASCII stay what they are, or become more,
/// but for those behind a backslash.
pub(crate) fn lasting(secret: &str, enough: usize) -> usize {
    if secret.contains('\\') {
        return 0;
    }
    let lasting = secret.bytes().filter(u8::is_ascii_alphanumeric);
    lasting.take(enough.saturating_add(1)).count()
}

/// What a secret may look like where a server repeats it.
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
        // As headers, one-line messages and the names of hosts have it.
        secret.trim().to_owned(),
        one_line(secret, usize::MAX),
        secret.to_ascii_lowercase(),
        // Escaped, or pasted into JSON without being escaped.
        inner(format!("{secret:?}")),
        in_json.replace('/', "\\/"),
        in_json,
        serde_json::from_str(&format!("\"{secret}\"")).unwrap_or_default(),
        secret
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;"),
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
    use proptest::prelude::*;

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
    fn nothing_grows_out_of_bounds() {
        let [star, letter] = ["*", "a"].map(Secret::from);
        let text = "a*".repeat(1_000);
        let masked = Mask::new([&star, &letter]).apply(&text).into_owned();
        assert_eq!(masked, "******".repeat(1_000));
        let long = Secret::from("k3y ".repeat(1_000_000).as_str());
        assert_eq!(Mask::new([&long]).apply("no such key"), "no such key");
    }

    #[test]
    fn white_space_hides_no_key() {
        let [padded, spaced] = ["k3y-padded \n", "k3y word"].map(Secret::from);
        let mask = Mask::new([&padded, &spaced]);
        assert_eq!(mask.apply("<k3y-padded>"), "<*****>");
        assert_eq!(
            mask.apply(&one_line("a\tk3y\u{200b} \tword", 100)),
            "a *****"
        );
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
            r#"A\/\"b\\é~-_.?>"#,
            "A/&quot;b\\é~-_.?&gt;",
            "QS8iYlzDqX4tXy4_Pg",
        ] {
            assert_eq!(mask.apply(&format!("<{form}>")), "<*****>", "{form}");
        }
    }

    proptest! {
        /// Or a short text with a key in it would be taken for one without.
        #[test]
        fn no_form_is_shorter_than_what_lasts(
            secret in prop_oneof![any::<String>(), r"[a-z\\u0041\\n &<%+]{0,40}", "[A-Za-z0-9]{30,40}"],
            enough in 0..50_usize,
        ) {
            let least = lasting(&secret, enough);
            prop_assert!(least <= enough + 1);
            for form in forms(&secret) {
                prop_assert!(form.len() >= least, "{secret:?} {:?}", &*form);
            }
        }
    }
}
