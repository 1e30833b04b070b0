//! One attempt: it sends the request, reads a limited answer and classifies failures.

pub(crate) mod body;
mod causes;
#[cfg(feature = "rustls")]
mod certificate;
pub(crate) mod classify;
pub(crate) mod end;
pub(crate) mod exchange;
pub(crate) mod h2;
pub(crate) mod progress;
mod proxy;
mod proxy_errors;
#[cfg(feature = "rustls")]
mod rustls_errors;
pub(crate) mod sender;
pub(crate) mod sent;
mod system;
mod tls;
mod verdict;

pub(crate) use end::{Answer, End, Failure};
pub(crate) use exchange::{Exchange, Rejected};
pub(crate) use progress::Progress;
pub(crate) use sender::SendAttempt;
