//! Processes many organizations, several at a time, until Ctrl-C.

use std::future::Future;
use std::num::NonZeroUsize;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::ending::INTERRUPTED;
use crate::output::note;

/// Whether Ctrl-C was pressed. A second Ctrl-C ends the program at once.
#[derive(Debug, Clone)]
pub(crate) struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    pub(crate) fn listen() -> Self {
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                if sender.send_replace(true) {
                    std::process::exit(i32::from(INTERRUPTED));
                }
                note(
                    "stopping after the organizations in progress; press Ctrl-C again to quit at once",
                );
            }
            // A system without signals never delivers one.
            std::future::pending::<()>().await;
        });
        Self(receiver)
    }

    pub(crate) fn is_seen(&self) -> bool {
        *self.0.borrow()
    }

    pub(crate) async fn seen(&mut self) {
        if self.0.wait_for(|seen| *seen).await.is_err() {
            std::future::pending().await
        }
    }
}

/// Calls `begin` with each item, `at_once` at a time, and `done` with its result, as long as
/// `go_on` returns true. Returns the items that were not begun.
pub(crate) async fn each<T, R, F>(
    items: Vec<T>,
    at_once: NonZeroUsize,
    go_on: impl Fn() -> bool,
    mut begin: impl FnMut(T) -> F,
    mut done: impl FnMut(R),
) -> Vec<T>
where
    F: Future<Output = R> + Send + 'static,
    R: Send + 'static,
{
    let mut items = items.into_iter();
    let mut running = JoinSet::new();
    loop {
        while running.len() < at_once.get() && go_on() {
            let Some(item) = items.next() else { break };
            running.spawn(begin(item));
        }
        match running.join_next().await {
            Some(Ok(result)) => done(result),
            Some(Err(error)) => {
                if let Ok(panic) = error.try_into_panic() {
                    std::panic::resume_unwind(panic);
                }
            }
            None => return items.collect(),
        }
    }
}
