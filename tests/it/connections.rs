//! Connections that fail: the reason, and whether there is another attempt.

use std::time::Duration;

use datadog_statuspage::{AttemptFailure, ErrorKind, Outcome, RetryPolicy};
use expect_test::expect;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::fixtures::CREATED;
use crate::raw_server::RawServer;
use crate::support::{STATUSPAGE_KEY, builder, http};
use crate::tls_server::{
    Authority, NAME, Pair, described, each, failing, named, of, saying, serve,
};

/// Returns a port without a listener.
async fn free() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

#[tokio::test]
async fn a_connection_that_is_not_made_says_why() {
    let mut all = String::new();
    let refusing = free().await;
    let error = failing(refusing, http().resolve(NAME, refusing)).await;
    all += &described("refused", &error, refusing);
    let silent = each(|stream| async move {
        let _open = stream;
        std::future::pending::<()>().await;
    })
    .await;
    let impatient = http().connect_timeout(Duration::from_millis(100));
    let error = failing(silent, impatient.resolve(NAME, silent)).await;
    all += &described("silent", &error, silent);
    let client = of(
        format!("https://{NAME}:{}", silent.port()),
        http().resolve(NAME, silent),
    );
    let client = client.attempt_timeout(Duration::from_millis(100));
    let client = client.build().unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    all += &described("silent, for an attempt", &error, silent);
    expect![[r#"
        refused: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: connection refused, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        silent: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: timed out, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        silent, for an attempt: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: timed out, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
    "#]].assert_eq(&all);
}

#[tokio::test]
#[cfg_attr(feature = "socks", ignore = "supports one of its proxies")]
async fn a_proxy_that_makes_no_connection_is_named() {
    let mut all = String::new();
    for (what, answer) in [
        ("407", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
        ("403", "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n"),
        ("502", "HTTP/1.1 502 Bad Gateway\r\n\r\n"),
        ("garbage", "proxy authorization required\r\n\r\n"),
        (
            "an endless head",
            &format!("HTTP/1.1 200 OK\r\nx: {}", "x".repeat(9_000)),
        ),
    ] {
        let proxy = saying(answer.as_bytes()).await;
        all += &behind(what, &format!("http://user:hunter2@{proxy}"), proxy).await;
    }
    let closing = each(|mut stream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
    })
    .await;
    all += &behind("closed", &format!("http://{closing}"), closing).await;
    let refusing = free().await;
    all += &behind("refused", &format!("http://{refusing}"), refusing).await;
    all += &behind("scheme", &format!("socks5://{refusing}"), refusing).await;
    let plain = saying(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    all += &behind("https, and plain", &format!("https://{plain}"), plain).await;
    let pair = Pair::self_signed(named(&["127.0.0.1"]));
    let untrusted = serve(pair.server()).await;
    all += &behind(
        "https, untrusted",
        &format!("https://{untrusted}"),
        untrusted,
    )
    .await;
    let unknown = "https://proxy.test:9";
    all += &behind("unknown", unknown, refusing).await;
    assert!(!all.contains("hunter2") && !all.contains("user"), "{all}");
    expect![[r#"
        407: Connect NotApplied ProxyUnusable after 1
          no connection to datadog.test could be made: the proxy asks for authorization (407); nothing was changed; correct the proxy's settings
        403: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the proxy opened no tunnel, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        502: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the proxy opened no tunnel, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        garbage: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the proxy opened no tunnel, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        an endless head: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the proxy's answer is too long, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        closed: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the proxy closed the connection, in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        refused: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the proxy can't be reached (connection refused), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
        scheme: Connect NotApplied ProxyUnusable after 1
          no connection to datadog.test could be made: the proxy's address has a scheme that is not supported; nothing was changed; correct the proxy's settings
        https, and plain: Connect NotApplied ProxyUnusable after 1
          no connection to datadog.test could be made: the proxy does not speak TLS; nothing was changed; correct the proxy's settings
        https, untrusted: Connect NotApplied ProxyUnusable after 1
          no connection to datadog.test could be made: the certificate of the proxy was refused: its issuer is not trusted; nothing was changed; correct the proxy's settings
        unknown: Connect NotApplied NotConnected after 2
          no connection to datadog.test could be made: the proxy can't be reached (the name could not be resolved), in the last of 2 attempts; nothing was changed; check the address, the network, the proxy and the certificates
    "#]].assert_eq(&all);
}

/// Returns the error of a call through a proxy.
async fn behind(what: &str, proxy: &str, address: std::net::SocketAddr) -> String {
    let http = Authority::new()
        .http(address)
        .dns_resolver(NoName)
        .proxy(reqwest::Proxy::all(proxy).unwrap());
    described(what, &failing(address, http).await, address)
}

struct NoName;

impl reqwest::dns::Resolve for NoName {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async { Err("no such name".into()) })
    }
}

/// The tunnel is open, so any later failure is the server's.
#[tokio::test]
async fn a_server_behind_a_proxy_is_distinguished_from_the_proxy() {
    let ours = Authority::new();
    let server = serve(ours.sign(&named(&["other.test"])).server()).await;
    let proxy = each(move |mut stream| async move {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        let mut server = tokio::net::TcpStream::connect(server).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let _ = tokio::io::copy_bidirectional(&mut stream, &mut server).await;
    })
    .await;
    let http = ours.http(server);
    let http = http.proxy(reqwest::Proxy::all(format!("http://{proxy}")).unwrap());
    let error = failing(server, http).await;
    expect![[r#"
        another name: Connect NotApplied CertificateRefused after 1
          the certificate of datadog.test was refused: it is for other.test, not for datadog.test; nothing was changed; check the address, the root certificates and this machine's clock
    "#]].assert_eq(&described("another name", &error, server));
}

/// The answer began, so the connection was not lost: the rest did not arrive in time.
#[tokio::test]
async fn a_body_that_takes_too_long_is_a_timeout() {
    for status in ["201 Created", "200 OK", "502 Bad Gateway", "409 Conflict"] {
        let part = &CREATED[..20];
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{part}"
        );
        let server = RawServer::stalling(head).await;
        let short = Duration::from_millis(200);
        let ours = builder(server.base_url()).attempt_timeout(short);
        // The error of a client with its own limit for reading a body.
        let theirs = http().read_timeout(short).build().unwrap();
        let theirs = builder(server.base_url()).http_client(theirs);
        for client in [ours, theirs] {
            let client = client.retry_policy(RetryPolicy::disabled());
            let client = client.build().unwrap();
            let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
            let (kind, outcome) = match status {
                "502 Bad Gateway" => (ErrorKind::Server, Outcome::Unknown),
                "409 Conflict" => (ErrorKind::Conflict, Outcome::NotApplied),
                _ => (ErrorKind::Timeout, Outcome::Unknown),
            };
            assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{status}");
            let failure = error.attempts()[0].failure();
            assert_eq!(failure, Some(AttemptFailure::BodyTimedOut), "{status}");
            let text = error.to_string();
            assert!(text.contains("answer incomplete in time"), "{text}");
        }
    }
}
