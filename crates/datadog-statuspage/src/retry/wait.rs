//! How long to wait: what the server asks for, and what we choose where it doesn't.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use crate::attempt::{Wait, WaitSource};

/// A longer wait is nonsense rather than a request.
const ABSURD: Duration = Duration::from_secs(24 * 60 * 60);

/// Seconds from here on are a point in time: it was passed in 2001.
const EPOCH_SIZED: u64 = 1_000_000_000;

const FIRST_BACKOFF: Duration = Duration::from_millis(500);
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);

const RATE_LIMIT_RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// The least wait that an answer asks for, if it asks for one that makes sense.
///
/// `now` stands in for the answer's own `Date` where it has none.
pub(super) fn asked(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Option<Wait> {
    let now = text(headers, &DATE)
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .unwrap_or(now);
    let wait = |duration, source| Wait { duration, source };
    let retry_after = text(headers, &RETRY_AFTER)
        .and_then(|value| retry_after(value, now))
        .map(|duration| wait(duration, WaitSource::RetryAfter));
    // Datadog tells its limits on any answer; only on a 429 are they why it says no.
    let limited = status == StatusCode::TOO_MANY_REQUESTS;
    retry_after.or_else(|| {
        text(headers, &RATE_LIMIT_RESET)
            .filter(|_| limited)
            .and_then(|value| seconds_or_epoch(value, now))
            .map(|duration| wait(duration, WaitSource::RateLimit))
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// RFC 9110, section 10.2.3: seconds, or a date.
fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    if let Some(seconds) = seconds(value) {
        return sensible(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    sensible(date.duration_since(now).ok()?)
}

fn seconds_or_epoch(value: &str, now: SystemTime) -> Option<Duration> {
    let seconds = seconds(value)?;
    if seconds < EPOCH_SIZED {
        return sensible(Duration::from_secs(seconds));
    }
    let date = UNIX_EPOCH.checked_add(Duration::from_secs(seconds))?;
    sensible(date.duration_since(now).ok()?)
}

fn seconds(value: &str) -> Option<u64> {
    // Not `parse` alone, which also takes a plus sign.
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| value.parse().ok()).flatten()
}

/// Zero is as good as nothing: it leaves the wait to us.
fn sensible(wait: Duration) -> Option<Duration> {
    (!wait.is_zero() && wait <= ABSURD).then_some(wait)
}

/// What is added to a server's wait: up to a tenth of it, within bounds.
pub(super) fn spread(wait: Duration, random: f64) -> Duration {
    let most = wait
        .mul_f64(0.1)
        .clamp(Duration::from_millis(250), Duration::from_secs(5));
    most.mul_f64(random.clamp(0.0, 1.0))
}

/// Exponential backoff with full jitter after the given attempt, counted from 1.
pub(super) fn backoff(attempt: usize, random: f64) -> Wait {
    let doublings = u32::try_from(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
    let factor = 2u32.saturating_pow(doublings);
    let most = FIRST_BACKOFF.saturating_mul(factor).min(LONGEST_BACKOFF);
    Wait {
        duration: most.mul_f64(random.clamp(0.0, 1.0)),
        source: WaitSource::Backoff,
    }
}
