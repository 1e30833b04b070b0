//! What the answer of an operation means.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::redact::Mask;

/// How the answer of an operation is read.
pub(crate) struct Reader<R, T> {
    /// Makes of the documented answer what the caller gets.
    pub(crate) value: fn(R, &Mask<'_>) -> T,
    /// Reads the body of a success whose status doesn't speak for itself. It fails, with
    /// the reason, if the body is not about what was asked for.
    pub(crate) by_body: fn(&[u8], &Mask<'_>) -> Result<T, String>,
    /// Makes a value of an error that is none.
    pub(crate) recover: fn(&Error) -> Option<T>,
}

/// Leaves out a byte order mark, which JSON may have in spite of RFC 8259, section 8.1.
pub(crate) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Reads a JSON body that need not be the documented answer, and is only taken
/// if `is_one` finds that it is.
pub(crate) fn json<R: DeserializeOwned>(body: &[u8], is_one: fn(&R) -> bool) -> Result<R, String> {
    match serde_json::from_slice(without_bom(body)) {
        Ok(value) if is_one(&value) => Ok(value),
        Ok(_) => Err("it does not describe the requested resource".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
