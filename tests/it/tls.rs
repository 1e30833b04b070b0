//! What is known when TLS does not come about: that nothing was sent.

use std::sync::Arc;

use datadog_statuspage::{AttemptFailure, ErrorKind, Outcome, RetryPolicy, StopReason};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::support::{STATUSPAGE_KEY, builder};

#[tokio::test]
async fn a_refused_certificate_is_not_worth_another_attempt() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let _ = acceptor.accept(stream).await;
        }
    });
    let client = builder(format!("https://localhost:{}", address.port()))
        .build()
        .unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Connect, Outcome::NotApplied),
        "{error:?}"
    );
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(
        error.attempts()[0].failure(),
        Some(AttemptFailure::CertificateRefused)
    );
    assert_eq!(error.stop_reason(), Some(StopReason::NotRetryable));
    assert!(
        error
            .to_string()
            .starts_with("the certificate of localhost:"),
        "{error}"
    );
}

#[tokio::test]
async fn a_handshake_that_breaks_off_is_worth_another_attempt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            drop(listener.accept().await.unwrap());
        }
    });
    let client = builder(format!("https://{address}"))
        .retry_policy(RetryPolicy::default().max_attempts(2))
        .build()
        .unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Connect, Outcome::NotApplied)
    );
    assert_eq!(error.attempts().len(), 2);
    assert_eq!(error.stop_reason(), Some(StopReason::AttemptsExhausted));
}

#[tokio::test]
async fn a_name_that_does_not_resolve_is_worth_another_attempt() {
    let client = builder("https://datadog.invalid")
        .retry_policy(RetryPolicy::default().max_attempts(2))
        .build()
        .unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Connect, Outcome::NotApplied)
    );
    assert_eq!(error.attempts().len(), 2);
}
