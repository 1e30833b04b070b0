//! The bucket of retries that all clones of a client share.
//!
//! It follows AWS's standard retry mode: a call that succeeds returns what its retries took, so
//! that only failing calls empty the bucket.

#[cfg(loom)]
use loom::sync::atomic::{AtomicU32, Ordering};
#[cfg(not(loom))]
use std::sync::atomic::{AtomicU32, Ordering};

/// In tenths of a retry, so that a success can return a tenth.
const RETRY: u32 = 10;
const SUCCESS: u32 = 1;
const FULL: u32 = 50 * RETRY;

#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl Budget {
    /// Takes a retry. Returns whether there was one.
    pub(crate) fn take(&self) -> bool {
        let less = |level: u32| level.checked_sub(RETRY);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
            .is_ok()
    }

    /// Returns the retries of a call that succeeded, plus a tenth of a retry.
    pub(crate) fn pay_back(&self, retries: u32) {
        self.add(retries.saturating_mul(RETRY).saturating_add(SUCCESS));
    }

    /// Returns a retry that was not made.
    pub(crate) fn put_back(&self) {
        self.add(RETRY);
    }

    fn add(&self, tenths: u32) {
        // The bucket is nearly always full, and then one read is enough.
        let more = |level: u32| (level < FULL).then(|| level.saturating_add(tenths).min(FULL));
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    #[cfg(test)]
    pub(crate) fn tenths(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(budget: &Budget) -> usize {
        (0..1_000).take_while(|_| budget.take()).count()
    }

    #[test]
    fn it_holds_fifty_retries() {
        assert_eq!(drain(&Budget::default()), 50);
    }

    #[test]
    fn ten_successes_pay_for_one_retry() {
        let budget = Budget::default();
        drain(&budget);
        (0..9).for_each(|_| budget.pay_back(0));
        assert!(!budget.take());
        budget.pay_back(0);
        assert!(budget.take());
        assert!(!budget.take());
    }

    #[test]
    fn it_never_holds_more_than_when_new() {
        let budget = Budget::default();
        (0..1_000).for_each(|_| budget.pay_back(3));
        assert_eq!(drain(&budget), 50);
    }

    #[test]
    fn a_call_that_ends_well_gives_its_retries_back() {
        let budget = Budget::default();
        for _ in 0..1_000 {
            assert!((0..3).all(|_| budget.take()));
            budget.pay_back(3);
        }
        assert_eq!(drain(&budget), 50);
    }
}
