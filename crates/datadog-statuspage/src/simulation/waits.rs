//! Waits and limits of calls whose attempts end as scripted, on a paused clock.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use datadog_statuspage_api::Request;
use expect_test::expect;
use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Method, StatusCode};

use crate::http::exchange::simulated::{NETWORK, Network};
use crate::http::{Answer, End, Progress};
use crate::retry::simulation::paused;
use crate::{
    Call, Client, Credentials, Desired, Error, ErrorKind, Response, RetryPolicy, StopReason,
};

const ACCOUNT: &str = r#"{"data":{"type":"statuspage-account","attributes":{"api_key":"*****"}}}"#;

const SETTING: &str = r#"{"data":{"type":"statuspage-url-setting","id":"1","attributes":
    {"url":"https://a.statuspage.io","custom_tags":"a"}}}"#;

/// The answer to a request: a status, and headers.
type Answered = (u16, Vec<(&'static str, String)>);

type Script = dyn Fn(&Request) -> Option<Answered> + Send + Sync;

/// Answers at once, or never.
struct Scripted(Box<Script>);

impl Network for Scripted {
    fn attempt<'a>(
        &'a self,
        request: &'a Request,
        progress: &'a Progress,
    ) -> Pin<Box<dyn Future<Output = End> + Send + 'a>> {
        assert!(progress.sent.send());
        let Some((status, headers)) = (self.0)(request) else {
            return Box::pin(std::future::pending());
        };
        let body = match (status, request.operation) {
            (200, "list_statuspage_url_settings") => r#"{"data":[]}"#,
            (201, "create_statuspage_url_setting") => SETTING,
            (200 | 201, _) => ACCOUNT,
            _ => r#"{"errors":["no"]}"#,
        };
        let headers = headers.into_iter();
        let headers: HeaderMap = headers
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        let answer = End::Answered(Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: Bytes::from_static(body.as_bytes()),
            fault: None,
        });
        Box::pin(std::future::ready(answer))
    }
}

/// Creates a client with default settings except for these; nothing listens at its address.
fn client() -> Client {
    let keys = Credentials::keys("an-api-key", "an-app-key").unwrap();
    let builder = Client::builder(keys).base_url("http://127.0.0.1:9");
    builder.build().unwrap()
}

/// Makes a call whose attempts get these answers.
fn made<T: 'static>(
    call: Call<T>,
    answers: impl Fn(&Request) -> Option<Answered> + Send + Sync + 'static,
) -> Result<Response<T>, Error> {
    let network = Arc::new(Scripted(Box::new(answers)));
    let call = call.with_response().into_future();
    paused().block_on(NETWORK.scope(network, call))
}

