//! The bucket of retries that a client's calls share.

use std::sync::Arc;

use loom::thread;

use crate::budget::Budget;

const FULL: usize = 50;

fn holding(retries: usize) -> Arc<Budget> {
    let budget = Arc::new(Budget::default());
    (retries..FULL).for_each(|_| assert!(budget.take()));
    budget
}

fn level(budget: &Budget) -> usize {
    (0..=FULL).take_while(|_| budget.take()).count()
}

pub fn the_last_retry_is_taken_once() {
    model(|| {
        let budget = holding(1);
        let shared = Arc::clone(&budget);
        let other = thread::spawn(move || shared.take());
        let one = budget.take();
        assert!(one ^ other.join().unwrap());
        assert_eq!(level(&budget), 0);
    });
}

pub fn what_two_calls_put_back_is_there() {
    model(|| {
        let budget = holding(2);
        let shared = Arc::clone(&budget);
        let call = |budget: &Budget| {
            assert!(budget.take());
            budget.pay_back(1);
        };
        let other = thread::spawn(move || call(&shared));
        call(&budget);
        other.join().unwrap();
        assert_eq!(level(&budget), 2);
    });
}

pub fn it_never_overflows() {
    model(|| {
        let budget = holding(FULL - 1);
        let shared = Arc::clone(&budget);
        let other = thread::spawn(move || shared.pay_back(1));
        budget.pay_back(1);
        other.join().unwrap();
        assert_eq!(level(&budget), FULL);
    });
}

/// Filling and emptying the bucket takes many steps.
fn model(run: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.max_branches = 10_000;
    model.check(run);
}
