//! Calls that request a provider's credentials.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use loom::future::block_on;
use loom::thread;

use super::keys::Keys;
use super::provider_cache::{ProviderCache, Version};

/// Returns a cache, and how often its provider was asked.
fn cache() -> (Arc<ProviderCache>, Arc<AtomicU64>) {
    let asked = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&asked);
    let ask = move || {
        count.fetch_add(1, Ordering::Relaxed);
        Box::pin(async {
            // A provider takes a while.
            thread::yield_now();
            Ok((Arc::new(Keys), None))
        }) as _
    };
    (Arc::new(ProviderCache::new(Box::new(ask))), asked)
}

fn current(cache: &ProviderCache, rejected: u64) -> u64 {
    block_on(cache.current(Version(rejected))).unwrap().1.0
}

pub fn calls_that_begin_together_ask_once() {
    loom::model(|| {
        let (cache, asked) = cache();
        let shared = Arc::clone(&cache);
        let other = thread::spawn(move || current(&shared, 0));
        assert_eq!((current(&cache, 0), other.join().unwrap()), (1, 1));
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    });
}

pub fn calls_whose_token_was_rejected_ask_once_more() {
    loom::model(|| {
        let (cache, asked) = cache();
        assert_eq!(current(&cache, 0), 1);
        let shared = Arc::clone(&cache);
        let other = thread::spawn(move || current(&shared, 1));
        assert_eq!((current(&cache, 1), other.join().unwrap()), (2, 2));
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    });
}

pub fn no_call_gets_what_it_rejected() {
    loom::model(|| {
        let (cache, asked) = cache();
        assert_eq!(current(&cache, 0), 1);
        let shared = Arc::clone(&cache);
        let late = thread::spawn(move || current(&shared, 0));
        assert_eq!(current(&cache, 1), 2);
        // Another call may still get the first ones if it comes before.
        assert!((1..=2).contains(&late.join().unwrap()));
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    });
}

pub fn a_call_that_is_dropped_holds_up_no_other() {
    loom::model(|| {
        let (cache, _) = cache();
        let shared = Arc::clone(&cache);
        let other = thread::spawn(move || current(&shared, 0));
        let mut dropped = Box::pin(cache.current(Version(0)));
        let _ = loom::future::block_on(std::future::poll_fn(|context| {
            std::task::Poll::Ready(dropped.as_mut().poll(context).is_ready())
        }));
        drop(dropped);
        assert_eq!(other.join().unwrap(), 1);
    });
}
