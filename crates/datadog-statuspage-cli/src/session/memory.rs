//! Simulated organizations: their state between runs, and their faults.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use datadog_statuspage_testing::{Fault, Simulator, StoredUrlSetting};
use serde::{Deserialize, Serialize};

type Names = BTreeMap<String, Remembered>;

/// The stored state of simulated organizations, by name. Clones share it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Names", into = "Names")]
pub(crate) struct Memory(Arc<Mutex<Names>>);

impl From<Names> for Memory {
    fn from(names: Names) -> Self {
        Self(Arc::new(Mutex::new(names)))
    }
}

impl From<Memory> for Names {
    fn from(memory: Memory) -> Self {
        memory.lock().clone()
    }
}

/// The state of a simulated organization.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Remembered {
    account: bool,
    pages: Vec<RememberedPage>,
    /// Whether it has already had its faults.
    settled: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct RememberedPage {
    id: String,
    url: String,
    tags: String,
}

impl Memory {
    fn lock(&self) -> MutexGuard<'_, Names> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a simulator with an organization's stored state.
    pub(crate) fn simulator(
        &self,
        name: &str,
        faults: impl FnOnce() -> Vec<Fault>,
    ) -> std::io::Result<Simulator> {
        let remembered = self.lock().get(name).cloned().unwrap_or_default();
        let faults = match remembered.settled {
            true => Vec::new(),
            false => faults(),
        };
        let simulator = Simulator::builder().faults(faults).start_blocking()?;
        simulator.set_account(remembered.account.then(|| "simulated".into()));
        simulator.set_url_settings(remembered.pages.into_iter().map(|page| StoredUrlSetting {
            id: page.id,
            url: page.url,
            custom_tags: page.tags,
        }));
        Ok(simulator)
    }

    /// Stores an organization's current state.
    pub(crate) fn remember(&self, name: &str, simulator: &Simulator) {
        let pages = simulator.url_settings().into_iter();
        let mut all = self.lock();
        let remembered = all.entry(name.to_owned()).or_default();
        remembered.account = simulator.account().is_some();
        remembered.pages = pages
            .map(|page| RememberedPage {
                id: page.id,
                url: page.url,
                tags: page.custom_tags,
            })
            .collect();
    }

    /// Removes an organization's faults from now on.
    pub(crate) fn settle(&self, name: &str) {
        self.lock().entry(name.to_owned()).or_default().settled = true;
    }
}
