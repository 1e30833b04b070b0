//! CONTRIBUTING.md has the command.
#![cfg(loom)]

use datadog_statuspage_loom::config::providers;
use datadog_statuspage_loom::{budgets, requests};

#[test]
fn a_request_is_sent_or_abandoned_and_never_both() {
    requests::sent_or_abandoned_and_never_both();
    requests::what_was_said_once_stays_so();
}

#[test]
fn the_budget_counts_right() {
    budgets::the_last_retry_is_taken_once();
    budgets::what_two_calls_put_back_is_there();
    budgets::it_never_overflows();
}

#[test]
fn a_provider_is_asked_once_for_all_who_wait() {
    providers::calls_that_begin_together_ask_once();
    providers::calls_whose_token_was_rejected_ask_once_more();
    providers::no_call_gets_what_it_rejected();
    providers::a_call_that_is_dropped_holds_up_no_other();
}
