//! HTTP at and beyond the limits of the specification.

use std::time::Duration;

use datadog_statuspage::{ErrorKind, Outcome};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::fixtures::{CREATED, error, failing};
use crate::raw_server::{RawServer, json};
use crate::support::{STATUSPAGE_KEY, ends_as, once};

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
        let error = failing(answer).await;
        let kind = error.kind();
        assert!(
            matches!(kind, ErrorKind::Transport | ErrorKind::UnexpectedStatus),
            "{answer:?}: {error:?}"
        );
        assert_eq!(error.outcome(), Outcome::Unknown, "{answer:?}");
    }
}

/// Answers once the first bytes of a request have arrived, and reads no more of it.
#[tokio::test]
async fn an_answer_that_precedes_the_end_of_the_request_is_read() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_exact(&mut [0; 16]).await.unwrap();
        let answer = json("403 Forbidden", "", r#"{"errors":["early"]}"#);
        stream.write_all(answer.as_bytes()).await.unwrap();
        std::future::pending::<()>().await;
    });
    // Far more than the server reads.
    let key = "k".repeat(4 * 1024 * 1024);
    let call = once(url).create_account(key);
    let error = call.timeout(Duration::from_secs(20)).await.unwrap_err();
    ends_as(&error, ErrorKind::Forbidden, Outcome::NotApplied);
    assert_eq!(error.messages(), ["early"]);
}

#[tokio::test]
async fn a_second_answer_is_not_that_of_the_next_call() {
    let first = json("201 Created", "", CREATED);
    let forged = json("201 Created", "", &CREATED.replace("*****", "forged"));
    let server = RawServer::start([format!("{first}{forged}"), error("409 Conflict")]).await;
    let client = once(server.base_url());
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let failed = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(failed.kind(), ErrorKind::Conflict);
    assert_eq!(server.received().len(), 2);
}
