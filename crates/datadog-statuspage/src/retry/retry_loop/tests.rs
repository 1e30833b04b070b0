//! What calls take from the budget, and what they return.

use std::cell::Cell;

use super::*;
use crate::error::AttemptFailure;
use crate::http::Failure;
use crate::retry::simulation::paused;

const LIMITS: Limits = Limits {
    attempt: Duration::from_secs(30),
    call: Duration::from_secs(60),
};
const CREATE: RequestTraits = RequestTraits {
    safe: false,
    success: StatusCode::CREATED,
};
/// In place of a status: no connection can be made.
const UNREACHABLE: u16 = 0;
/// In place of a status: no answer arrives.
const SILENT: u16 = 1;

/// Answers with each status in turn, and then starts over.
struct Server {
    statuses: &'static [u16],
    /// The `Retry-After` of a 429.
    asks: Option<&'static str>,
    renewable: bool,
    attempts: Cell<usize>,
}

impl Server {
    fn new(statuses: &'static [u16]) -> Self {
        Self {
            statuses,
            asks: Some("1"),
            renewable: true,
            attempts: Cell::new(0),
        }
    }
}

impl SendAttempt for Server {
    fn can_renew_credentials(&self) -> bool {
        self.renewable
    }

    async fn attempt(&self, progress: &Progress) -> End {
        let made = self.attempts.replace(self.attempts.get() + 1);
        let status = self.statuses[made % self.statuses.len()];
        if status == UNREACHABLE {
            return End::Failed(Failure::new(AttemptFailure::NotConnected));
        }
        assert!(progress.sent.send());
        if status == SILENT {
            std::future::pending::<()>().await;
        }
        let asks = self.asks.filter(|_| status == 429);
        let header = asks.map(|text| (reqwest::header::RETRY_AFTER, text.parse().unwrap()));
        End::Answered(Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: header.into_iter().collect(),
            body: Default::default(),
            fault: None,
        })
    }
}

/// Creates a budget that isn't full, so that returned retries are visible.
fn half_a_budget() -> Budget {
    let budget = Budget::default();
    (0..25).for_each(|_| assert!(budget.take()));
    budget
}

fn call(server: &Server, budget: &Budget) -> Report {
    let policy = RetryPolicy::default();
    let mut call = RetryLoop::new(CREATE, &policy, &LIMITS, budget);
    paused().block_on(call.run(server, || 0.5))
}

/// Returns how a call changes the budget, in tenths of a retry.
fn cost(server: &Server) -> (Report, i64) {
    let budget = half_a_budget();
    let before = budget.tenths();
    let report = call(server, &budget);
    (report, i64::from(before) - i64::from(budget.tenths()))
}

#[test]
fn only_an_outage_costs_and_a_call_that_ends_well_costs_nothing() {
    use StopReason::*;

    // A call that succeeds earns a tenth.
    let well = (None, -1);
    for (statuses, (stop_reason, tenths)) in [
        (&[201][..], well),
        (&[429, 201], well),
        (&[429, 429, 429, 201], well),
        (&[503, 201], well),
        (&[503, 503, 503, 201], well),
        (&[429, 503, 429, 201], well),
        (&[503, 429, 503, 201], well),
        (&[UNREACHABLE, 503, 429, 201], well),
        (&[401, 201], well),
        (&[401, 503, 429, 201], well),
        (&[429, 401, 201], well),
        (&[429], (Some(AttemptsExhausted), 0)),
        (&[429, 400], (Some(NotRetryable), 0)),
        (&[401, 401], (Some(NotRetryable), 0)),
        (&[401, 429, 401], (Some(NotRetryable), 0)),
        (&[503], (Some(AttemptsExhausted), 30)),
        (&[UNREACHABLE], (Some(AttemptsExhausted), 30)),
        (&[429, 503], (Some(AttemptsExhausted), 10)),
        (&[503, 429], (Some(AttemptsExhausted), 20)),
        (&[503, 429, 409], (Some(NotRetryable), 10)),
        (&[401, 503, 400], (Some(NotRetryable), 10)),
    ] {
        for asks in [Some("1"), None] {
            let (report, spent) = cost(&Server {
                asks,
                ..Server::new(statuses)
            });
            let found = (report.stop_reason, spent);
            assert_eq!(found, (stop_reason, tenths), "{statuses:?} {asks:?}");
        }
    }
}

#[test]
fn an_empty_budget_stops_no_call_that_is_asked_to_wait() {
    for (statuses, stop_reason) in [
        (&[429, 429, 429, 201][..], None),
        (&[401, 429, 201], None),
        (&[429, 503, 201], Some(StopReason::BudgetExhausted)),
    ] {
        let budget = Budget::default();
        while budget.take() {}
        let report = call(&Server::new(statuses), &budget);
        assert_eq!(report.stop_reason, stop_reason, "{statuses:?}");
    }
}

/// Each retry is either paid for by the budget or allowed by a 429 before it.
#[test]
fn an_outage_gets_fifty_requests_more_than_calls_and_those_that_it_asks_for() {
    const CALLS: usize = 1_000;

    for (statuses, requests, asked_for) in [
        (&[503][..], 1_050, 0),
        (&[UNREACHABLE], 1_050, 0),
        (&[503, UNREACHABLE, 500], 1_050, 0),
        // Half of the answers are 429s.
        (&[429, 503], 2_100, 1_050),
        (&[503, 429], 1_075, 25),
    ] {
        let budget = Budget::default();
        let (mut made, mut asked) = (0, 0);
        for _ in 0..CALLS {
            let report = call(&Server::new(statuses), &budget);
            made += report.attempts.len();
            asked += report
                .attempts
                .iter()
                .filter(|attempt| attempt.wait().is_some())
                .filter(|attempt| attempt.status() == Some(StatusCode::TOO_MANY_REQUESTS))
                .count();
        }
        assert_eq!((made, asked), (requests, asked_for), "{statuses:?}");
        assert_eq!(made, CALLS + 50 + asked, "{statuses:?}");
    }
}

/// Returns how a call that is dropped after this many milliseconds changes the budget.
fn cost_of_dropped(statuses: &'static [u16], after: u64) -> (usize, u32) {
    let (budget, policy) = (half_a_budget(), RetryPolicy::default());
    let before = budget.tenths();
    let server = Server::new(statuses);
    paused().block_on(async {
        let mut call = RetryLoop::new(CREATE, &policy, &LIMITS, &budget);
        let ended = timeout(Duration::from_millis(after), call.run(&server, || 0.5)).await;
        assert!(ended.is_err(), "{statuses:?} {after}");
    });
    (server.attempts.get(), before - budget.tenths())
}

/// The waits are 0.25 s and 0.5 s here.
#[test]
fn a_call_that_is_dropped_has_paid_for_the_retries_that_it_made() {
    for (statuses, after, attempts, tenths) in [
        (&[SILENT][..], 100, 1, 0),
        (&[503, SILENT], 100, 1, 0),
        (&[503, SILENT], 300, 2, 10),
        (&[503, 503, SILENT], 300, 2, 10),
        (&[503, 503, SILENT], 800, 3, 20),
        (&[429, SILENT], 100, 1, 0),
        (&[429, 503, SILENT], 1_300, 2, 0),
        (&[429, SILENT], 2_000, 2, 0),
    ] {
        let found = cost_of_dropped(statuses, after);
        assert_eq!(found, (attempts, tenths), "{statuses:?} {after}");
    }
}
