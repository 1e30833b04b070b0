//! How the answer of an operation is interpreted.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::redact::Mask;

/// How the answer of an operation is read.
pub(crate) struct Reader<R, T> {
    /// Converts the documented answer to the value for the caller.
    pub(crate) value: fn(R, &Mask<'_>) -> T,
    /// Reads the body of a success whose status alone doesn't prove it. Fails with the reason if
    /// the body doesn't describe the requested resource.
    pub(crate) by_body: fn(&[u8], &Mask<'_>) -> Result<T, String>,
    /// Converts an error that counts as success to a value.
    pub(crate) recover: fn(&Error) -> Option<T>,
}

/// Strips a byte order mark, which some servers send despite RFC 8259, section 8.1.
pub(crate) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Reads a JSON body that may not be the documented answer, and accepts it only if `is_one` does.
pub(crate) fn json<R: DeserializeOwned>(body: &[u8], is_one: fn(&R) -> bool) -> Result<R, String> {
    match serde_json::from_slice(without_bom(body)) {
        Ok(value) if is_one(&value) => Ok(value),
        Ok(_) => Err("it does not describe the requested resource".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
