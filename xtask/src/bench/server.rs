//! The benchmark server: HTTP/1.1, keep-alive, the same answer to every request.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

/// The answers of the server.
#[derive(Debug, Clone, Copy)]
pub(super) enum Weather {
    Created,
    Outage,
}

impl Weather {
    fn answer(self) -> String {
        let (status, body) = match self {
            Self::Created => (
                "201 Created",
                r#"{"data":{"attributes":{"api_key":"*****"},"type":"statuspage-account"}}"#,
            ),
            Self::Outage => ("503 Service Unavailable", r#"{"errors":["down"]}"#),
        };
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Date: Sun, 22 Nov 2026 12:00:00 GMT\r\nX-RateLimit-Limit: 1000\r\n\
             X-RateLimit-Remaining: 999\r\nX-RateLimit-Period: 60\r\nX-RateLimit-Reset: 17\r\n\
             X-RateLimit-Name: statuspage\r\n\r\n{body}",
            body.len()
        )
    }
}

/// Serves on its own thread until it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    requests: Arc<AtomicU64>,
    _stop: oneshot::Sender<()>,
}

impl Server {
    pub(super) fn start(weather: Weather) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let requests = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&requests);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        std::thread::spawn(move || {
            runtime.block_on(async move {
                tokio::select! {
                    _ = serve(listener, weather.answer(), counter) => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Self {
            address,
            requests,
            _stop: stop,
        })
    }

    pub(super) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns how many requests were answered so far.
    pub(super) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }
}

async fn serve(
    listener: std::net::TcpListener,
    answer: String,
    requests: Arc<AtomicU64>,
) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    let answer: Arc<str> = answer.into();
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let (answer, requests) = (Arc::clone(&answer), Arc::clone(&requests));
        tokio::spawn(async move {
            let _ = converse(stream, &answer, &requests).await;
        });
    }
}

async fn converse(mut stream: TcpStream, answer: &str, requests: &AtomicU64) -> io::Result<()> {
    let mut received = Vec::with_capacity(4096);
    loop {
        while let Some(length) = request(&received) {
            received.drain(..length);
            requests.fetch_add(1, Ordering::Relaxed);
            stream.write_all(answer.as_bytes()).await?;
        }
        if stream.read_buf(&mut received).await? == 0 {
            return Ok(());
        }
    }
}

/// Returns the length of the request at the start, once it is complete.
fn request(received: &[u8]) -> Option<usize> {
    let head = received.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let text = std::str::from_utf8(received.get(..head)?).ok()?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    let whole = head + 4 + length.unwrap_or(0);
    (received.len() >= whole).then_some(whole)
}
