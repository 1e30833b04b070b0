//! Calls from code that isn't async.

use std::future::{Future, IntoFuture, poll_fn};
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::Poll;
use std::time::Duration;

use super::builder::Call;
use super::driver;
use crate::error::{Details, Error, ErrorKind, Outcome};

/// How much longer than its timeout a call is waited for, so that the call itself reports how it
/// ended.
const SLACK: Duration = Duration::from_secs(5);

impl<T, O> Call<T, O> {
    /// Makes the call and blocks this thread until it ends. Needs the feature `blocking`.
    ///
    /// ```no_run
    /// use datadog_statuspage::{Client, secret_from_env};
    ///
    /// # fn run() -> Result<(), datadog_statuspage::Error> {
    /// let client = Client::from_env()?;
    /// let account = client.create_account(secret_from_env("STATUSPAGE_API_KEY")?).send_blocking()?;
    /// println!("{:?}", account.masked_api_key());
    /// # Ok(()) }
    /// ```
    ///
    /// The first blocking call starts a thread that drives the connections of all blocking calls
    /// of the client and its clones. The thread ends when the last of them is dropped. Any number
    /// of threads can make calls at once.
    ///
    /// It works on any thread, including threads inside a Tokio runtime and those of
    /// `spawn_blocking`. On a thread that drives a runtime, it blocks other tasks of that thread,
    /// until the call's timeout at the latest. If that is the runtime's only thread, and the same
    /// client has made async calls there, their connections stop too: await the call there
    /// instead, or create a separate client for blocking calls.
    ///
    /// A hook or a provider that blocks its thread delays all blocking calls of the client. Such
    /// a call returns at most five seconds after its timeout.
    ///
    /// # Errors
    /// Every error of the awaited call, and [`ErrorKind::Config`] if the thread can't be started,
    /// or if this is called on that thread, as from a hook or a provider.
    pub fn send_blocking(self) -> Result<O, Error>
    where
        T: Send + 'static,
        O: Send + 'static,
    {
        if driver::is_this_thread() {
            let problem = "a hook or a provider called send_blocking on the thread that runs blocking calls, \
                           which would wait for itself; await the call there";
            return Err(Error::new(ErrorKind::Config, problem));
        }
        let core = self.core();
        let limit = self.limit().saturating_add(SLACK);
        let (sender, receiver) = mpsc::sync_channel(1);
        let mut call = self.into_future();
        core.driver.handle()?.spawn(async move {
            // A hook or a provider may panic. The panic is passed on to the caller, as it is
            // where the call is awaited.
            let result = poll_fn(|context| {
                let poll = AssertUnwindSafe(|| Pin::new(&mut call).poll(context));
                match panic::catch_unwind(poll) {
                    Ok(poll) => poll.map(Ok),
                    Err(payload) => Poll::Ready(Err(payload)),
                }
            });
            // The receiver is gone if the waiting thread gave up.
            let _ = sender.send(result.await);
        });
        match receiver.recv_timeout(limit) {
            Ok(Ok(result)) => result,
            Ok(Err(payload)) => panic::resume_unwind(payload),
            Err(_) => {
                let problem = "the blocking call did not end in time, because a hook or a provider blocks its thread; \
                               it may still be applied; check the Statuspage integration in Datadog";
                Err(Details {
                    outcome: Outcome::Unknown,
                    detail: Some(problem.to_owned()),
                    ..Details::new(ErrorKind::Timeout)
                }
                .into())
            }
        }
    }
}
