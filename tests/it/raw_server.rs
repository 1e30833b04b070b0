//! A server that sends exactly the given bytes, one connection after another.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

pub(crate) struct RawServer {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Vec<u8>>>>,
    task: tokio::task::JoinHandle<()>,
}

impl RawServer {
    /// Answers the first connection's request with the first answer, and so
    /// on; the last answer repeats.
    pub(crate) async fn start(answers: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Self {
        Self::run(answers, true).await
    }

    /// Sends `beginning` to every connection, and then nothing more.
    pub(crate) async fn stalling(beginning: impl Into<Vec<u8>>) -> Self {
        Self::run([beginning], false).await
    }

    async fn run(answers: impl IntoIterator<Item = impl Into<Vec<u8>>>, end: bool) -> Self {
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        let task = tokio::spawn(async move {
            let mut open = Vec::new();
            for count in 0.. {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = Vec::new();
                while !is_whole(&request) {
                    let mut piece = [0; 4096];
                    match stream.read(&mut piece).await {
                        Ok(0) | Err(_) => break,
                        Ok(length) => request.extend_from_slice(&piece[..length]),
                    }
                }
                log.lock().unwrap().push(request);
                let answer = answers.get(count).or(answers.last()).unwrap();
                let _ = stream.write_all(answer).await;
                if end {
                    let _ = stream.shutdown().await;
                } else {
                    open.push(stream);
                }
            }
        });
        Self {
            address,
            received,
            task,
        }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the requests so far, as text.
    pub(crate) fn received(&self) -> Vec<String> {
        let received = self.received.lock().unwrap();
        received
            .iter()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Returns whether a request's head, and the body that its `Content-Length` announces, have
/// arrived.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).into_owned();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse().unwrap());
    body.len() >= length
}

/// Returns an answer with a JSON body.
pub(crate) fn json(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
}
