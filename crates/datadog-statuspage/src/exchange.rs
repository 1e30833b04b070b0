//! One attempt: send a request, and read its answer up to a limit.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::{Body, Request, Response, StatusCode};

use crate::Secret;
use crate::attempt::AttemptFailure;
use crate::client::Shared;
use crate::error::Source;
use crate::headers::Extras;
use crate::retry::{Progress, Sent, Wire};
use crate::telemetry::Span;

/// How an attempt ended, with everything that is known about it.
#[derive(Debug)]
pub(crate) enum End {
    Answered(Answer),
    Failed(Failure),
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Why `body` is not the whole of it, if it isn't.
    pub(crate) fault: Option<Failure>,
}

#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) what: AttemptFailure,
    pub(crate) source: Option<Source>,
}

impl Failure {
    pub(crate) fn new(what: AttemptFailure) -> Self {
        Self { what, source: None }
    }

    fn from(what: AttemptFailure, error: reqwest::Error) -> Self {
        Self {
            what,
            // The host is in the sentence already, and the path is ours.
            source: Some(error.without_url().into()),
        }
    }
}

impl End {
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Answered(answer) => Some(answer.status),
            Self::Failed(_) => None,
        }
    }

    pub(crate) fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Answered(answer) => Some(&answer.headers),
            Self::Failed(_) => None,
        }
    }

    pub(crate) fn failure(&self) -> Option<AttemptFailure> {
        match self {
            Self::Answered(answer) => answer.fault.as_ref().map(|fault| fault.what),
            Self::Failed(failure) => Some(failure.what),
        }
    }
}

/// The headers of a request as the generated client made them: for its first
/// attempt those, for others made again, since few calls need any.
#[derive(Debug)]
pub(crate) struct Headers {
    first: Mutex<Option<HeaderMap>>,
    again: Again,
}

// In a box it would cost the allocation that it saves.
#[allow(clippy::large_enum_variant)]
#[derive(Debug)]
enum Again {
    Few([Option<(HeaderName, HeaderValue)>; FEW]),
    Many(HeaderMap),
}

/// `Accept` and `Content-Type`.
const FEW: usize = 2;

impl Headers {
    pub(crate) fn new(headers: HeaderMap) -> Self {
        let again = if headers.len() > FEW || headers.len() != headers.keys_len() {
            Again::Many(headers.clone())
        } else {
            let mut pairs = headers.iter();
            Again::Few(std::array::from_fn(|_| {
                pairs
                    .next()
                    .map(|(name, value)| (name.clone(), value.clone()))
            }))
        };
        Self {
            first: Mutex::new(Some(headers)),
            again,
        }
    }

    fn take(&self) -> HeaderMap {
        let first = self
            .first
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        first.unwrap_or_else(|| match &self.again {
            Again::Few(pairs) => pairs.iter().flatten().cloned().collect(),
            Again::Many(headers) => headers.clone(),
        })
    }
}

/// A request that can be attempted any number of times.
#[derive(Debug)]
pub(crate) struct Exchange<'a> {
    pub(crate) http: &'a reqwest::Client,
    /// Without its headers.
    pub(crate) request: &'a Request,
    pub(crate) headers: Headers,
    pub(crate) shared: &'a Shared,
    pub(crate) operation: &'static str,
    /// What must not be shown, besides the keys.
    pub(crate) secrets: &'a [Secret],
    /// Headers of the caller's own.
    pub(crate) extras: Option<&'a Extras>,
}

const AGENT: &str = concat!("datadog-statuspage/", env!("CARGO_PKG_VERSION"));

impl Wire for Exchange<'_> {
    fn span(&self, resends: usize) -> Span {
        Span::of_attempt(
            self.operation,
            self.shared,
            self.request,
            self.secrets,
            resends,
        )
    }

    async fn attempt(&self, progress: &Progress) -> End {
        #[cfg(test)]
        if let Ok(world) = crate::simulation::WORLD.try_with(std::sync::Arc::clone) {
            return world.attempt(self.request, progress).await;
        }
        // Always possible: the body is bytes in memory.
        let Some(mut request) = self.request.try_clone() else {
            return End::Failed(Failure::new(AttemptFailure::Unsendable));
        };
        let mut headers = self.headers.take();
        self.shared.credentials.apply(&mut headers);
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        if let Some(extras) = self.extras {
            extras.apply(&mut headers);
        }
        *request.headers_mut() = headers;
        match request.body_mut() {
            Some(body) => {
                let watched = Watched {
                    body: std::mem::take(body),
                    sent: progress.sent.clone(),
                };
                *body = Body::wrap(watched);
            }
            // Without a body there is nothing to watch.
            None => {
                progress.sent.send();
            }
        }
        match self.http.execute(request).await {
            Ok(response) => self.read(response, progress).await,
            Err(error) => End::Failed(classify(error, &progress.sent)),
        }
    }
}

