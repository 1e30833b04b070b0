//! HTTP on a socket: receives requests, and sends answers or faults.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Sleep, sleep};

use crate::answer::Answer;
use crate::fault::{Fault, What};
use crate::received::Received;
use crate::shared::Shared;

/// The largest body of a request in bytes; a larger one is answered with 413.
const BODY_LIMIT: usize = 1024 * 1024;

type Body = http_body_util::combinators::BoxBody<Bytes, io::Error>;

/// Accepts connections until dropped, which ends every connection as well.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        // A connection that ended before it was accepted is no reason to stop.
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(connection(stream, Arc::clone(&shared)));
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    let reset = Arc::new(AtomicBool::new(false));
    let socket = Socket {
        stream,
        reset: Arc::clone(&reset),
    };
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        let reset = Arc::clone(&reset);
        async move { respond(request, &shared, &reset).await }
    });
    // An error here means that the client disconnected, or that a fault was injected.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(socket), service)
        .await;
}

/// Ends the connection without an answer.
#[derive(Debug)]
struct Hangup;

impl std::fmt::Display for Hangup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the simulator hung up")
    }
}

impl std::error::Error for Hangup {}

async fn respond(
    request: http::Request<Incoming>,
    shared: &Shared,
    reset: &AtomicBool,
) -> Result<http::Response<Body>, Hangup> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => {
            let text = "the simulator reads bodies of up to 1 MiB";
            return Ok(whole(Answer::error(
                http::StatusCode::PAYLOAD_TOO_LARGE,
                text,
            )));
        }
    };
    let received = Received::new(head, body);
    let (fault, answer) = shared.take(received);
    let Some(Fault { what, .. }) = fault else {
        return Ok(whole(answer));
    };
    match what {
        What::Reset => {
            reset.store(true, Ordering::Relaxed);
            Err(Hangup)
        }
        What::Stall => std::future::pending().await,
        What::Cut => Ok(half(answer)),
        What::Garbage => Ok(whole(Answer {
            body: Bytes::from_static(b"\x1f\x8b{not json"),
            ..answer
        })),
        What::Answer(answer) => Ok(whole(answer)),
    }
}

fn whole(answer: Answer) -> http::Response<Body> {
    let body = Full::new(answer.body.clone()).map_err(never).boxed();
    head(answer, body)
}

fn never(error: Infallible) -> io::Error {
    match error {}
}

/// Returns an answer whose head announces the whole body, with half of it.
fn half(answer: Answer) -> http::Response<Body> {
    let length = answer.body.len();
    let half = answer.body.slice(..length / 2);
    let mut response = head(answer, HalfThenError::Half(half).boxed());
    response
        .headers_mut()
        .insert(http::header::CONTENT_LENGTH, length.into());
    response
}

fn head(answer: Answer, body: Body) -> http::Response<Body> {
    let mut response = http::Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response
}

/// A body that breaks off, which makes hyper close the connection.
enum HalfThenError {
    Half(Bytes),
    Pause(Pin<Box<Sleep>>),
}

/// Long enough to write the half: on an error, hyper drops unwritten data.
const PAUSE: Duration = Duration::from_millis(20);

impl hyper::body::Body for HalfThenError {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match &mut *self {
            Self::Half(half) => {
                let half = std::mem::take(half);
                *self = Self::Pause(Box::pin(sleep(PAUSE)));
                Poll::Ready(Some(Ok(Frame::data(half))))
            }
            Self::Pause(pause) => pause
                .as_mut()
                .poll(context)
                .map(|()| Some(Err(io::Error::other("cut short on purpose")))),
        }
    }
}

/// A socket that can be closed with a reset.
struct Socket {
    stream: TcpStream,
    reset: Arc<AtomicBool>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.reset.load(Ordering::Relaxed) {
            // With a linger time of zero, the kernel sends RST on close.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.reset.load(Ordering::Relaxed) {
            // A shutdown would send FIN first, so it would not be a reset.
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
