//! How long to wait: as long as the server asks, or a backoff.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use crate::error::{RateLimit, Wait, WaitSource};
use crate::text::number;

/// A call never waits longer than this.
pub(super) const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

const FIRST_BACKOFF: Duration = Duration::from_millis(500);
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);

/// Returns the least wait that an answer asks for, if it asks for one.
///
/// `now` is when the answer was sent.
pub(crate) fn asked(
    status: StatusCode,
    headers: &HeaderMap,
    limit: Option<&RateLimit>,
    now: impl Fn() -> SystemTime,
) -> Option<Wait> {
    let wait = |source| move |duration| Wait { duration, source };
    let retry_after = text(headers, &RETRY_AFTER)
        .and_then(|value| retry_after(value, now))
        .map(wait(WaitSource::RetryAfter));
    retry_after.or_else(|| {
        // Datadog shows its limits on any answer; only on a 429 are they the reason for it.
        limit
            .filter(|_| status == StatusCode::TOO_MANY_REQUESTS)
            .and_then(|limit| some(limit.reset()?))
            .map(wait(WaitSource::RateLimit))
    })
}

/// Returns when an answer was sent, by its own `Date`.
pub(super) fn sent_at(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(text(headers, &DATE)?).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// Parses `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
fn retry_after(value: &str, now: impl Fn() -> SystemTime) -> Option<Duration> {
    if let Some(time) = number(value) {
        return some(time);
    }
    let date = httpdate::parse_http_date(value).ok()?;
    some(date.duration_since(now()).ok()?)
}

/// Returns `None` for zero, which leaves the wait to us.
fn some(wait: Duration) -> Option<Duration> {
    (!wait.is_zero()).then_some(wait)
}

/// Returns the time to add to a server's wait: up to a tenth of it, within bounds.
pub(super) fn spread(wait: Duration, random: f64) -> Duration {
    let most = wait
        .mul_f64(0.1)
        .clamp(Duration::from_millis(250), Duration::from_secs(5));
    fraction(most, random)
}

/// Multiplies without a panic, unlike `Duration::mul_f64`.
pub(super) fn fraction(most: Duration, part: f64) -> Duration {
    let seconds = most.as_secs_f64() * part.clamp(0.0, 1.0);
    Duration::try_from_secs_f64(seconds).map_or(most, |found| found.min(most))
}

/// Returns exponential backoff with full jitter after this attempt, counted from 1.
pub(super) fn backoff(attempt: usize, random: f64) -> Wait {
    let doublings = u32::try_from(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
    let factor = 2u32.saturating_pow(doublings);
    let most = FIRST_BACKOFF.saturating_mul(factor).min(LONGEST_BACKOFF);
    Wait {
        duration: fraction(most, random),
        source: WaitSource::Backoff,
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use proptest::prelude::*;
    use reqwest::header::HeaderValue;

    use super::*;

    /// Returns the wait that the loop reads from an answer, at `now` by our clock.
    fn asked_by(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Option<Wait> {
        let now = || sent_at(headers).unwrap_or(now);
        let limit = RateLimit::read(headers, now);
        asked(status, headers, limit.as_ref(), now)
    }

    /// Sunday, 22 November 2026, 12:00:00 GMT.
    const NOW: u64 = 1_795_348_800;

    fn read(status: u16, headers: &[(&'static str, &str)]) -> Option<(u64, WaitSource)> {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        let now = UNIX_EPOCH + Duration::from_secs(NOW);
        let wait = asked_by(StatusCode::from_u16(status).unwrap(), &headers, now)?;
        assert_eq!(wait.duration.subsec_nanos(), 0);
        Some((wait.duration.as_secs(), wait.source))
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let after = |seconds| Some((seconds, WaitSource::RetryAfter));
        for (value, expected) in [
            ("2", after(2)),
            (" 2 ", after(2)),
            ("0002", after(2)),
            ("86400", after(86_400)),
            ("Sun, 22 Nov 2026 12:00:02 GMT", after(2)),
            ("Sunday, 22-Nov-26 12:00:02 GMT", after(2)),
            ("Sun Nov 22 12:00:02 2026", after(2)),
            ("Mon, 23 Nov 2026 12:00:00 GMT", after(86_400)),
            // Nothing to wait for, or nothing that makes sense.
            ("0", None),
            ("Sun, 22 Nov 2026 12:00:00 GMT", None),
            ("Sun, 22 Nov 2026 11:59:58 GMT", None),
            ("Mon, 23 Nov 2026 12:00:01 GMT", after(86_401)),
            ("86401", after(86_401)),
            ("18446744073709551616", after(u64::MAX)),
            ("30.0", after(30)),
            ("+3", after(3)),
            ("-2", None),
            ("2s", None),
            ("2, 3", None),
            ("", None),
            ("soon", None),
            ("Sun, 31 Feb 2026 12:00:02 GMT", None),
        ] {
            for status in [429, 503, 500] {
                assert_eq!(
                    read(status, &[("retry-after", value)]),
                    expected,
                    "{value:?}"
                );
            }
        }
    }

    #[test]
    fn a_date_counts_from_the_answers_own() {
        let later = ("retry-after", "Sun, 22 Nov 2026 15:00:07 GMT");
        let after = Some((7, WaitSource::RetryAfter));
        assert_eq!(
            read(503, &[later, ("date", "Sun, 22 Nov 2026 15:00:00 GMT")]),
            after
        );
        assert_eq!(
            read(503, &[later, ("date", "today")]),
            Some((10_807, WaitSource::RetryAfter))
        );
        assert_eq!(
            read(503, &[later, ("date", "Sun, 22 Nov 2026 16:00:00 GMT")]),
            None
        );
    }

    #[test]
    fn the_rate_limit_counts_on_a_429_only() {
        let limit = |seconds| Some((seconds, WaitSource::RateLimit));
        for (value, expected) in [
            ("1", limit(1)),
            ("3077", limit(3_077)),
            ("1795348807", limit(7)),
            ("1795348799", None),
            ("1795348800000", limit(1_793_553_451_200)),
            ("999999999", limit(999_999_999)),
            ("0", None),
            ("-1", None),
            ("x", None),
        ] {
            assert_eq!(
                read(429, &[("x-ratelimit-reset", value)]),
                expected,
                "{value}"
            );
            assert_eq!(read(503, &[("x-ratelimit-reset", value)]), None, "{value}");
        }
    }

    #[test]
    fn retry_after_comes_first_if_it_makes_sense() {
        let reset = ("x-ratelimit-reset", "7");
        assert_eq!(
            read(429, &[("retry-after", "5"), reset]),
            Some((5, WaitSource::RetryAfter))
        );
        assert_eq!(
            read(429, &[("retry-after", "nonsense"), reset]),
            Some((7, WaitSource::RateLimit))
        );
        assert_eq!(read(429, &[]), None);
    }

    #[test]
    fn backoff_doubles_up_to_its_bound() {
        for (attempt, most) in [
            (1, 500),
            (2, 1_000),
            (3, 2_000),
            (4, 4_000),
            (5, 8_000),
            (6, 8_000),
            (usize::MAX, 8_000),
        ] {
            assert_eq!(
                backoff(attempt, 1.0).duration,
                Duration::from_millis(most),
                "{attempt}"
            );
            assert_eq!(
                backoff(attempt, 0.5).duration,
                Duration::from_millis(most / 2),
                "{attempt}"
            );
            assert_eq!(backoff(attempt, 0.0).duration, Duration::ZERO, "{attempt}");
        }
    }

    #[test]
    fn what_is_added_is_a_tenth_within_bounds() {
        for (wait, most) in [
            (1, 250),
            (2, 250),
            (10, 1_000),
            (40, 4_000),
            (50, 5_000),
            (3_600, 5_000),
        ] {
            assert_eq!(
                spread(Duration::from_secs(wait), 1.0),
                Duration::from_millis(most),
                "{wait}"
            );
            assert_eq!(spread(Duration::from_secs(wait), 0.0), Duration::ZERO);
        }
    }

    proptest! {
        #[test]
        fn no_header_does_harm(
            retry_after in value(), date in value(), reset in value(), status in 200u16..=599,
        ) {
            let mut headers = HeaderMap::new();
            for (name, value) in [(RETRY_AFTER, retry_after), (DATE, date), (HeaderName::from_static("x-ratelimit-reset"), reset)] {
                if let Ok(value) = HeaderValue::try_from(value) {
                    headers.insert(name, value);
                }
            }
            let now = UNIX_EPOCH + Duration::from_secs(NOW);
            if let Some(wait) = asked_by(StatusCode::from_u16(status).unwrap(), &headers, now) {
                prop_assert!(!wait.duration.is_zero());
            }
        }
    }

    /// Generates texts that look like numbers or dates, and others.
    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<u64>().prop_map(|number| number.to_string()),
            (0u64..200_000).prop_map(|number| number.to_string()),
            (NOW - 100_000..NOW + 100_000).prop_map(|second| {
                httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(second))
            }),
            (NOW - 100_000..NOW + 100_000).prop_map(|second| second.to_string()),
            "[-+0-9A-Za-z:, ]{0,40}",
            any::<String>(),
        ]
    }
}
