//! One attempt: the request out, the bounded answer in, and why it failed.

pub(crate) mod body;
pub(crate) mod classify;
pub(crate) mod end;
pub(crate) mod exchange;
pub(crate) mod h2;
pub(crate) mod progress;
pub(crate) mod sender;
pub(crate) mod sent;

pub(crate) use end::{Answer, End, Failure};
pub(crate) use exchange::{Exchange, Rejected};
pub(crate) use progress::Progress;
pub(crate) use sender::SendAttempt;
