//! A cache of a provider's credentials.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex as SyncMutex, PoisonError};
use std::time::Duration;

use datadog_statuspage_api::Secret;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::keys::Keys;
use crate::error::{CredentialKind, Source};

/// Keys, and how long they are valid; `None` means until they are rejected.
pub(super) type Given = (Arc<Keys>, Option<Duration>);
pub(super) type Ask =
    dyn Fn() -> Pin<Box<dyn Future<Output = Result<Given, Source>> + Send>> + Send + Sync;

/// The number of a provider's answer, counted from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Version(pub(crate) u64);

pub(crate) struct ProviderCache {
    ask: Box<Ask>,
    // Held while the provider is asked, so that all waiting calls share one request.
    current: Mutex<Option<Cached>>,
    recent: SyncMutex<VecDeque<Arc<Keys>>>,
}

struct Cached {
    keys: Arc<Keys>,
    version: Version,
    until: Option<Instant>,
}

/// How many of a provider's keys are remembered for masking: those of attempts in progress.
const REMEMBERED: usize = 4;

impl ProviderCache {
    pub(super) fn new(ask: Box<Ask>) -> Self {
        Self {
            ask,
            current: Mutex::default(),
            recent: SyncMutex::default(),
        }
    }

    /// Returns the current credentials, unless they have the version `rejected`.
    pub(super) async fn current(&self, rejected: Version) -> Result<(Arc<Keys>, Version), Source> {
        let mut current = self.current.lock().await;
        let before = current.as_ref().map_or(0, |cached| cached.version.0);
        if let Some(cached) = &*current
            && cached.version != rejected
            && cached.until.is_none_or(|until| Instant::now() < until)
        {
            return Ok((Arc::clone(&cached.keys), cached.version));
        }
        let (keys, valid_for) = (self.ask)().await?;
        let cached = current.insert(Cached {
            keys,
            version: Version(before.saturating_add(1)),
            until: valid_for.and_then(|time| Instant::now().checked_add(time)),
        });
        self.remember(&cached.keys);
        Ok((Arc::clone(&cached.keys), cached.version))
    }

    fn remember(&self, keys: &Arc<Keys>) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.push_front(Arc::clone(keys));
        recent.truncate(REMEMBERED);
    }

    pub(super) fn recent_secrets(&self) -> Vec<Secret> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let secrets = recent.iter().flat_map(|keys| keys.secrets());
        secrets.cloned().collect()
    }

    /// Returns the kind of the last credentials; a token, if there were none yet.
    pub(super) fn kind(&self) -> CredentialKind {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let last = recent.front();
        last.map_or(CredentialKind::AccessToken, |keys| keys.kind())
    }
}

impl fmt::Debug for ProviderCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderCache").finish_non_exhaustive()
    }
}
