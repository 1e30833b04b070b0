//! Bodies: one that records when it is sent, and one that is read in chunks.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};

use super::sent::Sent;
use crate::error::Source;

/// A body in memory that records when a connection takes it.
///
/// It is not `Clone`, so that no layer of a supplied client can send it again: reqwest's own
/// retries repeat a request only if its body can be cloned. A request without a body uses it too,
/// for the same reason and to detect when it is sent.
pub(crate) struct Watched {
    /// The rest of it; `None` from the start for a request without a body.
    pub(crate) body: Option<Bytes>,
    pub(crate) sent: Sent,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = Source;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Source>>> {
        if !self.sent.send() {
            return Poll::Ready(Some(Err("the attempt was given up".into())));
        }
        Poll::Ready(self.body.take().map(|body| Ok(Frame::data(body))))
    }

    /// A connection calls this once it has taken a request, just before it writes the head.
    /// Without a body, this is the moment at which the request is sent. (An earlier call would
    /// only turn a certain outcome into an unknown one.)
    fn is_end_stream(&self) -> bool {
        self.body.is_none() && self.sent.send()
    }

    /// An abandoned request without a body claims a byte that never arrives: with a length of
    /// zero, its head would be a complete request.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match &self.body {
            Some(body) => body.len() as u64,
            None => u64::from(self.sent.is_abandoned()),
        })
    }
}

/// The received part of a body.
#[derive(Default)]
pub(crate) enum Received {
    #[default]
    Nothing,
    /// Most bodies are one chunk, which needs no copy.
    One(Bytes),
    Joined(BytesMut),
}

impl Received {
    pub(crate) fn length(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One(chunk) => chunk.len(),
            Self::Joined(chunks) => chunks.len(),
        }
    }

    pub(crate) fn add(&mut self, more: Bytes) {
        *self = match std::mem::take(self) {
            Self::Nothing => Self::One(more),
            Self::One(chunk) => {
                let mut joined = BytesMut::from(&*chunk);
                joined.extend_from_slice(&more);
                Self::Joined(joined)
            }
            Self::Joined(mut joined) => {
                joined.extend_from_slice(&more);
                Self::Joined(joined)
            }
        };
    }

    pub(crate) fn whole(self) -> Bytes {
        match self {
            Self::Nothing => Bytes::new(),
            Self::One(chunk) => chunk,
            Self::Joined(chunks) => chunks.freeze(),
        }
    }
}

#[cfg(test)]
mod tests {
    use http_body::Body as _;

    use super::*;

    fn polled(sent: &Sent) -> Option<Result<Frame<Bytes>, Source>> {
        let mut watched = Watched {
            body: Some(Bytes::from("body")),
            sent: sent.clone(),
        };
        assert_eq!(watched.size_hint().exact(), Some(4));
        assert!(!watched.is_end_stream());
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(&mut watched).poll_frame(&mut context) {
            Poll::Ready(frame) => frame,
            Poll::Pending => panic!("a body in memory is ready at once"),
        }
    }

    #[test]
    fn a_watched_body_is_over_when_the_body_is() {
        let mut watched = Watched {
            body: Some(Bytes::from("body")),
            sent: Sent::default(),
        };
        assert!(!watched.is_end_stream());
        let mut context = Context::from_waker(std::task::Waker::noop());
        assert!(Pin::new(&mut watched).poll_frame(&mut context).is_ready());
        assert!(watched.is_end_stream());
        assert_eq!(watched.size_hint().exact(), Some(0));
    }

    #[test]
    fn a_request_without_a_body_leaves_when_its_end_is_asked_for() {
        let sent = Sent::default();
        let watched = Watched {
            body: None,
            sent: sent.clone(),
        };
        assert_eq!(watched.size_hint().exact(), Some(0));
        assert!(!sent.is_abandoned());
        assert!(watched.is_end_stream());
        assert!(!sent.abandon());
        assert!(watched.is_end_stream());
    }

    #[test]
    fn an_abandoned_request_without_a_body_is_never_whole() {
        let sent = Sent::default();
        let mut watched = Watched {
            body: None,
            sent: sent.clone(),
        };
        assert!(sent.abandon());
        assert!(!watched.is_end_stream());
        assert_eq!(watched.size_hint().exact(), Some(1));
        let mut context = Context::from_waker(std::task::Waker::noop());
        let frame = Pin::new(&mut watched).poll_frame(&mut context);
        assert!(matches!(frame, Poll::Ready(Some(Err(_)))));
    }

    #[test]
    fn a_body_that_left_is_never_abandoned() {
        let sent = Sent::default();
        let frame = polled(&sent).unwrap().unwrap();
        assert_eq!(frame.into_data().unwrap(), "body");
        assert!(!sent.abandon());
    }

    #[test]
    fn a_body_that_was_abandoned_never_leaves() {
        let sent = Sent::default();
        assert!(sent.abandon());
        assert!(polled(&sent).unwrap().is_err());
        assert!(sent.abandon(), "it stays abandoned");
    }
}
