//! Credentials that change while a program runs.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::credentials::Credentials;
use super::provider_cache::ProviderCache;
use crate::error::Source;

/// Provides credentials that change while a program runs, such as a token that expires.
///
/// A provider is asked before an attempt, and its credentials are used until
/// [`valid_for`](Provided::valid_for) has passed. After a 401 it is asked again, once per call,
/// and the attempt is repeated regardless of the retry policy, because a 401 changes nothing.
/// Calls that need credentials at the same time share one request to the provider. The time it
/// takes counts toward the attempt.
///
/// If it fails, or takes longer than the attempt may, nothing more is sent: the call fails with
/// [`ErrorKind::Config`](crate::ErrorKind::Config), with the provider's error as the
/// [`source`](std::error::Error::source). That error should not show a secret.
///
/// A token in a file that another program replaces:
///
/// ```
/// use std::path::PathBuf;
/// use std::time::Duration;
///
/// use datadog_statuspage::{
///     Client, Credentials, CredentialsProvider, ProvideFuture, Provided, Site,
/// };
///
/// struct TokenFile(PathBuf);
///
/// impl CredentialsProvider for TokenFile {
///     fn provide(&self) -> ProvideFuture<'_> {
///         Box::pin(async {
///             let token = std::fs::read_to_string(&self.0)?;
///             let credentials = Credentials::access_token(token.trim())?;
///             Ok(Provided::new(credentials).valid_for(Duration::from_secs(60)))
///         })
///     }
/// }
///
/// let credentials = Credentials::provided_by(TokenFile("/run/secrets/datadog".into()));
/// let client = Client::new(Site::Eu1, credentials)?;
/// # Ok::<(), datadog_statuspage::Error>(())
/// ```
pub trait CredentialsProvider: Send + Sync + 'static {
    /// Returns the current credentials.
    fn provide(&self) -> ProvideFuture<'_>;
}

/// The future that [`CredentialsProvider::provide`] returns.
pub type ProvideFuture<'a> = Pin<Box<dyn Future<Output = Result<Provided, Source>> + Send + 'a>>;

/// Credentials from a provider, and how long they are valid.
pub struct Provided {
    credentials: Credentials,
    valid_for: Option<Duration>,
}

impl Provided {
    /// Creates credentials that are valid until Datadog answers 401.
    pub fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            valid_for: None,
        }
    }

    /// Sets how long the credentials are used before the provider is asked again.
    #[must_use]
    pub fn valid_for(mut self, time: Duration) -> Self {
        self.valid_for = Some(time);
        self
    }
}

impl fmt::Debug for Provided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provided")
            .field("credentials", &self.credentials)
            .field("valid_for", &self.valid_for)
            .finish()
    }
}

impl Credentials {
    /// Creates credentials that come from a provider while the program runs.
    pub fn provided_by(provider: impl CredentialsProvider) -> Self {
        let provider = Arc::new(provider);
        Self::cached(ProviderCache::new(Box::new(move || {
            let provider = Arc::clone(&provider);
            Box::pin(async move {
                let provided = provider.provide().await?;
                let keys = provided.credentials.into_keys();
                let keys =
                    keys.ok_or("a credentials provider returned credentials of another provider")?;
                Ok((keys, provided.valid_for))
            })
        })))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::time::advance;

    use super::*;

    struct Counting(Arc<AtomicU32>, Duration);

    impl CredentialsProvider for Counting {
        fn provide(&self) -> ProvideFuture<'_> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Box::pin(async {
                let keys = Credentials::keys("an-api-key", "an-app-key")?;
                Ok(Provided::new(keys).valid_for(self.1))
            })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_asked_again_as_soon_as_the_validity_ends() {
        for (valid_for, times) in [(0, 3), (4_999, 3), (5_000, 3), (5_001, 2), (10_001, 1)] {
            let asked = Arc::new(AtomicU32::new(0));
            let provider = Counting(Arc::clone(&asked), Duration::from_millis(valid_for));
            let credentials = Credentials::provided_by(provider);
            for wait in [0, 5, 5] {
                advance(Duration::from_secs(wait)).await;
                credentials.current(Default::default()).await.unwrap();
            }
            assert_eq!(asked.load(Ordering::Relaxed), times, "{valid_for} ms");
        }
    }
}
