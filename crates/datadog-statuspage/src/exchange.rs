//! One attempt: send a request, and read its answer up to a limit.

use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use datadog_statuspage_api::Request;
use http_body::{Frame, SizeHint};
use reqwest::header::{HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Body, StatusCode, Url};

use crate::attempt::AttemptFailure;
use crate::error::Source;
use crate::retry::{Progress, Sent, Wire};
use crate::setting::Setting;
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

/// A request that can be attempted any number of times.
pub(crate) struct Exchange<'a> {
    /// What each attempt sends, but for the keys.
    request: Request,
    setting: &'a Setting,
}

const AGENT: &str = concat!("datadog-statuspage/", env!("CARGO_PKG_VERSION"));

impl Wire for Exchange<'_> {
    fn span(&self, resends: usize) -> Span {
        let Setting {
            shared, secrets, ..
        } = self.setting;
        Span::of_attempt(shared, &self.request, secrets, resends)
    }

    async fn attempt(&self, progress: &Progress) -> End {
        #[cfg(test)]
        if let Ok(world) = crate::simulation::WORLD.try_with(std::sync::Arc::clone) {
            return world.attempt(&self.request, progress).await;
        }
        let shared = &self.setting.shared;
        let pending = shared.http.execute(self.request(progress));
        let mut response = match pending.await {
            Ok(response) => response,
            Err(error) => return End::Failed(classify(error, &progress.sent)),
        };
        progress.begun(response.status(), std::mem::take(response.headers_mut()));
        let mut body = Received::default();
        let fault = loop {
            match response.chunk().await {
                Ok(Some(chunk))
                    if body.length().saturating_add(chunk.len()) > shared.body_limit =>
                {
                    break Some(Failure::new(AttemptFailure::TooLarge));
                }
                Ok(Some(chunk)) => body.add(chunk),
                Ok(None) => break None,
                Err(error) => break Some(Failure::from(AttemptFailure::BodyCutShort, error)),
            }
        };
        let (status, headers) = progress.take_head().unwrap_or_default();
        End::Answered(Answer {
            status,
            headers,
            body: body.whole(),
            fault,
        })
    }
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(request: Request, setting: &'a Setting) -> Self {
        Self { request, setting }
    }

    /// Whether it can't change anything (RFC 9110, section 9.2.1).
    pub(crate) fn is_safe(&self) -> bool {
        self.request.method.is_safe()
    }

    /// The span of the whole call.
    pub(crate) fn span_of_call(&self) -> Span {
        Span::of_call(self.request.operation, &self.setting.shared)
    }

    /// The request of one attempt.
    fn request(&self, progress: &Progress) -> reqwest::Request {
        let Request {
            method,
            url,
            headers,
            body,
            ..
        } = &self.request;
        let mut request = reqwest::Request::new(method.clone(), Url::clone(url));
        let sent = request.headers_mut();
        for (name, value) in headers {
            sent.insert(name, value.clone());
        }
        self.setting.shared.credentials.apply(sent);
        sent.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        if let Some(extras) = &self.setting.extras {
            extras.apply(sent);
        }
        match body {
            Some(body) => {
                let body = Some(body.clone());
                let sent = progress.sent.clone();
                *request.body_mut() = Some(Body::wrap(Watched { body, sent }));
            }
            // Without a body there is nothing to watch.
            None => {
                progress.sent.send();
            }
        }
        request
    }
}

/// What has come of a body.
#[derive(Default)]
enum Received {
    #[default]
    Nothing,
    /// Most bodies are one chunk, which then needs no copy.
    One(Bytes),
    Joined(BytesMut),
}

impl Received {
    fn length(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One(chunk) => chunk.len(),
            Self::Joined(chunks) => chunks.len(),
        }
    }

    fn add(&mut self, more: Bytes) {
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

    fn whole(self) -> Bytes {
        match self {
            Self::Nothing => Bytes::new(),
            Self::One(chunk) => chunk,
            Self::Joined(chunks) => chunks.freeze(),
        }
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

/// A body in memory that notes when a connection takes it.
struct Watched {
    body: Option<Bytes>,
    sent: Sent,
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

    fn is_end_stream(&self) -> bool {
        self.body.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.body.as_ref().map_or(0, Bytes::len) as u64)
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
            Poll::Pending => panic!("a body in memory keeps nobody waiting"),
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
