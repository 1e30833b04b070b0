//! The progress bar.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The least number of organizations for which there is a bar.
const MANY: usize = 10;

/// A progress bar, shown on a terminal if there is much to do.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(crate) fn new(what: &'static str, length: usize) -> Self {
        let is_wanted = length >= MANY && std::io::stderr().is_terminal();
        Self(is_wanted.then(|| {
            let length = u64::try_from(length).unwrap_or(u64::MAX);
            let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{prefix} {bar:40} {pos}/{len} {msg}");
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar.with_prefix(what)
        }))
    }

    /// Counts one more as done.
    pub(crate) fn done(&self, name: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(name.to_owned());
            bar.inc(1);
        }
    }

    /// Prints without disturbing the bar.
    pub(crate) fn around(&self, print: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
