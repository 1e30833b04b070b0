//! The thread that looks after the connections of blocking calls.

use std::cell::Cell;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Error, ErrorKind};

thread_local! {
    static IS_DRIVER: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread makes blocking calls, and must not wait for one.
pub(super) fn is_this_thread() -> bool {
    IS_DRIVER.get()
}

/// A Tokio runtime of one thread, started by the first blocking call of a client.
///
/// It goes on between calls: somebody must notice that the server closed an idle
/// connection, or the next request would meet it.
#[derive(Debug, Default)]
pub(crate) struct Driver(OnceLock<Runtime>);

impl Driver {
    /// Returns the runtime, which is started if there is none yet.
    pub(crate) fn handle(&self) -> Result<&Handle, Error> {
        if self.0.get().is_none() {
            let runtime = Builder::new_multi_thread()
                .worker_threads(1)
                .thread_name("datadog-statuspage")
                .on_thread_start(|| IS_DRIVER.set(true))
                .enable_all()
                .build()
                .map_err(|error| {
                    let problem = "the thread for blocking calls can't be started";
                    Error::new(ErrorKind::Config, problem).with_source(error)
                })?;
            // Whoever else was faster has started one too; ours ends then.
            if let Err(surplus) = self.0.set(runtime) {
                surplus.shutdown_background();
            }
        }
        let stopped = || Error::new(ErrorKind::Config, "the thread for blocking calls is gone");
        self.0.get().map(Runtime::handle).ok_or_else(stopped)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // To wait for it would panic where a runtime is the caller.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
