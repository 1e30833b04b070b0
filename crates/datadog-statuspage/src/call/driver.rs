//! The thread that drives the connections of blocking calls.

use std::cell::Cell;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Error, ErrorKind};

thread_local! {
    static IS_DRIVER: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether this thread makes blocking calls, and so must not wait for one.
pub(super) fn is_this_thread() -> bool {
    IS_DRIVER.get()
}

/// A Tokio runtime with one thread, started by a client's first blocking call.
///
/// It keeps running between calls, to notice that the server closed an idle connection. Otherwise
/// the next request would fail on it.
#[derive(Debug, Default)]
pub(crate) struct Driver(OnceLock<Runtime>);

impl Driver {
    /// Returns the runtime's handle, and starts the runtime if necessary.
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
            // Another thread may have started one first; ours is then dropped.
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
        // Waiting for it would panic if the caller is a runtime.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
