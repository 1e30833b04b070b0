//! Credential providers that fail, or take too long.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use datadog_statuspage::{
    Attempt, AttemptFailure, Client, ClientBuilder, Credentials, CredentialsProvider, ErrorKind,
    Outcome, ProvideFuture, Provided,
};
use datadog_statuspage_testing::{Fault, Simulator};

use crate::support::{STATUSPAGE_KEY, ends_as, timeless};

fn asking(provider: impl CredentialsProvider, datadog: &Simulator) -> ClientBuilder {
    Client::builder(Credentials::provided_by(provider)).base_url(datadog.base_url())
}

struct Failing(fn() -> ProvideFuture<'static>);

impl CredentialsProvider for Failing {
    fn provide(&self) -> ProvideFuture<'_> {
        (self.0)()
    }
}

#[tokio::test]
async fn a_provider_that_fails_sends_nothing() {
    let datadog = Simulator::start().await.unwrap();
    let providers: [(Failing, &str); 3] = [
        (
            Failing(|| Box::pin(async { Err("the vault is sealed".into()) })),
            "the vault is sealed",
        ),
        (
            Failing(|| {
                Box::pin(async {
                    Ok(Provided::new(Credentials::provided_by(Failing(|| {
                        Box::pin(std::future::pending())
                    }))))
                })
            }),
            "a credentials provider returned credentials of another provider",
        ),
        (Failing(|| Box::pin(std::future::pending())), ""),
    ];
    for (provider, cause) in providers {
        let client = asking(provider, &datadog)
            .attempt_timeout(Duration::from_millis(50))
            .build()
            .unwrap();
        let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
        ends_as(&error, ErrorKind::Config, Outcome::NotApplied);
        let failures: Vec<_> = error.attempts().iter().map(Attempt::failure).collect();
        assert_eq!(failures, [Some(AttemptFailure::CredentialsUnavailable)]);
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert_eq!(source.unwrap_or_default(), cause);
        assert_eq!(
            timeless(&error, &datadog.base_url()),
            "no credentials were available for 127.0.0.1; nothing was changed; \
             check the credentials provider"
        );
    }
    assert!(datadog.requests().is_empty());
}

/// Returns keys for one attempt, and then does something else.
struct Once {
    asked: AtomicUsize,
    then: fn() -> ProvideFuture<'static>,
}

impl Once {
    fn then(then: fn() -> ProvideFuture<'static>) -> Self {
        let asked = AtomicUsize::new(0);
        Self { asked, then }
    }
}

impl CredentialsProvider for Once {
    fn provide(&self) -> ProvideFuture<'_> {
        match self.asked.fetch_add(1, Ordering::SeqCst) {
            0 => given(),
            _ => (self.then)(),
        }
    }
}

fn given() -> ProvideFuture<'static> {
    Box::pin(async {
        let keys = Credentials::keys("an-api-key", "an-application-key")?;
        Ok(Provided::new(keys).valid_for(Duration::ZERO))
    })
}

/// Returns another key each time.
#[derive(Default)]
struct Rotating(AtomicUsize);

impl CredentialsProvider for Rotating {
    fn provide(&self) -> ProvideFuture<'_> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            let keys = Credentials::keys(format!("api-key-number-{number}"), "an-app-key")?;
            Ok(Provided::new(keys).valid_for(Duration::ZERO))
        })
    }
}

#[tokio::test]
async fn the_keys_of_earlier_calls_are_masked_too() {
    let datadog = Simulator::start().await.unwrap();
    let client = asking(Rotating::default(), &datadog).build().unwrap();
    client.create_account(STATUSPAGE_KEY).await.unwrap();
    let said = r#"{"errors":["neither api-key-number-1 nor api-key-number-0"]}"#;
    datadog.add_faults([Fault::status(403).body(said)]);
    let error = client.account().get().await.unwrap_err();
    assert_eq!(error.messages(), ["neither ***** nor *****"]);
    let text = error.to_string();
    assert!(text.contains("check that both keys are right"), "{text}");
}

#[tokio::test]
async fn a_provider_that_fails_later_leaves_open_what_an_earlier_attempt_did() {
    let datadog = Simulator::builder()
        .faults([Fault::status(503).after_commit()])
        .start()
        .await
        .unwrap();
    let provider = Once::then(|| Box::pin(async { Err("the vault is sealed".into()) }));
    let client = asking(provider, &datadog).build().unwrap();
    let error = client.create_account(STATUSPAGE_KEY).await.unwrap_err();
    ends_as(&error, ErrorKind::Config, Outcome::Unknown);
    assert_eq!(datadog.requests().len(), 1);
    assert_eq!(
        timeless(&error, &datadog.base_url()),
        "no credentials were available for 127.0.0.1 in the last of 2 attempts over TIME; \
         attempt 1 (503 Service Unavailable) may still have been applied; \
         check the credentials provider; \
         call account().ensure next, which is safe in either case"
    );
}

#[tokio::test]
async fn a_provider_that_blocks_its_thread_past_the_timeout_sends_nothing() {
    fn block() {
        std::thread::sleep(Duration::from_millis(80));
    }
    let blocking: [fn() -> ProvideFuture<'static>; 3] = [
        || {
            block();
            given()
        },
        || {
            Box::pin(async {
                block();
                given().await
            })
        },
        || {
            Box::pin(async {
                block();
                std::future::pending().await
            })
        },
    ];
    for then in blocking {
        let datadog = Simulator::start().await.unwrap();
        let client = asking(Once::then(then), &datadog).build().unwrap();
        // The second attempt uses its connection.
        client.create_account(STATUSPAGE_KEY).await.unwrap();
        let update = client.account().update("another");
        let update = update.attempt_timeout(Duration::from_millis(50));
        let error = update.await.unwrap_err();
        ends_as(&error, ErrorKind::Config, Outcome::NotApplied);
        let failures: Vec<_> = error.attempts().iter().map(Attempt::failure).collect();
        assert_eq!(failures, [Some(AttemptFailure::CredentialsUnavailable)]);
        assert_eq!(datadog.requests().len(), 1);
    }
}
