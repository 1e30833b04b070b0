//! The internal functions that the fuzz targets in `fuzz/` call; absent from every other build.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::config::Endpoint;
use crate::error::RateLimit;
use crate::redact::{Mask, message};
use crate::retry::wait;
use crate::{Error, Secret};

/// Returns the messages of an error's body.
pub fn messages(body: &[u8], secret: &Secret) -> Vec<String> {
    message::read(body, &Mask::of(std::slice::from_ref(secret)))
}

/// Returns the wait that an answer asks for, and its rate limit.
pub fn headers(
    status: StatusCode,
    headers: &HeaderMap,
    now: SystemTime,
) -> (Option<Duration>, Option<RateLimit>) {
    let limit = RateLimit::read(headers, || now);
    let wait = wait::asked(status, headers, limit.as_ref(), || now);
    (wait.map(|wait| wait.duration()), limit)
}

/// Returns the address of a base URL, without a trailing slash.
///
/// # Errors
/// The URL is not a valid base URL.
pub fn base_url(text: &str) -> Result<String, Error> {
    Endpoint::parse(text).map(|endpoint| endpoint.base_url)
}
