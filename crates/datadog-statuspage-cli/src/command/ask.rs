//! The confirmation prompt.

use std::io::{BufRead, IsTerminal, Write};

use crate::work::Interrupt;

/// Asks on the terminal; `None` if there is no terminal.
pub(super) async fn ask(question: &str, interrupt: &mut Interrupt) -> Option<bool> {
    if !std::io::stdin().is_terminal() {
        return None;
    }
    let _ = write!(anstream::stderr(), "{question} Type yes to continue: ");
    let answer = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        let _ = std::io::stdin().lock().read_line(&mut line);
        line
    });
    tokio::select! {
        answer = answer => Some(answer.is_ok_and(|line| line.trim() == "yes")),
        () = interrupt.seen() => Some(false),
    }
}
