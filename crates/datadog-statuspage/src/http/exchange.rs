//! The attempt sender: sends a request and reads its answer up to a limit.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use datadog_statuspage_api::Request;
use reqwest::header::{HeaderValue, USER_AGENT};
use reqwest::{Body, StatusCode, Url};

use super::body::{Received, Watched};
use super::classify::classify;
use super::end::{Answer, End, Failure};
use super::progress::Progress;
use super::sender::SendAttempt;
use crate::config::headers::{AttemptHook, apply_hook};
use crate::config::keys::Keys;
use crate::config::provider_cache::Version;
use crate::config::{Credentials, ExtraHeaders, Site};
use crate::error::{AttemptFailure, Error, Source};
use crate::redact::Mask;
use crate::telemetry::Span;

/// A request, and what each attempt to send it needs.
pub(crate) struct Exchange<'a> {
    /// The request of each attempt, without the keys.
    pub(crate) request: Request,
    pub(crate) http: &'a reqwest::Client,
    pub(crate) credentials: &'a Credentials,
    /// The caller's own headers.
    pub(crate) headers: Option<&'a ExtraHeaders>,
    pub(crate) on_attempt: Option<&'a AttemptHook>,
    /// The limit of an answer's body, in bytes after decompression.
    pub(crate) body_limit: usize,
    pub(crate) site: Option<Site>,
    pub(crate) mask: &'a Mask<'a>,
    pub(crate) rejected: Rejected,
    /// The credentials of a provider that attempts carried.
    pub(crate) carried: Mutex<Vec<Arc<Keys>>>,
}

/// The version of the credentials that were answered with 401.
#[derive(Debug, Default)]
pub(crate) struct Rejected(AtomicU64);

const AGENT: &str = concat!("datadog-statuspage/", env!("CARGO_PKG_VERSION"));

impl SendAttempt for Exchange<'_> {
    fn span(&self, resends: usize) -> Span {
        Span::of_attempt(&self.request, self.site, self.mask, resends)
    }

    fn can_renew_credentials(&self) -> bool {
        self.credentials.can_be_renewed()
    }

    async fn attempt(&self, progress: &Progress) -> End {
        #[cfg(test)]
        if let Ok(network) = simulated::NETWORK.try_with(std::sync::Arc::clone) {
            return network.attempt(&self.request, progress).await;
        }
        let (keys, version) = match self.keys(progress).await {
            Ok(current) => current,
            Err(end) => return end,
        };
        let request = match self.request(&keys, progress) {
            Ok(request) => request,
            Err(error) => return failed(AttemptFailure::InvalidRequest, error.into()),
        };
        let pending = self.http.execute(request);
        let mut response = match pending.await {
            Ok(response) => response,
            Err(error) => return End::Failed(classify(error, &progress.sent)),
        };
        if response.status() == StatusCode::UNAUTHORIZED {
            self.rejected.0.store(version.0, Ordering::Relaxed);
        }
        progress.begun(response.status(), std::mem::take(response.headers_mut()));
        let mut body = Received::default();
        let fault = loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.length().saturating_add(chunk.len()) > self.body_limit => {
                    break Some(Failure::new(AttemptFailure::TooLarge));
                }
                Ok(Some(chunk)) => body.add(chunk),
                Ok(None) => break None,
                Err(error) => {
                    let what = match error.is_timeout() {
                        true => AttemptFailure::BodyTimedOut,
                        false => AttemptFailure::BodyTruncated,
                    };
                    break Some(Failure::from(what, error));
                }
            }
        };
        let (status, headers) = progress.take_head().unwrap_or_default();
        End::Answered(Answer {
            status,
            headers,
            body: body.whole(),
            fault,
        })
    }
}

fn failed(what: AttemptFailure, source: Source) -> End {
    End::Failed(Failure {
        source: Some(source),
        ..Failure::new(what)
    })
}

impl Exchange<'_> {
    /// Returns the keys for this attempt, or how it ends without them.
    async fn keys(&self, progress: &Progress) -> Result<(Arc<Keys>, Version), End> {
        progress.asking(true);
        let rejected = Version(self.rejected.0.load(Ordering::Relaxed));
        let current = self.credentials.current(rejected).await;
        let (keys, version) =
            current.map_err(|source| failed(AttemptFailure::CredentialsUnavailable, source))?;
        if self.credentials.can_be_renewed() {
            // A provider may have blocked the thread, and with it the timer.
            if progress.is_out_of_time() {
                return Err(progress.out_of_time());
            }
            let mut carried = self.carried.lock().unwrap_or_else(PoisonError::into_inner);
            carried.push(Arc::clone(&keys));
        }
        progress.asking(false);
        Ok((keys, version))
    }

    /// Builds the request of one attempt.
    fn request(&self, keys: &Keys, progress: &Progress) -> Result<reqwest::Request, Error> {
        let Request {
            method,
            url,
            headers,
            body,
            ..
        } = &self.request;
        let mut request = reqwest::Request::new(method.clone(), Url::clone(url));
        let sent = request.headers_mut();
        for (name, value) in headers {
            sent.insert(name, value.clone());
        }
        if let Some(hook) = self.on_attempt {
            apply_hook(hook, sent)?;
        }
        keys.apply(sent);
        sent.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        if let Some(headers) = self.headers {
            headers.apply(sent);
        }
        let body = body.clone();
        let sent = progress.sent.clone();
        *request.body_mut() = Some(Body::wrap(Watched { body, sent }));
        Ok(request)
    }
}

#[cfg(test)]
pub(crate) mod simulated {
    //! The only place where simulations replace the network.

    use std::pin::Pin;
    use std::sync::Arc;

    use super::*;

    pub(crate) trait Network: Send + Sync {
        fn attempt<'a>(
            &'a self,
            request: &'a Request,
            progress: &'a Progress,
        ) -> Pin<Box<dyn Future<Output = End> + Send + 'a>>;

        /// Returns the loop's random number, where a simulation determines it too.
        fn jitter(&self) -> Option<f64> {
            None
        }
    }

    tokio::task_local! {
        /// Replaces the network for requests of the task.
        pub(crate) static NETWORK: Arc<dyn Network>;
    }
}
