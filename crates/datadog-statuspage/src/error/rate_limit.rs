//! Datadog's rate limit headers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::HeaderMap;

use crate::text::{number, whole_number};

/// The rate limit of an operation, as reported by an answer.
///
/// Datadog may send some, all or none of these headers with any answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RateLimit {
    limit: Option<u64>,
    remaining: Option<u64>,
    period: Option<Duration>,
    reset: Option<Duration>,
    name: Option<String>,
}

/// Numbers from here on are points in time: this one was in 2001.
const EPOCH_SIZED: u64 = 1_000_000_000;

impl RateLimit {
    /// Reads the headers; `now` is when the answer was sent.
    pub(crate) fn read(headers: &HeaderMap, now: impl Fn() -> SystemTime) -> Option<Self> {
        let mut found = Self::default();
        // One pass over a dozen headers is faster than a lookup for each of five.
        for (name, value) in headers {
            let Some(name) = name.as_str().strip_prefix("x-ratelimit-") else {
                continue;
            };
            let text = value.to_str().unwrap_or_default().trim_ascii();
            let whole = || whole_number(text);
            match name {
                "limit" => found.limit = found.limit.or_else(whole),
                "remaining" => found.remaining = found.remaining.or_else(whole),
                "period" => {
                    found.period = found.period.or_else(|| whole().map(Duration::from_secs));
                }
                "reset" => {
                    let from_now = |time| until(time, &now);
                    found.reset = found.reset.or_else(|| number(text).map(from_now));
                }
                "name" if found.name.is_none() && !text.is_empty() => {
                    found.name = Some(text.to_owned());
                }
                _ => {}
            }
        }
        (found != Self::default()).then_some(found)
    }

    /// Changes the name, which may contain one of our secrets.
    pub(crate) fn map_name(mut self: Box<Self>, map: impl FnOnce(String) -> String) -> Box<Self> {
        self.name = self.name.take().map(map);
        self
    }

    /// Returns how many requests are allowed per period (`X-RateLimit-Limit`).
    pub fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// Returns how many requests are left in this period (`X-RateLimit-Remaining`).
    pub fn remaining(&self) -> Option<u64> {
        self.remaining
    }

    /// Returns how long a period is (`X-RateLimit-Period`).
    pub fn period(&self) -> Option<Duration> {
        self.period
    }

    /// Returns how long it is until the next period begins (`X-RateLimit-Reset`), counted from
    /// the answer.
    ///
    /// Datadog sends seconds. A number as large as a point in Unix time is read as one.
    pub fn reset(&self) -> Option<Duration> {
        self.reset
    }

    /// Returns Datadog's name for the limit (`X-RateLimit-Name`).
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// Converts seconds from now, or a point in Unix time, to a duration; zero if it has passed.
fn until(time: Duration, now: impl Fn() -> SystemTime) -> Duration {
    if time.as_secs() < EPOCH_SIZED {
        return time;
    }
    match UNIX_EPOCH.checked_add(time) {
        Some(date) => date.duration_since(now()).unwrap_or_default(),
        // Later than any clock can represent.
        None => Duration::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sunday, 22 November 2026, 12:00:00 GMT.
    const NOW: u64 = 1_795_348_800;

    fn read(pairs: &[(&'static str, &'static str)]) -> Option<RateLimit> {
        RateLimit::read(&headers(pairs), || UNIX_EPOCH + Duration::from_secs(NOW))
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn every_header_is_read() {
        let limit = read(&[
            ("X-RateLimit-Limit", "300"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Period", "60"),
            ("X-RateLimit-Reset", "17"),
            ("X-RateLimit-Name", "statuspage_account"),
        ])
        .unwrap();
        assert_eq!(limit.limit(), Some(300));
        assert_eq!(limit.remaining(), Some(0));
        assert_eq!(limit.period(), Some(Duration::from_secs(60)));
        assert_eq!(limit.reset(), Some(Duration::from_secs(17)));
        assert_eq!(limit.name(), Some("statuspage_account"));
    }

    #[test]
    fn what_makes_no_sense_is_absent() {
        let nonsense = [
            ("X-RateLimit-Limit", "-1"),
            ("X-RateLimit-Reset", "soon"),
            ("X-RateLimit-Name", " "),
        ];
        assert_eq!(read(&nonsense), None);
        assert_eq!(read(&[]), None);
        let some = read(&[("X-RateLimit-Limit", "x"), ("X-RateLimit-Remaining", "3")]);
        assert_eq!(some.unwrap().remaining(), Some(3));
    }

    #[test]
    fn a_reset_is_seconds_or_a_point_in_time() {
        for (value, seconds) in [
            ("0", Some(0)),
            ("3077", Some(3_077)),
            ("999999999", Some(999_999_999)),
            ("1795348807", Some(7)),
            ("1795348799", Some(0)),
            ("+7.0", Some(7)),
            ("-7", None),
            ("soon", None),
        ] {
            let limit = read(&[("X-RateLimit-Reset", value), ("X-RateLimit-Limit", "1")]);
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(limit.unwrap().reset(), expected, "{value}");
        }
    }
}
