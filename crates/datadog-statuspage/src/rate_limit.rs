//! Datadog's rate limit headers.

use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::mask::Mask;
use crate::message;

/// The rate limit of an operation, as an answer told it.
///
/// Datadog sends some of these headers, or none, on any answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimit {
    limit: Option<u64>,
    remaining: Option<u64>,
    period: Option<Duration>,
    reset: Option<Duration>,
    name: Option<String>,
}

impl RateLimit {
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let mut found = Self {
            limit: None,
            remaining: None,
            period: None,
            reset: None,
            name: None,
        };
        let empty = found.clone();
        // One pass over a dozen headers is less than a search for each of five.
        for (name, value) in headers {
            let Some(name) = name.as_str().strip_prefix("x-ratelimit-") else {
                continue;
            };
            let text = value.to_str().unwrap_or_default().trim_ascii();
            let number = || text.parse::<u64>().ok();
            match name {
                "limit" => found.limit = found.limit.or_else(number),
                "remaining" => found.remaining = found.remaining.or_else(number),
                "period" => {
                    found.period = found.period.or_else(|| number().map(Duration::from_secs));
                }
                "reset" => {
                    found.reset = found.reset.or_else(|| number().map(Duration::from_secs));
                }
                "name" if found.name.is_none() && !text.is_empty() => {
                    found.name = Some(text.to_owned());
                }
                _ => {}
            }
        }
        (found != empty).then_some(found)
    }

    /// The same without our secrets, should the server have named the limit after one.
    pub(crate) fn masked(mut self: Box<Self>, mask: &Mask<'_>) -> Box<Self> {
        self.name = self.name.take().map(|name| message::own_line(name, mask));
        self
    }

    /// Requests allowed per period (`X-RateLimit-Limit`).
    pub fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// Requests left in this period (`X-RateLimit-Remaining`).
    pub fn remaining(&self) -> Option<u64> {
        self.remaining
    }

    /// How long a period is (`X-RateLimit-Period`).
    pub fn period(&self) -> Option<Duration> {
        self.period
    }

    /// How long until the next period begins (`X-RateLimit-Reset`), as of the answer.
    pub fn reset(&self) -> Option<Duration> {
        self.reset
    }

    /// Datadog's name for the limit (`X-RateLimit-Name`).
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn every_header_is_read() {
        let limit = RateLimit::read(&headers(&[
            ("X-RateLimit-Limit", "300"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Period", "60"),
            ("X-RateLimit-Reset", "17"),
            ("X-RateLimit-Name", "statuspage_account"),
        ]))
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
        assert_eq!(RateLimit::read(&headers(&nonsense)), None);
        assert_eq!(RateLimit::read(&HeaderMap::new()), None);
        let some = RateLimit::read(&headers(&[
            ("X-RateLimit-Limit", "x"),
            ("X-RateLimit-Remaining", "3"),
        ]));
        assert_eq!(some.unwrap().remaining(), Some(3));
    }
}
