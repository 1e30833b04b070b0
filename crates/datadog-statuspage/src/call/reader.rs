//! What the answer of an operation means.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::redact::Mask;

/// How the answer of an operation is read.
pub(crate) struct Reader<R, T> {
    /// Reads a success whose status is not the documented one. It fails, with the
    /// reason, if the body is not what was asked for.
    pub(crate) undocumented: fn(&[u8]) -> Result<R, String>,
    /// Makes of the answer what the caller gets.
    pub(crate) value: fn(R, &Mask<'_>) -> T,
    /// Makes a value of an error that is none.
    pub(crate) recover: fn(&Error) -> Option<T>,
}

/// Reads a JSON body that need not be the documented answer, and is only taken
/// if `is_one` finds that it is.
pub(crate) fn json<R: DeserializeOwned>(body: &[u8], is_one: fn(&R) -> bool) -> Result<R, String> {
    match serde_json::from_slice(body) {
        Ok(value) if is_one(&value) => Ok(value),
        Ok(_) => Err("it is about something else".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
