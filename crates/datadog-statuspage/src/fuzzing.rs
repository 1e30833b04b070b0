//! What the fuzz targets in `fuzz/` reach of the inside; not there in any other build.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::mask::Mask;
use crate::rate_limit::RateLimit;
use crate::{Error, Secret, endpoint, message, retry};

/// The messages of an error's body.
pub fn messages(body: &[u8], secret: &Secret) -> Vec<String> {
    message::read(body, &Mask::new([secret]))
}

/// The wait that an answer asks for, and its rate limit.
pub fn headers(
    status: StatusCode,
    headers: &HeaderMap,
    now: SystemTime,
) -> (Option<Duration>, Option<RateLimit>) {
    let wait = retry::wait::asked(status, headers, || now);
    (wait.map(|wait| wait.duration()), RateLimit::read(headers))
}

/// Where a base URL leads, without a trailing slash.
///
/// # Errors
/// It can't be used.
pub fn base_url(text: &str) -> Result<String, Error> {
    endpoint::Endpoint::parse(text).map(|endpoint| endpoint.base_url.to_string())
}
