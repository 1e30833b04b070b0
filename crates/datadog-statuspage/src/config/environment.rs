//! Environment variables of the process.

use std::env::{self, VarError};

use datadog_statuspage_api::Secret;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind};
use crate::text::unquote;

/// Reads a secret from an environment variable. White space and quotes around it are stripped; an
/// empty variable counts as unset.
///
/// ```no_run
/// let key = datadog_statuspage::secret_from_env("STATUSPAGE_API_KEY")?;
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Config`] if the variable is unset or not UTF-8; the message
/// names it.
pub fn secret_from_env(name: &str) -> Result<Secret, Error> {
    let unset = || {
        Error::new(
            ErrorKind::Config,
            format!("{name} is not set; set it to the secret"),
        )
    };
    env_variable(name)?.ok_or_else(unset)
}

/// Reads an environment variable, without white space and quotes around the value; `None` if it
/// is empty.
pub(crate) fn env_variable(name: &str) -> Result<Option<Secret>, Error> {
    match env::var(name).map(Zeroizing::new) {
        Ok(value) => Ok(Some(unquote(&value))
            .filter(|v| !v.is_empty())
            .map(Secret::from)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Error::new(
            ErrorKind::Config,
            format!("the value of {name} is not UTF-8 text; set it again"),
        )),
    }
}
