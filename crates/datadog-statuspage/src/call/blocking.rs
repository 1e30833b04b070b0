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

/// How much longer than its timeout a call is waited for, so that it says itself how it ended.
const SLACK: Duration = Duration::from_secs(5);

impl<T, O> Call<T, O> {
    /// Makes the call, and waits for it on this thread. Needs the feature `blocking`.
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
    /// The first such call starts a thread, which looks after the connections of all
    /// blocking calls of the client and its clones, and ends with the last of them. Any
    /// number of threads can make calls at once.
    ///
    /// It works on any thread, also inside a Tokio runtime and on the threads of
    /// `spawn_blocking`. On a thread that drives a runtime it holds up whatever else
    /// that thread would do, until the call's timeout at the latest. If that is the
    /// only thread of the runtime, and the same client has made async calls there,
    /// their connections stand still too: await the call there instead, or make a
    /// client for the blocking calls alone.
    ///
    /// A hook or a provider that blocks its thread holds up all blocking calls of the
    /// client; a call is waited for five seconds past its timeout at most.
    ///
    /// # Errors
    /// Whatever awaiting the call can meet, and [`ErrorKind::Config`] if the thread
    /// can't be started, or is the one that this is called on, as in a hook or a provider.
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
            // A hook or a provider may panic; the panic is the caller's, as where it awaits.
            let result = poll_fn(|context| {
                let poll = AssertUnwindSafe(|| Pin::new(&mut call).poll(context));
                match panic::catch_unwind(poll) {
                    Ok(poll) => poll.map(Ok),
                    Err(payload) => Poll::Ready(Err(payload)),
                }
            });
            // It isn't received where the waiting thread gave up.
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
