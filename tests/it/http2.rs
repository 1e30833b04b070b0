//! HTTP/2: what a server reports about a request that it doesn't answer.
//!
//! Run them with the feature `http2` too, which distinguishes a refused request from a lost one.

use std::time::Duration;

use datadog_statuspage::{AttemptFailure, Client, ErrorKind, Outcome, RetryPolicy, StopReason};
use tokio::net::TcpListener;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::server::Acceptor;

use crate::fixtures::CREATED;
use crate::raw_http2::{
    CANCEL, ENHANCE_YOUR_CALM, End, INTERNAL_ERROR, NO_ERROR, REFUSED_STREAM, RawHttp2,
};
use crate::support::{STATUSPAGE_KEY, builder, http, passes};

const KNOWN: bool = cfg!(feature = "http2");

/// The first stream of a connection.
const FIRST: u32 = 1;

fn client(server: &RawHttp2, policy: RetryPolicy) -> Client {
    let http = http().http2_prior_knowledge().build().unwrap();
    builder(server.base_url())
        .http_client(http)
        .attempt_timeout(Duration::from_secs(5))
        .retry_policy(policy)
        .build()
        .unwrap()
}

/// What a server can send before it processes a request.
const REFUSED: [End; 5] = [
    End::Reset(REFUSED_STREAM),
    End::ResetAtHead(REFUSED_STREAM),
    End::GoAway(0, NO_ERROR),
    End::GoAway(0, ENHANCE_YOUR_CALM),
    End::GoAway(0, INTERNAL_ERROR),
];

/// What it can send after it processed the request, or may have.
const LOST: [End; 9] = [
    End::Reset(INTERNAL_ERROR),
    End::ResetAtHead(INTERNAL_ERROR),
    End::Reset(CANCEL),
    End::Reset(NO_ERROR),
    End::Reset(ENHANCE_YOUR_CALM),
    End::GoAway(FIRST, NO_ERROR),
    End::GoAway(FIRST, INTERNAL_ERROR),
    End::GoAway(FIRST, REFUSED_STREAM),
    End::Close,
];

#[tokio::test]
async fn only_a_refused_request_is_certain_to_have_changed_nothing() {
    for (end, refused) in [(&REFUSED[..], KNOWN), (&LOST, false)]
        .into_iter()
        .flat_map(|(ends, refused)| ends.iter().map(move |end| (end, refused)))
    {
        let (failure, outcome) = match refused {
            true => (AttemptFailure::RequestRefused, Outcome::NotApplied),
            false => (AttemptFailure::ConnectionLost, Outcome::Unknown),
        };
        for call in ["create", "delete"] {
            let server = RawHttp2::start([end.clone()]).await;
            let client = client(&server, RetryPolicy::disabled());
            let error = match call {
                "create" => client.create_account(STATUSPAGE_KEY).await.unwrap_err(),
                _ => client.account().delete().await.unwrap_err(),
            };
            let said = (error.kind(), error.outcome());
            assert_eq!(
                said,
                (ErrorKind::Transport, outcome),
                "{call}, {end:?}: {error:?}"
            );
            let failures: Vec<_> = error.attempts().iter().map(|it| it.failure()).collect();
            assert_eq!(failures, [Some(failure)], "{call}, {end:?}");
            assert_eq!(server.requests(), 1, "{call}, {end:?}");
        }
    }
}

#[tokio::test]
async fn a_refused_request_is_repeated_and_leaves_no_doubt() {
    for end in REFUSED {
        let taken = End::Answer(409, r#"{"errors":["taken"]}"#);
        let server = RawHttp2::start([end.clone(), taken]).await;
        let error = client(&server, RetryPolicy::default())
            .create_account(STATUSPAGE_KEY)
            .await
            .unwrap_err();
        let outcome = if KNOWN {
            Outcome::NotApplied
        } else {
            Outcome::Unknown
        };
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Conflict, outcome),
            "{end:?}"
        );
        assert_eq!(
            (error.attempts().len(), server.requests()),
            (2, 2),
            "{end:?}"
        );
    }
}

