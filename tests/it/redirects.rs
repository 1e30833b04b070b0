//! A redirect is an error that names its host, and isn't followed.

use datadog_statuspage::{Client, ErrorKind, Outcome};

use crate::fixtures::failing;
use crate::raw_server::RawServer;
use crate::support::{STATUSPAGE_KEY, credentials, http, once};

fn supplied(base_url: &str) -> Client {
    let http = http().build().unwrap();
    Client::builder(credentials())
        .base_url(base_url)
        .http_client(http)
        .build()
        .unwrap()
}

#[tokio::test]
async fn redirects_are_refused_and_no_second_request_is_sent() {
    for (status, outcome) in [
        // The request may have been applied: "see there".
        ("301 Moved Permanently", Outcome::Unknown),
        ("302 Found", Outcome::Unknown),
        ("303 See Other", Outcome::Unknown),
        ("307 Temporary Redirect", Outcome::NotApplied),
        ("308 Permanent Redirect", Outcome::NotApplied),
    ] {
        for elsewhere in [true, false] {
            let stranger =
                RawServer::start(["HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n"]).await;
            let target = if elsewhere {
                stranger.base_url().replace("127.0.0.1", "localhost") + "/taken?key=1"
            } else {
                "/elsewhere/on/the/same/host".to_owned()
            };
            let answer =
                format!("HTTP/1.1 {status}\r\nlocation: {target}\r\ncontent-length: 0\r\n\r\n");
            let server = RawServer::start([answer]).await;
            for client in [once(server.base_url()), supplied(&server.base_url())] {
                let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
                assert_eq!(
                    (error.kind(), error.outcome()),
                    (ErrorKind::UnexpectedStatus, outcome),
                    "{status}"
                );
                assert_eq!(error.attempts().len(), 1);
                let host = if elsewhere { "localhost" } else { "127.0.0.1" };
                let text = error.to_string();
                assert!(
                    text.contains(&format!("redirecting to {host}, which was not followed")),
                    "{text}"
                );
                assert!(!text.contains("key=1"), "{text}");
            }
            assert_eq!(server.received().len(), 2, "{status}");
            assert_eq!(stranger.received().len(), 0, "{status}");
        }
    }
}

#[tokio::test]
async fn a_redirect_without_a_readable_target_is_one_as_well() {
    for location in ["", "location: http://[\r\n", "location: mailto:a@b\r\n"] {
        let answer = format!("HTTP/1.1 302 Found\r\n{location}content-length: 0\r\n\r\n");
        let error = failing(answer).await;
        assert_eq!(error.kind(), ErrorKind::UnexpectedStatus, "{location}");
    }
}