impl Exchange<'_> {
    async fn read(&self, mut response: Response, progress: &Progress) -> End {
        progress.begun(response.status(), std::mem::take(response.headers_mut()));
        let mut whole = Bytes::new();
        let mut joined = BytesMut::new();
        let fault = loop {
            match response.chunk().await {
                Ok(Some(chunk)) => {
                    let length = whole
                        .len()
                        .saturating_add(joined.len())
                        .saturating_add(chunk.len());
                    if length > self.shared.body_limit {
                        break Some(Failure::new(AttemptFailure::TooLarge));
                    }
                    // Most bodies are one chunk, which then needs no copy.
                    if whole.is_empty() && joined.is_empty() {
                        whole = chunk;
                    } else {
                        joined.extend_from_slice(&std::mem::take(&mut whole));
                        joined.extend_from_slice(&chunk);
                    }
                }
                Ok(None) => break None,
                Err(error) => break Some(Failure::from(AttemptFailure::BodyCutShort, error)),
            }
        };
        let (status, headers) = progress.take_head().unwrap_or_default();
        End::Answered(Answer {
            status,
            headers,
            body: if joined.is_empty() {
                whole
            } else {
                joined.freeze()
            },
            fault,
        })
    }
}

fn classify(error: reqwest::Error, sent: &Sent) -> Failure {
    let what = if error.is_builder() {
        AttemptFailure::Unsendable
    } else if is_about_a_certificate(&error) {
        AttemptFailure::CertificateRefused
    } else if error.is_connect() || sent.abandon() {
        AttemptFailure::NotConnected
    } else if error.is_timeout() {
        AttemptFailure::TimedOut
    } else {
        AttemptFailure::ConnectionLost
    };
    Failure::from(what, error)
}

/// rustls and the platforms' libraries all say "certificate", and share no type to ask.
fn is_about_a_certificate(error: &reqwest::Error) -> bool {
    let mut cause = if error.is_connect() {
        error.source()
    } else {
        None
    };
    while let Some(error) = cause {
        if error
            .to_string()
            .to_ascii_lowercase()
            .contains("certificate")
        {
            return true;
        }
        cause = error.source();
    }
    false
}

/// A body that notes when a connection begins to take it.
struct Watched {
    body: Body,
    sent: Sent,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = Source;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Source>>> {
        if !self.sent.send() {
            return Poll::Ready(Some(Err("the attempt was given up".into())));
        }
        let frame = Pin::new(&mut self.body).poll_frame(context);
        frame.map(|frame| frame.map(|frame| frame.map_err(Source::from)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl fmt::Debug for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watched")
            .field("sent", &self.sent)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use http_body::Body as _;

    use super::*;

    fn polled(sent: &Sent) -> Option<Result<Frame<Bytes>, Source>> {
        let mut watched = Watched {
            body: Body::from("body"),
            sent: sent.clone(),
        };
        assert_eq!(watched.size_hint().exact(), Some(4));
        assert!(!watched.is_end_stream());
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(&mut watched).poll_frame(&mut context) {
            Poll::Ready(frame) => frame,
            Poll::Pending => panic!("a body in memory keeps nobody waiting"),
        }
    }

    #[test]
    fn a_watched_body_is_over_when_the_body_is() {
        let watched = Watched {
            body: Body::from(""),
            sent: Sent::default(),
        };
        assert!(watched.is_end_stream());
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

    #[test]
    fn headers_are_the_same_in_every_attempt() {
        let name = |number: usize| format!("x-{number}").parse::<HeaderName>().unwrap();
        for count in [0, 1, FEW, FEW + 1] {
            let pairs = (0..count).map(|number| (name(number), HeaderValue::from(number)));
            let mut made: HeaderMap = pairs.collect();
            let headers = Headers::new(made.clone());
            for _ in 0..3 {
                assert_eq!(headers.take(), made);
            }
            // One that is there twice.
            made.append("x-0", HeaderValue::from_static("again"));
            let headers = Headers::new(made.clone());
            for _ in 0..3 {
                assert_eq!(headers.take(), made);
            }
        }
    }
}