#[tokio::test]
async fn a_request_that_may_have_been_carried_out_is_repeated_where_that_is_allowed() {
    let careful = RetryPolicy::default().retry_unknown_outcomes(false);
    let server = RawHttp2::start([End::Reset(REFUSED_STREAM), End::Answer(201, CREATED)]).await;
    let created = client(&server, careful.clone())
        .create_account(STATUSPAGE_KEY)
        .await;
    assert_eq!(created.is_ok(), KNOWN);
    let server = RawHttp2::start([End::Reset(INTERNAL_ERROR), End::Answer(201, CREATED)]).await;
    let error = client(&server, careful)
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    assert_ne!(error.stop_reason(), Some(StopReason::AttemptsExhausted));
    assert_eq!((error.attempts().len(), server.requests()), (1, 1));
}

#[tokio::test]
async fn a_reset_after_the_head_of_an_answer_is_an_answer_cut_short() {
    let server = RawHttp2::start([End::AnswerThenReset(201, REFUSED_STREAM)]).await;
    let error = client(&server, RetryPolicy::disabled())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown, "{error:?}");
    assert_eq!(error.status().unwrap(), 201);
    assert_eq!(
        error.attempts()[0].failure(),
        Some(AttemptFailure::BodyTruncated)
    );
}

#[tokio::test]
async fn a_server_that_leaves_answers_what_it_took() {
    let server = RawHttp2::start([End::GoAwayThenAnswer(201, CREATED)]).await;
    let client = client(&server, RetryPolicy::disabled());
    for _ in 0..2 {
        client.create_account(STATUSPAGE_KEY).await.unwrap();
    }
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn of_two_requests_on_a_connection_the_later_one_alone_is_refused() {
    let server = RawHttp2::start([
        End::Answer(201, CREATED),
        End::Silence,
        // The third stream of the connection; the second one is 3.
        End::GoAway(3, NO_ERROR),
    ])
    .await;
    let client = client(&server, RetryPolicy::disabled());
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let earlier = tokio::spawn({
        let client = client.clone();
        async move { client.create_account(STATUSPAGE_KEY).await }
    });
    while server.requests() < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let later = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    let earlier = earlier.await.unwrap().unwrap_err();
    assert_eq!(earlier.outcome(), Outcome::Unknown, "{earlier:?}");
    assert_eq!(later.outcome() == Outcome::NotApplied, KNOWN, "{later:?}");
}

#[tokio::test]
async fn a_refused_request_says_so() {
    if !KNOWN {
        return;
    }
    let server = RawHttp2::start([End::Reset(REFUSED_STREAM)]).await;
    let error = client(&server, RetryPolicy::disabled())
        .create_account(STATUSPAGE_KEY)
        .await
        .unwrap_err();
    let host = server.base_url().replace("http://", "");
    let said = format!("{host} did not process the request; nothing was changed; try again later");
    assert_eq!(error.to_string(), said);
}

/// The protocols that the default client offers to a server with TLS. reqwest could speak HTTP/2
/// in these tests, as if another crate had enabled it.
#[test]
fn a_client_of_ours_speaks_http2_only_with_the_feature() {
    passes("http2::our_own_client");
}

#[tokio::test]
#[ignore = "run by the test above, without the proxies and certificates of the environment"]
async fn our_own_client() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let hello = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let begun = LazyConfigAcceptor::new(Acceptor::default(), stream)
            .await
            .unwrap();
        let hello = begun.client_hello();
        let offered = hello.alpn().into_iter().flatten();
        offered.map(<[u8]>::to_vec).collect::<Vec<_>>()
    });
    let client = builder(format!("https://{address}"))
        .retry_policy(RetryPolicy::disabled())
        .build()
        .unwrap();
    client.account().get().await.unwrap_err();
    let offered = hello.await.unwrap();
    assert_eq!(offered.contains(&b"h2".to_vec()), KNOWN, "{offered:?}");
    assert!(
        offered.is_empty() || offered.contains(&b"http/1.1".to_vec()),
        "{offered:?}"
    );
}
