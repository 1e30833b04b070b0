//! Whatever a server sends, a call ends within its limits of memory and time.

use std::io::Write;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use datadog_statuspage::{AttemptFailure, Client, Error, ErrorKind, Outcome, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, builder, credentials, once};

const CREATED: &str = r#"{"data":{"attributes":{"api_key":"*****"},"type":"statuspage-account"}}"#;
const MIB: u64 = 1024 * 1024;

/// What a hostile server does to each connection, once it has read something of the request.
#[derive(Debug, Clone, Copy)]
enum Hostile {
    /// 10 GB, as promised.
    Huge(&'static str),
    /// A chunked body without end.
    Endless,
    /// One header after another.
    HeaderFlood,
    /// One header line without end.
    LongHeader,
    /// A byte of the body every tenth of a second.
    Trickle,
    /// A status line that never ends.
    LongStatus,
    /// Interim answers without end.
    Interim,
}

/// Its base URL, and how many bytes it got rid of.
async fn hostile(what: Hostile) -> (String, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let written = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&written);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(harm(stream, what, Arc::clone(&count)));
        }
    });
    (format!("http://{address}"), written)
}

async fn harm(
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

async fn suffer(what: Hostile) -> (Error, u64) {
    let (url, written) = hostile(what).await;
    let client = builder(url)
        .retry_policy(RetryPolicy::disabled())
        .attempt_timeout(Duration::from_secs(2))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(5), "{what:?}");
    (error, written.load(Ordering::Relaxed))
}

#[tokio::test]
async fn what_a_server_sends_without_end_is_not_read_to_it() {
    // The limit, what the kernel holds for both ends, and a little.
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
        (Hostile::Trickle, ErrorKind::Transport, Outcome::Unknown),
        (Hostile::Interim, ErrorKind::Timeout, Outcome::Unknown),
    ] {
        let (error, written) = suffer(what).await;
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

#[tokio::test]
async fn the_limit_is_exact_and_settable() {
    for (limit, fits) in [
        (CREATED.len(), true),
        (CREATED.len() - 1, false),
        (0, false),
    ] {
        let server = RawServer::start([json("201 Created", "", CREATED)]).await;
        let client = builder(server.base_url())
            .body_limit(limit)
            .retry_policy(RetryPolicy::disabled())
            .build()
            .unwrap();
        match client.create_account(STATUSPAGE_KEY).await {
            Ok(_) => assert!(fits, "{limit}"),
            Err(error) => {
                assert!(!fits, "{limit}");
                assert_eq!(
                    (error.kind(), error.outcome()),
                    (ErrorKind::TooLarge, Outcome::Applied)
                );
                assert!(error.to_string().contains("answer too large"), "{error}");
            }
        }
    }
}

/// `length` zeros, compressed.
fn bomb(length: usize) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..length / 65_536 {
        encoder.write_all(&[0; 65_536]).unwrap();
    }
    encoder.finish().unwrap()
}

async fn bomb_server() -> RawServer {
    let bomb = bomb(200 * 1024 * 1024);
    let mut answer = format!(
        "HTTP/1.1 201 Created\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        bomb.len()
    )
    .into_bytes();
    answer.extend(bomb);
    RawServer::start([answer]).await
}

fn brought_with_gzip(url: String) -> Client {
    let http = reqwest::Client::builder()
        .gzip(true)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    Client::builder(credentials())
        .base_url(url)
        .http_client(http)
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_compressed_bomb_does_not_go_off() {
    let server = bomb_server().await;
    // Ours doesn't unpack what it never asked for.
    let error = once(server.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Decode, Outcome::Applied)
    );
    // One that was brought unpacks up to the limit.
    let error = brought_with_gzip(server.base_url())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::TooLarge, Outcome::Applied)
    );
    assert!(error.body().len() as u64 <= MIB);
}

#[tokio::test]
async fn odd_but_proper_http_is_understood() {
    let created = json("201 Created", "", CREATED);
    for answer in [
        format!("HTTP/1.1 100 Continue\r\n\r\n{created}"),
        format!(
            "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n{created}"
        ),
        format!("HTTP/1.0 201 Created\r\n\r\n{CREATED}"),
        format!(
            "HTTP/1.1 201\r\ntransfer-encoding: chunked\r\n\r\n{:x};a=b\r\n{CREATED}\r\n0\r\nx: y\r\n\r\n",
            CREATED.len()
        ),
    ] {
        let server = RawServer::start([answer.clone()]).await;
        let account = once(server.base_url()).create_account(STATUSPAGE_KEY).await;
        assert!(account.is_ok(), "{answer}: {account:?}");
    }
}

#[tokio::test]
async fn improper_http_is_an_error() {
    for answer in [
        "",
        "\0\0\0\0",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 twenty Created\r\n\r\n",
        "HTTP/1.1 201 Created\r\ncontent-length: -1\r\n\r\n",
        "HTTP/1.1 201 Created\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
        "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 201 Created\r\nbad header\r\n\r\n",
        "HTTP/2.0 201 Created\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ] {
        let server = RawServer::start([answer]).await;
        let error = once(server.base_url())
            .create_account(STATUSPAGE_KEY)
            .await
            .unwrap_err();
        let kind = error.kind();
        assert!(
            matches!(kind, ErrorKind::Transport | ErrorKind::UnexpectedStatus),
            "{answer:?}: {error:?}"
        );
        assert_eq!(error.outcome(), Outcome::Unknown, "{answer:?}");
    }
}

#[tokio::test]
async fn an_answer_before_the_request_is_read_is_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream
                .write_all(json("403 Forbidden", "", r#"{"errors":["early"]}"#).as_bytes())
                .await;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    });
    let error = once(url).create_account(STATUSPAGE_KEY).await.unwrap_err();
    // hyper may take the early answer for noise on an idle connection; then nothing is claimed.
    match error.kind() {
        ErrorKind::Forbidden => assert_eq!(error.messages(), ["early"]),
        ErrorKind::Transport | ErrorKind::Connect => {}
        other => panic!("{other:?}: {error:?}"),
    }
}

#[tokio::test]
async fn a_second_answer_is_not_taken_for_that_of_the_next_call() {
    let first = json("201 Created", "", CREATED);
    let forged = json("201 Created", "", &CREATED.replace("*****", "forged"));
    let conflict = json("409 Conflict", "", r#"{"errors":["there"]}"#);
    let server = RawServer::start([format!("{first}{forged}"), conflict]).await;
    let client = once(server.base_url());
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(server.received().len(), 2);
}

/// Not a test of its own: meets the worst, and prints the peak of its memory in kB.
#[tokio::test]
#[ignore = "run by the test below, in a process of its own"]
async fn probe() {
    for what in [
        Hostile::Huge("201 Created"),
        Hostile::Endless,
        Hostile::HeaderFlood,
        Hostile::LongHeader,
    ] {
        suffer(what).await;
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
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "bounds::probe", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let peak = text
        .lines()
        .find_map(|line| line.strip_prefix("peak "))
        .unwrap_or_else(|| panic!("{text}"));
    let kilobytes: u64 = peak.trim_end_matches("kB").trim().parse().unwrap();
    println!("peak memory against endless answers: {kilobytes} kB");
    // The process and the server in it included; a reader without bound would need 10 GB.
    assert!(kilobytes < 100_000, "{kilobytes} kB");
}
