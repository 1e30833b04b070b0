//! Endless answers: a call stops within its limits of memory and time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use datadog_statuspage::{AttemptFailure, Error, ErrorKind, Outcome, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{self, STATUSPAGE_KEY, builder};

const MIB: u64 = 1024 * 1024;

/// What a hostile server does to each connection, once it has read part of the request.
#[derive(Debug, Clone, Copy)]
enum Hostile {
    /// 10 GB, as announced.
    Huge(&'static str),
    /// An endless chunked body.
    Endless,
    /// One header after another.
    HeaderFlood,
    /// An endless header line.
    LongHeader,
    /// A byte of the body every tenth of a second.
    Trickle,
    /// An endless status line.
    LongStatus,
    /// Endless interim answers.
    Interim,
}

/// Starts a hostile server. Returns its base URL, and the number of bytes it has sent.
async fn hostile(what: Hostile) -> (String, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let written = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&written);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(send(stream, what, Arc::clone(&count)));
        }
    });
    (format!("http://{address}"), written)
}

async fn send(
    mut stream: TcpStream,
    what: Hostile,
    written: Arc<AtomicU64>,
) -> std::io::Result<()> {
    let mut request = [0; 4096];
    let _ = stream.read(&mut request).await?;
    let block = vec![b'x'; 64 * 1024];
    let (head, piece): (String, Vec<u8>) = match what {
        Hostile::Huge(status) => (
            format!("HTTP/1.1 {status}\r\ncontent-length: 10000000000\r\n\r\n"),
            block,
        ),
        Hostile::Endless => {
            let mut chunk = b"10000\r\n".to_vec();
            chunk.extend(&block);
            chunk.extend(b"\r\n");
            (
                "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n".to_owned(),
                chunk,
            )
        }
        Hostile::HeaderFlood => (
            "HTTP/1.1 201 Created\r\n".to_owned(),
            b"x-header: value\r\n".to_vec(),
        ),
        Hostile::LongHeader => ("HTTP/1.1 201 Created\r\nx-header: ".to_owned(), block),
        Hostile::Trickle => (
            "HTTP/1.1 201 Created\r\ncontent-length: 1000\r\n\r\n".to_owned(),
            b" ".to_vec(),
        ),
        Hostile::LongStatus => ("HTTP/1.1 201 ".to_owned(), block),
        Hostile::Interim => (String::new(), b"HTTP/1.1 100 Continue\r\n\r\n".repeat(1000)),
    };
    stream.write_all(head.as_bytes()).await?;
    loop {
        stream.write_all(&piece).await?;
        written.fetch_add(piece.len() as u64, Ordering::Relaxed);
        if let Hostile::Trickle = what {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

async fn call_fails(what: Hostile) -> (Error, u64) {
    let (url, written) = hostile(what).await;
    // Only a time limit may end the others, on slow machines too.
    let limit = match what {
        Hostile::Trickle | Hostile::Interim => 2,
        _ => 30,
    };
    let client = builder(url)
        .retry_policy(RetryPolicy::disabled())
        .attempt_timeout(Duration::from_secs(limit))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(25), "{what:?}");
    (error, written.load(Ordering::Relaxed))
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_the_end() {
    // The limit, the kernel's buffers at both ends, and a margin.
    const MOST: u64 = 24 * MIB;

    for (what, kind, outcome) in [
        (
            Hostile::Huge("201 Created"),
            ErrorKind::TooLarge,
            Outcome::Applied,
        ),
        (
            Hostile::Huge("403 Forbidden"),
            ErrorKind::TooLarge,
            Outcome::NotApplied,
        ),
        (
            Hostile::Huge("502 Bad Gateway"),
            ErrorKind::TooLarge,
            Outcome::Unknown,
        ),
        (Hostile::Endless, ErrorKind::TooLarge, Outcome::Applied),
        (Hostile::HeaderFlood, ErrorKind::Transport, Outcome::Unknown),
        (Hostile::LongHeader, ErrorKind::Transport, Outcome::Unknown),
        (Hostile::LongStatus, ErrorKind::Transport, Outcome::Unknown),
        (Hostile::Trickle, ErrorKind::Timeout, Outcome::Unknown),
        (Hostile::Interim, ErrorKind::Timeout, Outcome::Unknown),
    ] {
        let (error, written) = call_fails(what).await;
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{what:?}");
        assert!(error.body().len() as u64 <= MIB, "{what:?}");
        if !matches!(what, Hostile::Interim) {
            assert!(written <= MOST, "{what:?}: {written} bytes");
        }
        if kind == ErrorKind::TooLarge {
            assert_eq!(
                error.attempts()[0].failure(),
                Some(AttemptFailure::TooLarge)
            );
        }
    }
}

/// Not a test by itself: reads endless answers, and prints its peak memory in kB.
#[tokio::test]
#[ignore = "run by the test below, in a process of its own"]
async fn probe() {
    for what in [
        Hostile::Huge("201 Created"),
        Hostile::Endless,
        Hostile::HeaderFlood,
        Hostile::LongHeader,
    ] {
        call_fails(what).await;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    println!("peak {}", peak.trim());
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_bounded() {
    let output = support::probe("endless_answers::probe").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let peak = text
        .lines()
        .find_map(|line| line.strip_prefix("peak "))
        .unwrap_or_else(|| panic!("{text}"));
    let kilobytes: u64 = peak.trim_end_matches("kB").trim().parse().unwrap();
    println!("peak memory against endless answers: {kilobytes} kB");
    // Including the process and the server in it. An unbounded reader would need 10 GB.
    assert!(kilobytes < 100_000, "{kilobytes} kB");
}
