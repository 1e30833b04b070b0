use std::cell::Cell;
use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use zeroize::Zeroizing;

/// A key that is never shown.
///
/// `Debug` prints a mask, there is no `Display`, and the memory is wiped on drop. It serializes
/// only into a request of this crate (see [`request_json`](crate::request_json)). Any other
/// serializer gets an error, so that no log, cache or report contains the value by accident.
///
/// ```
/// # use datadog_statuspage_api::Secret;
/// let key = Secret::from("0123456789");
/// assert_eq!(format!("{key:?}"), "Secret(*****)");
/// assert!(serde_json::to_string(&key).is_err());
/// assert_eq!(key.expose(), "0123456789");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Returns the value itself. The caller must protect any copy of it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Secret {
    /// Takes over the buffer, so that no copy stays behind.
    fn from(value: String) -> Self {
        Self(Zeroizing::new(value))
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self::from(value.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A fixed mask, because the length of a key is secret too.
        f.write_str("Secret(*****)")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // If a text is requested, deserializers answer a number with an error that quotes it.
        deserializer.deserialize_any(SecretVisitor)
    }
}

struct SecretVisitor;

/// Accepts only texts. serde's own errors would quote anything else, which may be a key without
/// quotes.
impl Visitor<'_> for SecretVisitor {
    type Value = Secret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Secret, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Secret, E> {
        Ok(text.into())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Secret, E> {
        Err(E::custom("a secret must be a text"))
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Secret, E> {
        Err(E::custom("a secret must be a text, in quotes"))
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Secret, E> {
        Err(E::custom("a secret must be a text, in quotes"))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Secret, E> {
        Err(E::custom("a secret must be a text, in quotes"))
    }
}

thread_local! {
    static WRITING_A_REQUEST: Cell<bool> = const { Cell::new(false) };
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if WRITING_A_REQUEST.get() {
            serializer.serialize_str(&self.0)
        } else {
            Err(ser::Error::custom(
                "a Secret is serialized only into a request; call expose() if you mean to store it",
            ))
        }
    }
}

/// Runs `write`, during which secrets serialize as their values.
pub(crate) fn while_writing_a_request<T>(write: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            WRITING_A_REQUEST.set(self.0);
        }
    }
    let _restore = Restore(WRITING_A_REQUEST.replace(true));
    write()
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Secret {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Secret".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "password" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = "s3cr3t-v4lue";

    #[test]
    fn debug_shows_neither_the_value_nor_its_length() {
        let shown = format!("{:?} {:#?}", Secret::from(VALUE), Secret::from(""));
        assert_eq!(shown, "Secret(*****) Secret(*****)");
    }

    #[test]
    fn it_serializes_only_into_a_request() {
        let secret = Secret::from(VALUE);
        let error = serde_json::to_string(&secret).unwrap_err().to_string();
        assert!(!error.contains(VALUE), "{error}");
        let written = while_writing_a_request(|| serde_json::to_string(&secret).unwrap());
        assert_eq!(written, format!("{VALUE:?}"));
        assert!(
            serde_json::to_string(&secret).is_err(),
            "the permission outlived the request"
        );
    }

    #[test]
    fn it_deserializes_from_a_text_and_shows_nothing_else() {
        let secret: Secret = serde_json::from_str(r#""a\u0062c""#).unwrap();
        assert_eq!(secret.expose(), "abc");
        for json in [
            "12345678",
            "-12345678",
            "12345678.5",
            "true",
            "null",
            "[12345678]",
            "{}",
        ] {
            let error = serde_json::from_str::<Secret>(json)
                .unwrap_err()
                .to_string();
            assert!(
                error.contains("a text") && !error.contains("12345678"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_panic_while_writing_takes_the_permission_back() {
        let caught =
            std::panic::catch_unwind(|| while_writing_a_request(|| panic!("while writing")));
        assert!(caught.is_err());
        assert!(serde_json::to_string(&Secret::from(VALUE)).is_err());
    }
}