/// Returns the waits of many calls, one list for each wait of a call.
fn waits(attempts: u32, header: Option<(&'static str, &str)>) -> Vec<Vec<Duration>> {
    let mut all = vec![Vec::new(); attempts as usize - 1];
    for _ in 0..400 {
        // Each client has its own budget.
        let policy = RetryPolicy::default().max_attempts(attempts);
        let call = client().account().get().retry_policy(policy);
        let call = call.timeout(Duration::from_secs(3_600));
        let headers: Vec<_> = header
            .map(|(name, value)| (name, value.to_owned()))
            .into_iter()
            .collect();
        let error = made(call, move |_| Some((503, headers.clone()))).unwrap_err();
        assert_eq!(error.attempts().len(), attempts as usize);
        for (waits, attempt) in all.iter_mut().zip(error.attempts()) {
            waits.push(attempt.wait().unwrap().duration());
        }
    }
    all
}

/// Checks that each quarter of the range has about a quarter of the waits.
#[track_caller]
fn are_spread(waits: &[Duration], least: Duration, range: Duration) {
    let mut quarters = [0; 4];
    for wait in waits {
        let place = (*wait - least).as_secs_f64() / range.as_secs_f64();
        assert!((0.0..=1.0).contains(&place), "{wait:?} of {range:?}");
        quarters[((place * 4.0) as usize).min(3)] += 1;
    }
    // Of 400 tosses, 6 standard deviations from the mean.
    let fair = quarters.iter().all(|count| (48..=152).contains(count));
    assert!(fair, "{quarters:?} in {range:?}");
}

#[test]
fn waits_are_spread_evenly_below_a_bound_that_doubles() {
    let waits = waits(7, None);
    for (waits, bound) in waits.iter().zip([500, 1_000, 2_000, 4_000, 8_000, 8_000]) {
        are_spread(waits, Duration::ZERO, Duration::from_millis(bound));
    }
}

#[test]
fn what_is_added_to_a_servers_wait_is_spread_too() {
    for (asked, range) in [("1", 250), ("20", 2_000), ("100", 5_000)] {
        let waits = waits(2, Some(("retry-after", asked)));
        let least = Duration::from_secs(asked.parse().unwrap());
        are_spread(&waits[0], least, Duration::from_millis(range));
    }
}

#[test]
fn the_default_limits_are_the_documented_ones() {
    let get = || client().account().get();
    let once = get().retry_policy(RetryPolicy::disabled());
    let error = made(once, |_| None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.elapsed(), Duration::from_secs(30));
    let error = made(get(), |_| None).unwrap_err();
    assert_eq!(error.elapsed(), Duration::from_secs(60));
    assert_eq!(error.stop_reason(), Some(StopReason::TimeoutReached));
    assert_eq!(error.attempts().len(), 2);
    let failing = made(get(), |_| Some((503, Vec::new()))).unwrap_err();
    assert_eq!(failing.attempts().len(), 4);
    let keys = Credentials::keys("an-api-key", "an-app-key").unwrap();
    let shown = format!("{:?}", Client::builder(keys));
    for default in ["Us1", "connect_timeout: 10s", "body_limit: 1048576"] {
        assert!(shown.contains(default), "{default}: {shown}");
    }
}

/// Contradicts itself: the account exists when it is created, and doesn't when it is updated.
fn contradicting(request: &Request) -> Option<Answered> {
    let status = match request.method {
        Method::POST => 409,
        _ => 404,
    };
    Some((status, Vec::new()))
}

#[test]
fn no_pause_outlasts_the_timeout() {
    for milliseconds in [1, 150, 200, 250, 700, 1_100, 2_500, 60_000] {
        let timeout = Duration::from_millis(milliseconds);
        let call = client().account().ensure("a-key").timeout(timeout);
        let error = made(call, contradicting).unwrap_err();
        assert_eq!(error.attempts().len(), 6, "{error}");
        assert!(error.elapsed() < timeout, "{error}");
        // If there is time, it is used.
        assert!(milliseconds < 250 || error.elapsed() >= Duration::from_millis(200));
    }
}

#[test]
fn the_looks_at_a_page_that_is_not_listed_are_longer_and_longer_apart() {
    let ensure = client().url_settings();
    let ensure = ensure.ensure("https://a.statuspage.io", "a".parse().unwrap());
    let answers = |request: &Request| match request.method {
        Method::GET => Some((200, Vec::new())),
        _ => Some((409, Vec::new())),
    };
    let error = made(ensure, answers).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    let ended = (error.attempts().len(), error.elapsed());
    assert_eq!(ended, (8, Duration::from_secs(1)));
}

#[test]
fn a_sync_that_someone_undoes_is_given_up_after_four_rounds() {
    let wanted = Desired::new().url_setting("https://a.statuspage.io", "a".parse().unwrap());
    let answers = |request: &Request| match request.method {
        Method::GET => Some((200, Vec::new())),
        _ => Some((201, Vec::new())),
    };
    let error = made(client().sync(&wanted), answers).unwrap_err();
    expect!["127.0.0.1:9 did not reach the requested state, because someone else keeps changing it, or Datadog stores it differently; still to be done after 4 rounds: + https://a.statuspage.io  a after 13 attempts over 3 s; some changes were applied; safe to run again: only differences are applied"].assert_eq(&error.to_string());
    // A list and a change, then three times two lists and a change, and two lists.
    assert_eq!(error.attempts().len(), 13);
    assert_eq!(error.elapsed(), Duration::from_secs(3));
}

#[test]
fn a_date_counts_from_now_where_the_answer_has_none() {
    let after = |seconds| SystemTime::now() + Duration::from_secs(seconds);
    let unix = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let date = httpdate::fmt_http_date(after(7));
    let reset = unix(after(7)).as_secs().to_string();
    for header in [("retry-after", date), ("x-ratelimit-reset", reset)] {
        let call = client().account().get();
        let shown = format!("{header:?}");
        let error = made(call, move |_| Some((429, vec![header.clone()]))).unwrap_err();
        let wait = error.attempts()[0].wait().unwrap().duration();
        // Both are whole seconds, plus jitter.
        assert!(
            (5.0..8.0).contains(&wait.as_secs_f64()),
            "{shown}: {wait:?}"
        );
    }
}

#[test]
fn a_date_counts_from_the_answers_own_where_it_has_one() {
    let at = |seconds| {
        let time = SystemTime::now() + Duration::from_secs(seconds);
        httpdate::fmt_http_date(time)
    };
    // Its clock is an hour ahead of ours.
    let headers = vec![("date", at(3_600)), ("retry-after", at(3_607))];
    let call = client().account().get();
    let error = made(call, move |_| Some((503, headers.clone()))).unwrap_err();
    let wait = error.attempts()[0].wait().unwrap().duration();
    assert!((6.0..9.0).contains(&wait.as_secs_f64()), "{wait:?}");
}

#[test]
fn the_rate_limit_of_several_requests_is_the_last_one_received() {
    let limits = |created: Option<u64>, updated: Option<u64>| {
        let call = client().account().ensure("a-key");
        let answers = move |request: &Request| {
            let (status, limit) = match request.method {
                Method::POST => (409, created),
                _ => (200, updated),
            };
            let header = |limit: u64| ("x-ratelimit-limit", limit.to_string());
            Some((status, limit.map(header).into_iter().collect()))
        };
        let response = made(call, answers).unwrap();
        response.rate_limit().and_then(|limit| limit.limit())
    };
    assert_eq!(limits(Some(1), None), Some(1));
    assert_eq!(limits(None, Some(2)), Some(2));
    assert_eq!(limits(Some(1), Some(2)), Some(2));
    assert_eq!(limits(None, None), None);
}
