//! Calls from code that isn't async.

use std::future::IntoFuture;
use std::sync::mpsc;

use super::builder::Call;
use crate::error::{Error, ErrorKind};

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
    /// # Errors
    /// Whatever awaiting the call can meet, and [`ErrorKind::Config`] if the thread
    /// can't be started.
    pub fn send_blocking(self) -> Result<O, Error>
    where
        T: Send + 'static,
        O: Send + 'static,
    {
        let core = self.core();
        let (sender, receiver) = mpsc::sync_channel(1);
        let call = self.into_future();
        core.driver.handle()?.spawn(async move {
            // Nobody listens only where the waiting thread is gone.
            let _ = sender.send(call.await);
        });
        receiver.recv().unwrap_or_else(|_| {
            let problem = "the thread for blocking calls stopped before the call ended";
            Err(Error::new(ErrorKind::Transport, problem))
        })
    }
}
