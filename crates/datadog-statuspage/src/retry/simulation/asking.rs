//! How a server asks for a wait, in ways that we understand and in others.

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};

use super::choices::Choices;

/// Values of `Retry-After` that ask for nothing.
const NONSENSE: [&str; 6] = ["", "-5", "soon", "1e3", "0", "3,5"];
/// Values of `Retry-After` that are too long for any call, and what they ask for.
const TOO_LONG: [(&str, Duration); 2] = [
    ("86401.0", Duration::from_secs(86_401)),
    ("+99999999999999999999", Duration::from_secs(u64::MAX)),
];

/// Chooses headers that ask for a wait, and returns the least wait they ask for.
pub(super) fn asking(choices: &mut Choices, limited: bool) -> (HeaderMap, Option<Duration>) {
    let rng = match choices {
        Choices::Random(rng) => rng,
        Choices::Each(path) => {
            let (value, wait) = [("2", Duration::from_secs(2)), TOO_LONG[0]][path.choose(2)];
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(value))]);
            return (headers, Some(wait));
        }
        Choices::Script(_) => return Default::default(),
    };
    let seconds = rng.u64(1..90);
    let now = std::time::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let then = now + Duration::from_secs(seconds);
    let epoch = 1_800_000_000 + seconds;
    let text = |value: String| HeaderValue::try_from(value).unwrap();
    let mut headers = HeaderMap::new();
    headers.insert(DATE, text(httpdate::fmt_http_date(now)));
    let asked = match rng.u8(..7) {
        0 => headers
            .insert(RETRY_AFTER, text(seconds.to_string()))
            .is_none(),
        1 => headers
            .insert(RETRY_AFTER, text(httpdate::fmt_http_date(then)))
            .is_none(),
        2 if limited => headers
            .insert("x-ratelimit-reset", text(seconds.to_string()))
            .is_none(),
        3 if limited => headers
            .insert("x-ratelimit-reset", text(epoch.to_string()))
            .is_none(),
        4 => {
            let value = NONSENSE[rng.usize(..NONSENSE.len())];
            headers
                .insert(RETRY_AFTER, text(value.to_owned()))
                .is_some()
        }
        5 if rng.u8(..4) == 0 => {
            let (value, wait) = TOO_LONG[rng.usize(..TOO_LONG.len())];
            headers.insert(RETRY_AFTER, text(value.to_owned()));
            return (headers, Some(wait));
        }
        _ => false,
    };
    if !limited {
        // Datadog shows its limits on any answer; they ask for no wait then.
        headers.insert("x-ratelimit-reset", text(seconds.to_string()));
    }
    (headers, asked.then(|| Duration::from_secs(seconds)))
}
